/** What modules ask for and what was granted: to be looked at, answered and taken back. */
import { Hono } from "hono";

import { answeredAnswer, permissionsAnswer, revokedAnswer } from "../answers.ts";
import type { AppOptions } from "../app-options.ts";
import { body, jsonBody, param } from "../body.ts";
import { route } from "../describe.ts";
import { answerPrompt, noPermissions } from "../permissions.ts";
import { refuse } from "../problems.ts";
import { numberParam, promptBody } from "../schemas.ts";

export const permissionRoutes = ({ permissions }: AppOptions) =>
  new Hono()
    .get(
      "/api/permissions",
      route({
        summary: "Questions that wait for an answer, and all grants that stand",
        tag: "permissions",
        answer: permissionsAnswer,
        refuses: [422],
      }),
      async (c) => {
        if (!permissions) return c.json({ prompts: [], grants: [] });
        const grants = await permissions.list();
        return grants.ok ? c.json({ prompts: permissions.desk.open(), grants: grants.value }) : refuse(c, grants.error);
      },
    )
    .post(
      "/api/permissions/prompts/:id",
      route({
        summary: "Answer a question",
        description: "The first answer counts, from the terminal, a page or here.",
        tag: "permissions",
        answer: answeredAnswer,
        refuses: [400, 404, 413, 422],
      }),
      param(numberParam),
      jsonBody,
      body(promptBody),
      (c) => {
        const id = Number(c.req.valid("param").id);
        const answered = answerPrompt(permissions, id, c.req.valid("json").choice);
        return answered.ok ? c.json({ answered: id }) : refuse(c, answered.error);
      },
    )
    .delete(
      "/api/permissions/grants/:id",
      route({
        summary: "Take a grant back, or forget a refusal",
        description: "The next use fails, while the scene runs too.",
        tag: "permissions",
        answer: revokedAnswer,
        refuses: [404, 422],
      }),
      param(numberParam),
      async (c) => {
        const revoked = (await permissions?.revoke(Number(c.req.valid("param").id))) ?? noPermissions;
        return revoked.ok ? c.json({ revoked: revoked.value }) : refuse(c, revoked.error);
      },
    );
