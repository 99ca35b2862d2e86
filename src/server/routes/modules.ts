import { Hono } from "hono";

import { moduleAnswer, modulesAnswer } from "../answers.ts";
import type { AppOptions } from "../app-options.ts";
import { param } from "../body.ts";
import { route } from "../describe.ts";
import { refuse } from "../problems.ts";
import { hashParam } from "../schemas.ts";

/** What is kept. Reading only: what is kept is text, and is gated and proven again before it runs. */
export const moduleRoutes = ({ modules }: AppOptions) =>
  new Hono()
    .get(
      "/api/modules",
      route({ summary: "What is kept, with verdict and lineage", tag: "modules", answer: modulesAnswer }),
      async (c) => c.json({ modules: await modules.list(), damaged: modules.damaged }),
    )
    .get(
      "/api/modules/:hash",
      route({ summary: "One module, with its source", tag: "modules", answer: moduleAnswer, refuses: [404, 422] }),
      param(hashParam),
      async (c) => {
        const { hash } = c.req.valid("param");
        const record = await modules.get(hash);
        if (record) return c.json(record);
        const message = `Cannot show module "${hash}": it is not kept here`;
        return refuse(c, { code: "MODULE_NOT_FOUND", message, hint: "`GET /api/modules` lists what is kept." });
      },
    );
