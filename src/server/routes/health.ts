import { Hono } from "hono";

import { healthAnswer } from "../answers.ts";
import type { AppOptions } from "../app-options.ts";
import { route } from "../describe.ts";

/** The one route without a token: it says that the server is there, and nothing about what it shows. */
export const healthRoutes = ({ version, wall, stage }: AppOptions) =>
  new Hono().get(
    "/health",
    route({
      summary: "Whether the server, the wall and the stage are up",
      tag: "about",
      answer: healthAnswer,
      open: true,
    }),
    (c) => {
      const { running, tick, nodes, viewers } = stage.status();
      return c.json({ ok: true, version, wall, stage: { running, tick, nodes, viewers } });
    },
  );
