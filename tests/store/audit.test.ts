/** The audit log with a real disk, real SQLite, several real processes, and a device that is always full. */
import { Database } from "bun:sqlite";
import { afterAll, expect, test } from "bun:test";
import * as disk from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { contentHash, type Hash } from "../../src/base/hash.ts";
import type { AuditEntry } from "../../src/permission/decision.ts";
import { CHAIN_START } from "../../src/store/audit-chain.ts";
import { openAuditLog } from "../../src/store/audit-log.ts";
import { readAuditLog } from "../../src/store/audit-reading.ts";

const folders: string[] = [];
const folder = async () => {
  const made = await disk.mkdtemp(join(tmpdir(), "nodegen-audit-"));
  folders.push(made);
  return made;
};
afterAll(() => Promise.all(folders.map((path) => disk.rm(path, { recursive: true, force: true }))));

const optionsIn = (directory: string) => ({ directory, disk, openDatabase: (path: string) => new Database(path) });
const entry = (scope: string): AuditEntry => ({
  at: "2026-01-01T00:00:00.000Z",
  module: "Weather",
  hash: contentHash("code"),
  permission: "net",
  scope,
  outcome: "granted",
  by: "allow flag",
});

async function logOf(count: number) {
  const directory = await folder();
  const log = orThrow(await openAuditLog(optionsIn(directory)));
  for (let at = 1; at <= count; at++) orThrow(await log.append(entry(`host-${at}:443`)));
  await log.close();
  const path = join(directory, "audit.jsonl");
  const lines = (await disk.readFile(path, "utf8")).split("\n").slice(0, -1);
  return { directory, path, lines };
}

function orThrow<T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function readIn(directory: string, expected?: Hash) {
  const entries: AuditEntry[] = [];
  const each = (one: AuditEntry) => void entries.push(one);
  return { ...orThrow(await readAuditLog(optionsIn(directory), { each, expected })), entries };
}

const faultsIn = async (directory: string, expected?: Hash) =>
  (await readIn(directory, expected)).faults.map(({ what }) => what);

test("[P10] entries are read back as they were written, and the chain holds", async () => {
  const { directory } = await logOf(3);
  const read = await readIn(directory);
  expect(read.entries).toEqual([entry("host-1:443"), entry("host-2:443"), entry("host-3:443")]);
  expect(read.faults).toEqual([]);
});

test("[P11] a scope with characters that end lines elsewhere breaks no line", async () => {
  const directory = await folder();
  const log = orThrow(await openAuditLog(optionsIn(directory)));
  const scopes = ["data/\u2028x", "data/\u2029x", "data/\u0085x", "data/\ud800x", '","chain":"sha256:'];
  for (const scope of scopes) orThrow(await log.append(entry(scope)));
  await log.close();
  const read = await readIn(directory);
  expect(read.entries.map(({ scope }) => scope)).toEqual(scopes);
  expect(read.faults).toEqual([]);
});

test("[P10] a log that was never written is empty and in order", async () => {
  expect(await readIn(await folder())).toEqual({ entries: [], lines: 0, head: CHAIN_START, faults: [] });
});

const damages: [string, (lines: string[]) => string[], string][] = [
  [
    "a changed scope",
    (l) => l.with(1, l[1]!.replace("host-2", "host-9")),
    "Line 2 was changed: it does not fit its seal",
  ],
  [
    "a space that says the same",
    (l) => l.with(1, l[1]!.replace(",", ", ")),
    "Line 2 was changed: it does not fit its seal",
  ],
  ["a line taken out", (l) => l.toSpliced(1, 1), "Before line 2, entry 2 is missing"],
  ["two lines taken out", (l) => l.toSpliced(1, 2), "Before line 2, entries 2 to 3 are missing"],
  ["the first line taken out", (l) => l.slice(1), "Before line 1, entry 1 is missing"],
  ["the last line taken out", (l) => l.slice(0, -1), "At the end, entry 5 is missing"],
  ["everything taken out", () => [], "At the end, entries 1 to 5 are missing"],
  [
    "a line written twice",
    (l) => l.toSpliced(2, 0, l[1]!),
    "Line 3 is out of order: it is entry 2 and stands after entry 2",
  ],
  ["two lines swapped", (l) => l.with(1, l[2]!).with(2, l[1]!), "Before line 2, entry 2 is missing"],
];
for (const [what, damage, said] of damages) {
  test(`[P11] ${what} is found`, async () => {
    const { directory, path, lines } = await logOf(5);
    await disk.writeFile(
      path,
      damage(lines)
        .map((line) => `${line}\n`)
        .join(""),
    );
    expect(await faultsIn(directory)).toContain(said);
  });
}

