/** Questions and grants over the API and the socket: the real desk, grants in real SQLite. */
import { Database } from "bun:sqlite";
import { afterEach, expect, test } from "bun:test";

import { contentHash } from "../../src/base/hash.ts";
import type { GrantKey } from "../../src/permission/grants.ts";
import { PromptDesk } from "../../src/permission/prompt-desk.ts";
import type { ServerPermissions } from "../../src/server/options.ts";
import { openGrants } from "../../src/store/grants.ts";
import { PageClient } from "./client.ts";
import { openHarness, TOKEN } from "./harness.ts";

const hash = contentHash("code");
const key: GrantKey = { hash, lineage: hash, module: "Weather", permission: "net", scope: "api.example.com:443" };
const question = { slot: 1, module: "Weather", hash, permission: "net", scope: "api.example.com:443" };

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

function open() {
  const opened = openGrants({
    path: ":memory:",
    openDatabase: (path) => new Database(path),
    run: "test",
    pid: process.pid,
    isAlive: () => true,
    today: () => new Date(0),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const grants = opened.value;
  const desk = new PromptDesk();
  let changed = () => {};
  const permissions: ServerPermissions = {
    desk,
    list: async () => grants.list(),
    async revoke(id) {
      const revoked = grants.revoke(id);
      changed();
      return revoked;
    },
    listen: (listener) => ((changed = listener), () => {}),
  };
  const harness = openHarness({ permissions });
  closers.push(
    () => grants.close(),
    () => harness[Symbol.asyncDispose](),
    () => desk.close(),
  );
  return { port: harness.listen().port, desk, grants };
}

async function page(port: number) {
  const client = new PageClient(`ws://127.0.0.1:${port}/ws?token=${TOKEN}`, {});
  await client.next("grants");
  closers.push(() => client.close());
  return client;
}

/** Over a real socket, since a listening server answers to its own port alone. */
async function api(port: number, method: string, path: string, body?: unknown) {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

test("[P6] with no page open nobody is asked", async () => {
  const { desk } = open();
  expect(await desk.ask(question)).toBeUndefined();
});

test("[P6] every page shows the question, the first answer counts, and all are told", async () => {
  const { port, desk } = open();
  const first = await page(port);
  const answer = desk.ask(question);
  const { prompt } = await first.next("prompt");
  expect(prompt).toEqual({ id: 1, ...question });
  first.send({ type: "answer", prompt: prompt.id, choice: "run" });
  expect(await answer).toBe("run");
  expect(await first.next("promptClosed")).toEqual({ type: "promptClosed", prompt: 1 });
  first.send({ type: "answer", prompt: prompt.id, choice: "never" });
  expect((await first.next("problem")).problem.code).toBe("PROMPT_NOT_FOUND");
});

test("[P6] a question is withdrawn when the last page goes", async () => {
  const { port, desk } = open();
  const client = await page(port);
  const answer = desk.ask(question);
  await client.next("prompt");
  client.close();
  expect(await answer).toBeUndefined();
});

test("[P6] a question is answered over the API, once", async () => {
  const { port, desk } = open();
  await page(port);
  const answer = desk.ask(question);
  const listed = (await (await api(port, "GET", "/api/permissions")).json()) as { prompts: unknown[] };
  expect(listed.prompts).toEqual([{ id: 1, ...question }]);
  expect((await api(port, "POST", "/api/permissions/prompts/1", { choice: "maybe" })).status).toBe(422);
  expect((await api(port, "POST", "/api/permissions/prompts/1", { choice: "once" })).status).toBe(200);
  expect(await answer).toBe("once");
  expect((await api(port, "POST", "/api/permissions/prompts/1", { choice: "once" })).status).toBe(404);
});

test("[P8] a grant is listed and revoked over the API, and pages are told", async () => {
  const { port, grants } = open();
  grants.remember(key, "run", "allow flag");
  const client = await page(port);
  expect(client.of("grants")[0]?.grants).toMatchObject([{ id: 1, ...key, lasts: "run", by: "allow flag" }]);
  expect((await api(port, "DELETE", "/api/permissions/grants/1")).status).toBe(200);
  expect((await client.next("grants", 2)).grants).toEqual([]);
  expect(grants.isRevoked(key)).toEqual({ ok: true, value: true });
  expect((await api(port, "DELETE", "/api/permissions/grants/1")).status).toBe(404);
});

test("[P8] a grant is revoked from the page", async () => {
  const { port, grants } = open();
  grants.remember(key, "always", "prompt");
  const client = await page(port);
  client.send({ type: "revoke", grant: 1 });
  expect((await client.next("grants", 2)).grants).toEqual([]);
  client.send({ type: "revoke", grant: 1 });
  expect((await client.next("problem")).problem.code).toBe("NO_SUCH_GRANT");
});
