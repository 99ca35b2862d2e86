/** One module on the live stage: its name, place and rank, the text of its versions, back from quarantine, off the stage. */
import { Hono } from "hono";

import { arrangeAnswer, removedAnswer, versionAnswer } from "../answers.ts";
import type { AppOptions } from "../app-options.ts";
import { body, jsonBody, param } from "../body.ts";
import { route } from "../describe.ts";
import { asError, refuse } from "../problems.ts";
import { arrangeBody, slotParam, versionParam } from "../schemas.ts";

export const stageModuleRoutes = ({ stage }: AppOptions) =>
  new Hono()
    .patch(
      "/api/stage/modules/:slot",
      route({
        summary: "Name, place or reorder a module on the stage",
        description:
          "Its picture is moved to `x` and `y` and scaled as a whole; `order` counts from 0 at the back, and the others " +
          "make room. An empty `name` is that of its code. What is not given stays as it is.",
        tag: "stage",
        answer: arrangeAnswer,
        refuses: [400, 404, 413, 422],
      }),
      param(slotParam),
      jsonBody,
      body(arrangeBody),
      (c) => {
        const arranged = stage.arrange(Number(c.req.valid("param").slot), c.req.valid("json"));
        return arranged.ok ? c.json(arranged.value) : refuse(c, asError(arranged.error));
      },
    )
    .get(
      "/api/stage/modules/:slot/versions/:version",
      route({
        summary: "The text of one version that was on the stage",
        description: "`GET /api/stage` lists the versions that are kept.",
        tag: "stage",
        answer: versionAnswer,
        refuses: [404, 422],
      }),
      param(versionParam),
      (c) => {
        const { slot, version } = c.req.valid("param");
        const source = stage.sourceOf(Number(slot), Number(version));
        if (!source.ok) return refuse(c, asError(source.error));
        return c.json({ slot: Number(slot), version: Number(version), source: source.value });
      },
    )
    .post(
      "/api/stage/modules/:slot/revive",
      route({
        summary: "Bring a module that was stopped back, from its last snapshot",
        tag: "stage",
        answer: arrangeAnswer,
        refuses: [404, 409, 422],
      }),
      param(slotParam),
      async (c) => {
        const revived = await stage.revive(Number(c.req.valid("param").slot));
        return revived.ok ? c.json(revived.value) : refuse(c, asError(revived.error));
      },
    )
    .delete(
      "/api/stage/modules/:slot",
      route({
        summary: "Take a module off the stage",
        description: "It stays kept, and can be loaded again.",
        tag: "stage",
        answer: removedAnswer,
        refuses: [404, 422],
      }),
      param(slotParam),
      (c) => {
        const slot = Number(c.req.valid("param").slot);
        const removed = stage.remove(slot);
        return removed.ok ? c.json({ removed: slot }) : refuse(c, asError(removed.error));
      },
    );
