/** The live stage: what is on it, what is put on it, its properties, and whether it plays. */
import { Hono } from "hono";

import { editAnswer, loadAnswer, stageAnswer, statusAnswer, swapAnswer } from "../answers.ts";
import type { AppOptions } from "../app-options.ts";
import { body, jsonBody, param } from "../body.ts";
import { route } from "../describe.ts";
import { placeOnStage } from "../place.ts";
import { asError, execNotAllowed, noWall, refuse } from "../problems.ts";
import { editBody, loadBody, nodeParam, rollbackBody, transportBody } from "../schemas.ts";

export const stageRoutes = ({ stage, load, wall, allowExec }: AppOptions) =>
  new Hono()
    .get(
      "/api/stage",
      route({ summary: "The modules and their trees, with every property", tag: "stage", answer: stageAnswer }),
      async (c) => {
        const trees = new Map((await stage.describe()).map(({ slot, tree }) => [slot, tree]));
        const modules = stage.slots().map((info) => ({ ...info, tree: trees.get(info.slot) ?? null }));
        return c.json({ width: stage.width, height: stage.height, status: stage.status(), modules });
      },
    )
    .post(
      "/api/stage/load",
      route({
        summary: "Put a kept module, or a file of the project, on the stage",
        description: "It is gated and proven again first.",
        tag: "stage",
        answer: loadAnswer,
        refuses: [400, 404, 409, 413, 422, 503],
      }),
      jsonBody,
      body(loadBody),
      async (c) => {
        if (!allowExec) return refuse(c, execNotAllowed);
        if (wall === "missing") return refuse(c, noWall);
        const loaded = await load(c.req.valid("json"));
        if (!loaded.ok) return refuse(c, asError(loaded.error));
        const placed = await placeOnStage(stage, loaded.value);
        return placed.ok ? c.json({ slot: placed.value }) : refuse(c, asError(placed.error));
      },
    )
    .post(
      "/api/stage/rollback",
      route({
        summary: "Bring a module back to a version that was kept, with the state it was left in",
        description:
          "The versions of a module are listed by `GET /api/stage`. What plays now is kept as a version too.",
        tag: "stage",
        answer: swapAnswer,
        refuses: [400, 404, 409, 413, 422],
      }),
      jsonBody,
      body(rollbackBody),
      async (c) => {
        const { slot, version } = c.req.valid("json");
        const rolled = await stage.rollBack(slot, version);
        return rolled.ok ? c.json(rolled.value) : refuse(c, asError(rolled.error));
      },
    )
    .post(
      "/api/stage/transport",
      route({
        summary: "Play, pause, step or restart",
        description: "`ticks` belongs to `step`; `speed` is a factor, 0.1 to 10.",
        tag: "stage",
        answer: statusAnswer,
        refuses: [400, 413, 422],
      }),
      jsonBody,
      body(transportBody),
      (c) => {
        const changed = stage.transport(c.req.valid("json"));
        return changed.ok ? c.json(changed.value) : refuse(c, asError(changed.error));
      },
    )
    .patch(
      "/api/stage/nodes/:id",
      route({
        summary: "Set properties of a node",
        description:
          "`{ property: value }`, through the same clamping setter as the module's own assignments. The answer has the " +
          "values as they now stand. Ids are whole numbers, never reused in a session.",
        tag: "stage",
        answer: editAnswer,
        refuses: [400, 404, 413, 422],
      }),
      param(nodeParam),
      jsonBody,
      body(editBody),
      async (c) => {
        const node = Number(c.req.valid("param").id);
        const edited = await stage.edit(node, c.req.valid("json"));
        return edited.ok ? c.json({ node, properties: edited.value }) : refuse(c, asError(edited.error));
      },
    );
