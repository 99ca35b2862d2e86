/** The API as an OpenAPI 3.1 document, made from the routes' own schemas. */
import type { Hono } from "hono";
import { generateSpecs } from "hono-openapi";

import type { Env } from "./app-options.ts";

export type Document = Awaited<ReturnType<typeof generateSpecs>>;

export const openApi = (app: Hono<Env>, version: string): Promise<Document> =>
  generateSpecs(app, {
    // The routes say themselves what they refuse, in this API's own shape.
    defaultValidationErrorResponse: false,
    excludeStaticFile: false,
    documentation: {
      info: {
        title: "nodegen",
        version,
        description:
          "A stage of live modules that a language model wrote. Loopback only; every refusal is `{ error: { code, message, hint } }`.",
      },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    },
  });
