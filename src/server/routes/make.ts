/** From words to a module. The answer is immediate; the making is told over the socket and kept under its id. */
import { Hono } from "hono";

import { makeAccepted, makeAnswer } from "../answers.ts";
import type { AppOptions } from "../app-options.ts";
import { body, jsonBody } from "../body.ts";
import { route } from "../describe.ts";
import { refuse } from "../problems.ts";
import { makeBody } from "../schemas.ts";

export const makeRoutes = ({ makes, makeLimit }: AppOptions) =>
  new Hono()
    .post(
      "/api/make",
      route({
        summary: "Make a module from a description",
        description:
          "Answers at once; the steps are told over the socket and by `GET /api/make/{id}`. Modules are made one at a time. " +
          "A verified one goes on the stage; with `edit`, in the place of the module with that hash.",
        tag: "make",
        status: 202,
        answer: makeAccepted,
        refuses: [400, 413, 422, 429, 503],
      }),
      jsonBody,
      body(makeBody),
      makeLimit.middleware,
      (c) => {
        const started = makes.start(c.req.valid("json"));
        return started.ok ? c.json(started.value, 202) : refuse(c, started.error);
      },
    )
    .get(
      "/api/make/:id",
      route({
        summary: "How a making goes, or went",
        description: "The last hundred are remembered.",
        tag: "make",
        answer: makeAnswer,
        refuses: [404],
      }),
      (c) => {
        const id = c.req.param("id");
        const record = makes.get(id);
        if (record) return c.json(record);
        const message = `Cannot tell of making "${id.slice(0, 100)}": it is not among the last hundred`;
        return refuse(c, { code: "MAKE_NOT_FOUND", message, hint: "Use the id that `POST /api/make` answered with." });
      },
    );
