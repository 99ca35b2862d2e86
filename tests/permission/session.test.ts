/** A run's permissions as the commands plug them together: files opened when needed, changes told, the end orderly. */
import { Database } from "bun:sqlite";
import { afterAll, expect, test } from "bun:test";
import * as disk from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { contentHash } from "../../src/base/hash.ts";
import type { Problem } from "../../src/base/problem.ts";
import { err } from "../../src/base/result.ts";
import { openPermissionSession } from "../../src/cli/permissions/session.ts";
import type { ModuleIdentity } from "../../src/permission/decision.ts";
import { allRules, noRules } from "../../src/permission/rules.ts";
import { openAuditLog } from "../../src/store/audit-log.ts";
import { openGrants } from "../../src/store/grants.ts";

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((path) => disk.rm(path, { recursive: true }))));

async function open() {
  const directory = await disk.mkdtemp(join(tmpdir(), "nodegen-session-"));
  folders.push(directory);
  const openDatabase = (path: string) => new Database(path);
  const grantsOf = (run: string) =>
    openGrants({
      path: join(directory, "grants.sqlite"),
      openDatabase,
      run,
      pid: 1,
      isAlive: () => true,
      today: () => new Date(0),
    });
  const looks: (() => void)[] = [];
  const problems: Problem[] = [];
  let isFull = false;
  const session = openPermissionSession({
    flags: { allow: allRules(), deny: noRules },
    set: { allow: noRules, deny: noRules },
    prompts: false,
    openGrants: async () => grantsOf("this"),
    openAudit: async () => (isFull ? err(full) : openAuditLog({ directory, disk, openDatabase })),
    realPath: async () => undefined,
    every: (_, run) => {
      looks.push(run);
      return () => looks.splice(looks.indexOf(run), 1);
    },
    onProblem: (problem) => problems.push(problem),
  });
  return { session, directory, grantsOf, looks, problems, fill: (full: boolean) => (isFull = full) };
}

const full: Problem = {
  code: "DISK_FULL",
  message: "Cannot write the audit log: the disk is full",
  hint: "Free some.",
};

const module: ModuleIdentity = {
  slot: 1,
  name: "Book",
  hash: contentHash("book"),
  lineage: contentHash("book"),
  asked: { storage: true },
};
const storage = { name: "storage", scope: "" } as const;
const entry = {
  at: "2026-01-01T00:00:00Z",
  module: "Book",
  hash: module.hash,
  permission: "storage",
  scope: "",
  outcome: "granted",
  by: "allow flag",
} as const;

test("[P7] a run in which nobody asks leaves no file, and looks at none", async () => {
  const { session, directory } = await open();
  expect(await session.current()).toEqual({ ok: true, value: [] });
  await session.close();
  expect(await disk.readdir(directory)).toEqual([]);
});

test("[P8] what a run was granted leaves with it", async () => {
  const { session, grantsOf } = await open();
  await session.decide(module, storage);
  expect(await session.current()).toMatchObject({ ok: true, value: [{ module: "Book", lasts: "run" }] });
  await session.close();
  const other = grantsOf("other");
  expect(other.ok && other.value.list()).toEqual({ ok: true, value: [] });
});

test("[P8] listeners are told of grants given here and revoked elsewhere, and nobody looks when nobody listens", async () => {
  const { session, grantsOf, looks } = await open();
  let told = 0;
  const stop = session.listen(() => told++);
  await session.decide(module, storage);
  const here = told;
  expect(here).toBeGreaterThan(0);
  looks[0]!();
  const after = told;
  looks[0]!();
  expect(told).toBe(after);
  const other = grantsOf("other");
  if (!other.ok) throw new Error(other.error.message);
  other.value.revoke(1);
  looks[0]!();
  expect(told).toBe(after + 1);
  stop();
  expect(looks).toEqual([]);
  other.value.close();
  await session.close();
});

test("[P12] that nothing can be written down is told once, however often it is tried", async () => {
  const { session, problems, fill } = await open();
  fill(true);
  for (let call = 0; call < 3; call++) expect(await session.audit(entry)).toEqual({ ok: false, error: full });
  expect(problems).toEqual([full]);
  fill(false);
  expect(await session.audit(entry)).toMatchObject({ ok: true });
  expect(problems).toEqual([full]);
  await session.close();
});

test("[P12] after the end nothing is granted and nothing is written", async () => {
  const { session } = await open();
  expect(await session.decide(module, storage)).toMatchObject({ granted: true });
  expect(await session.audit(entry)).toMatchObject({ ok: true });
  await session.close();
  expect(await session.decide(module, storage)).toMatchObject({ granted: false });
  expect(await session.audit(entry)).toMatchObject({ ok: false, error: { code: "PERMISSIONS_CLOSED" } });
});