test("[P11] a chain that was made anew does not fit the head", async () => {
  const { directory, path } = await logOf(2);
  const other = await logOf(2);
  await disk.copyFile(other.path, path);
  expect(await faultsIn(directory)).toEqual([]); // the very same entries give the very same chain
  const forged = await folder();
  const log = orThrow(await openAuditLog(optionsIn(forged)));
  orThrow(await log.append(entry("host-1:443")));
  orThrow(await log.append({ ...entry("host-2:443"), outcome: "denied" }));
  await log.close();
  await disk.copyFile(join(forged, "audit.jsonl"), path);
  expect(await faultsIn(directory)).toEqual([
    "Line 2 is not the one that was written: the whole chain up to it was replaced",
  ]);
});

test("[P11] a missing head is told", async () => {
  const { directory } = await logOf(1);
  for (const name of await disk.readdir(directory))
    if (name.startsWith("audit-head")) await disk.rm(join(directory, name));
  expect(await faultsIn(directory)).toEqual(['Its head, "audit-head.sqlite", is missing']);
});

test("[P12] a log whose end was changed is added to by nobody", async () => {
  const { directory, path, lines } = await logOf(2);
  await disk.writeFile(path, `${lines[0]}\n`);
  const log = orThrow(await openAuditLog(optionsIn(directory)));
  const added = await log.append(entry("later:443"));
  await log.close();
  expect(added).toMatchObject({ ok: false, error: { code: "AUDIT_BROKEN" } });
  expect(await disk.readFile(path, "utf8")).toBe(`${lines[0]}\n`);
});

test("[P12] half a line of a killed writer is cut off, whole lines that follow are taken up", async () => {
  const { directory, path } = await logOf(2);
  const longer = await logOf(4);
  await disk.writeFile(path, `${longer.lines.slice(0, 3).join("\n")}\n${longer.lines[3]!.slice(0, 40)}`);
  const log = orThrow(await openAuditLog(optionsIn(directory)));
  orThrow(await log.append(entry("later:443")));
  await log.close();
  const read = await readIn(directory);
  expect(read.faults).toEqual([]);
  expect(read.entries.map(({ scope }) => scope)).toEqual(["host-1:443", "host-2:443", "host-3:443", "later:443"]);
});

test("[P12] on a full disk nothing is acknowledged, and told as it is", async () => {
  const directory = await folder();
  await disk.symlink("/dev/full", join(directory, "audit.jsonl"));
  const log = orThrow(await openAuditLog(optionsIn(directory)));
  const results = await Promise.all([log.append(entry("a:1")), log.append(entry("b:2"))]);
  await log.close();
  for (const result of results)
    expect(result).toMatchObject({
      ok: false,
      error: { code: "DISK_REFUSED", message: expect.stringContaining("full") },
    });
});

test("[P10] several processes at once write one chain, and nothing acknowledged is lost", async () => {
  const directory = await folder();
  const writers = Array.from({ length: 3 }, (_, writer) =>
    Bun.spawn([process.execPath, join(import.meta.dir, "audit-writer.ts"), directory, `writer-${writer}`, "40"], {
      env: {},
      stderr: "pipe",
    }),
  );
  for (const writer of writers) {
    expect(await new Response(writer.stderr).text()).toBe("");
    expect(await writer.exited).toBe(0);
  }
  const read = await readIn(directory);
  expect(read.faults).toEqual([]);
  expect(read.entries).toHaveLength(120);
  for (const writer of ["writer-0", "writer-1", "writer-2"])
    expect(read.entries.filter(({ module }) => module === writer).map(({ scope }) => scope)).toEqual(
      Array.from({ length: 40 }, (_, at) => `host-${at}:443`),
    );
});

test("[P12] a writer that is killed in the middle leaves a chain that holds", async () => {
  const directory = await folder();
  const writer = Bun.spawn(
    [process.execPath, join(import.meta.dir, "audit-writer.ts"), directory, "killed", "100000"],
    {
      env: {},
      stdout: "pipe",
    },
  );
  const reader = writer.stdout.getReader();
  await reader.read(); // the first acknowledgement
  writer.kill("SIGKILL");
  await writer.exited;
  const log = orThrow(await openAuditLog(optionsIn(directory)));
  orThrow(await log.append(entry("after:443")));
  await log.close();
  const read = await readIn(directory);
  expect(read.faults).toEqual([]);
  expect(read.entries.at(-1)?.scope).toBe("after:443");
  expect(read.entries.length).toBeGreaterThan(1);
});

