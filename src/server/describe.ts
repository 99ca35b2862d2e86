/** How a route is described in `/openapi.json`: one line each, and the same words for the same refusals everywhere. */
import type { MiddlewareHandler } from "hono";
import { describeRoute, resolver } from "hono-openapi";
import type { GenericSchema } from "valibot";

import { errorAnswer } from "./answers.ts";

const refusals = {
  400: "The body is malformed.",
  401: "The token is missing or wrong.",
  403: "Not permitted, or the request came from a foreign origin or host.",
  404: "There is no such thing.",
  409: "The gate or the smoke run rejected the module; `findings` says why.",
  413: "The body is too large.",
  422: "A value does not fit; `issues` has the path of each.",
  429: "Too fast.",
  503: "No wall can be built here, so nothing generated is run.",
} as const;
type Refused = keyof typeof refusals;

export interface RouteWords {
  readonly summary: string;
  readonly description?: string;
  readonly tag: "page" | "make" | "modules" | "stage" | "permissions" | "about";
  /** 200 unless said. */
  readonly status?: 101 | 200 | 202 | 303;
  readonly answer: GenericSchema | string;
  /** Beside 403, which every route may answer, and 401, which all but one may. */
  readonly refuses?: readonly Refused[];
  readonly open?: boolean;
}

export function route(words: RouteWords): MiddlewareHandler {
  const { summary, description, tag, status = 200, answer, refuses = [], open = false } = words;
  const refused = [...(open ? [] : [401 as const]), 403 as const, ...refuses].sort();
  return describeRoute({
    summary,
    description,
    tags: [tag],
    security: open ? [] : [{ token: [] }],
    responses: {
      [status]: typeof answer === "string" ? { description: answer } : { description: "Done.", content: json(answer) },
      ...Object.fromEntries(refused.map((code) => [code, { description: refusals[code], content: json(errorAnswer) }])),
    },
  });
}

const json = (schema: GenericSchema) => ({ "application/json": { schema: resolver(schema) } });