test("[P11] a log that was written anew, head and all, does not lead over a head that was noted elsewhere", async () => {
  const { directory } = await logOf(3);
  const noted = (await readIn(directory)).head;
  const log = orThrow(await openAuditLog(optionsIn(directory)));
  orThrow(await log.append(entry("later:443")));
  await log.close();
  expect(await faultsIn(directory, noted)).toEqual([]);
  expect(await faultsIn(directory, CHAIN_START)).toEqual([]);
  for (const name of await disk.readdir(directory)) await disk.rm(join(directory, name));
  const forged = orThrow(await openAuditLog(optionsIn(directory)));
  for (let at = 1; at <= 4; at++) orThrow(await forged.append({ ...entry(`host-${at}:443`), outcome: "denied" }));
  await forged.close();
  expect(await faultsIn(directory)).toEqual([]);
  expect(await faultsIn(directory, noted)).toEqual([
    `The log has no line with the seal ${noted}: it was written anew since`,
  ]);
});

async function filesOf(mostBytes: number, count: number) {
  const directory = await folder();
  const log = orThrow(await openAuditLog({ ...optionsIn(directory), mostBytes }));
  for (let at = 1; at <= count; at++) orThrow(await log.append(entry(`host-${at}:443`)));
  await log.close();
  const names = (await disk.readdir(directory)).filter((name) => name.endsWith(".jsonl")).sort();
  return { directory, names };
}

test("[P10] a full file is left, and the chain goes on in the next one", async () => {
  const { directory, names } = await filesOf(900, 9);
  expect(names).toEqual(["audit-2.jsonl", "audit-3.jsonl", "audit.jsonl"]);
  for (const name of names) expect((await disk.stat(join(directory, name))).size).toBeLessThan(900 + 600);
  const read = await readIn(directory);
  expect(read.faults).toEqual([]);
  expect(read.entries.map(({ scope }) => scope)).toEqual(Array.from({ length: 9 }, (_, at) => `host-${at + 1}:443`));
});

test("[P11] a file that was taken away is missed, in the middle and at the end", async () => {
  for (const [gone, said] of [
    ["audit.jsonl", "At the end, entries 1 to 9 are missing"],
    ["audit-3.jsonl", "At the end, entries 7 to 9 are missing"],
  ] as const) {
    const { directory } = await filesOf(900, 9);
    await disk.rm(join(directory, gone));
    expect(await faultsIn(directory)).toEqual([said]);
  }
});

test("[P12] a writer that was killed after it had begun a new file: what it wrote there is taken up", async () => {
  const { directory } = await filesOf(900, 6);
  const later = await filesOf(900, 7);
  await disk.copyFile(join(later.directory, "audit-3.jsonl"), join(directory, "audit-3.jsonl"));
  const log = orThrow(await openAuditLog({ ...optionsIn(directory), mostBytes: 900 }));
  orThrow(await log.append(entry("after:443")));
  await log.close();
  const read = await readIn(directory);
  expect(read.faults).toEqual([]);
  expect(read.entries.slice(-2).map(({ scope }) => scope)).toEqual(["host-7:443", "after:443"]);
});

test("[P11] a line without end is one that was changed, and is not kept in memory", async () => {
  const { directory, path, lines } = await logOf(1);
  await disk.writeFile(path, `${"x".repeat(2 ** 22)}\n${lines[0]}\n`);
  expect(await faultsIn(directory)).toContain("Line 1 was changed: it does not fit its seal");
});

test("[P12] whole lines of a killed writer in a file that is full by them are taken up, and what comes is written", async () => {
  const { directory } = await filesOf(900, 2);
  const longer = await logOf(3);
  await disk.copyFile(longer.path, join(directory, "audit.jsonl"));
  const log = orThrow(await openAuditLog({ ...optionsIn(directory), mostBytes: 900 }));
  orThrow(await log.append(entry("after:443")));
  await log.close();
  const read = await readIn(directory);
  expect(read.faults).toEqual([]);
  expect(read.entries.map(({ scope }) => scope)).toEqual(["host-1:443", "host-2:443", "host-3:443", "after:443"]);
});
