/** The journal of a run: what a host that was killed leaves behind, and its replay from the command line. */
import { expect, test } from "bun:test";
import * as fs from "node:fs/promises";
import { join } from "node:path";

import { contentHash } from "../../src/base/hash.ts";
import { type JournalRecord, parseRecord } from "../../src/live/journal-records.ts";
import { createJournalFile, readJournalFile } from "../../src/store/journal-file.ts";
import { api, makePlace, nodegen, type Place, scenes, slotWhen, start } from "./nodegen.ts";

async function journalOf(place: Place, at = 0): Promise<string> {
  const names = await fs.readdir(join(place.path, "out/journals"));
  return `out/journals/${names.filter((name) => name.endsWith(".journal")).sort()[at]}`;
}

const run = ["run", join(scenes, "boids.ts"), "--allow-exec", "--port", "0"];

/** There is no event for what reached the disk. The server is asked, since one that has ended writes no more; and left alone. */
const aMoment = (view: Record<string, unknown>) => Promise.all([api(view, "/health"), Bun.sleep(20)]);

test("[J7] a run that was killed is offered for a replay, which is faster than it went and equal to the last digest, and can be shown", async () => {
  await using place = await makePlace();
  const journal = (at: number) => journalOf(place, at);
  {
    await using running = start(place, run);
    const view = await running.document();
    const path = join(place.path, await journal(0));
    while ((await fs.readFile(path, "utf8")).split('"is":"digest"').length <= 3) await aMoment(view);
    process.kill(running.pid, "SIGKILL");
  }
  const path = await journal(0);
  const replayed = await nodegen(place, ["replay", path, "--allow-exec", "--verify", "--json"]);
  expect(replayed.exit).toBe(0);
  const report = JSON.parse(replayed.stdout) as { ticks: number; digests: number };
  expect(report).toMatchObject({ version: 1, ok: true, modules: 1, children: 1, isClosed: false });
  expect(report.digests).toBeGreaterThanOrEqual(3);
  expect(report.ticks).toBeGreaterThanOrEqual(192);

  await using shown = start(place, ["replay", path, "--allow-exec", "--view", "--port", "0"]);
  const recording = await shown.document();
  expect(recording).toMatchObject({ isClosed: false });
  expect(Number(recording["length"])).toBeGreaterThanOrEqual(192);
  await slotWhen(recording, ({ name, state }) => name === "Flock" && state === "live");
  expect(await shown.end("SIGTERM")).toBe(0);

  await using again = start(place, run);
  await again.document();
  expect(await again.told(/nodegen replay/)).toContain(path);
  expect(await again.end("SIGTERM")).toBe(0);
  const closed = await nodegen(place, ["replay", await journal(1), "--allow-exec", "--json"]);
  expect(JSON.parse(closed.stdout)).toMatchObject({ ok: true, isClosed: true });
}, 60_000);

test("[J5] a file that is cut, foreign, newer or holds a module that does not pass any more is told as that, and shown as far as it goes", async () => {
  await using place = await makePlace();
  {
    await using running = start(place, run);
    const view = await running.document();
    const path = join(place.path, await journalOf(place));
    while (!(await fs.readFile(path, "utf8")).includes('"is":"digest"')) await aMoment(view);
    expect(await running.end("SIGTERM")).toBe(0);
  }
  const text = await fs.readFile(join(place.path, await journalOf(place)), "utf8");
  const show = (name: string) => ["replay", name, "--allow-exec", "--view", "--port", "0"];
  const refused = async (name: string, content: string) => {
    await place.write(name, content);
    const ended = await nodegen(place, [...show(name), "--json"]);
    return { exit: ended.exit, ...(JSON.parse(ended.stdout) as object) };
  };
  expect(await refused("newer.journal", text.replace(/^nodegen journal \d+/, "nodegen journal 999"))).toMatchObject({
    exit: 3,
    error: { code: "JOURNAL_VERSION" },
  });
  expect(await refused("notes.txt", "my notes\n")).toMatchObject({ exit: 3, error: { code: "JOURNAL_FOREIGN" } });
  const [title, stage] = text.split("\n");
  expect(await refused("empty.journal", `${title}\n${stage}\n`)).toMatchObject({
    exit: 3,
    error: { code: "RECORDING_EMPTY" },
  });
  // The sums are right, and the module is one that the gate refuses today.
  const read = await readJournalFile(fs, join(place.path, await journalOf(place)));
  if (!read.ok) throw new Error(read.error.message);
  const path = join(place.path, "refused.journal");
  const file = await createJournalFile({ disk: fs, path, most: 1e9, onEnd: () => {} });
  const source = 'import fs from "node:fs";\nexport default class Flock {}\n';
  for (const entry of read.value.entries as JournalRecord[])
    file.append(entry.is === "module" ? { ...entry, source, hash: contentHash(source) } : entry);
  await file.close();
  const ended = await nodegen(place, [...show("refused.journal"), "--json"]);
  expect(ended.exit).toBe(1);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    ok: false,
    findings: expect.arrayContaining([expect.objectContaining({ code: expect.stringMatching(/^GATE_/) })]),
  });

  // Cut in the middle of a line: what stands before it is shown.
  await place.write("cut.journal", text.slice(0, text.indexOf('"is":"digest"') + 200));
  await using shown = start(place, show("cut.journal"));
  expect(await shown.document()).toMatchObject({ isClosed: false });
  expect(await shown.told(/view +http/)).toContain("only a part was copied");
  expect(await shown.end("SIGTERM")).toBe(0);
}, 60_000);

test("--no-journal leaves none, and a replay takes one file", async () => {
  await using place = await makePlace();
  await using running = start(place, [...run, "--no-journal"]);
  await running.document();
  expect(await running.end("SIGTERM")).toBe(0);
  expect((await nodegen(place, ["replay", "a", "b", "--allow-exec"])).exit).toBe(2);
  const out = await fs.readdir(join(place.path, "out")).catch(() => [] as string[]);
  expect(out).not.toContain("journals");
});

const guestbook = `import { Label, storage } from "nodegen";
export const permissions = { storage: true };
export default class Guestbook extends Label {
  private wait = 0;
  onUpdate() {
    if (this.wait-- > 0) return;
    this.wait = 8;
    storage.get("guests").then(() => (this.text = "open"), () => (this.text = "closed"));
  }
}
`;

test("[J6] what was granted and what was revoked stand in the journal, each at its moment", async () => {
  await using place = await makePlace();
  await place.write("guestbook.ts", guestbook);
  const state = ["--state", "state"];
  await using running = start(place, [
    "run",
    "guestbook.ts",
    "--allow-exec",
    "--allow-storage",
    "--port",
    "0",
    ...state,
  ]);
  const view = await running.document();
  const lists = async () => {
    const read = await readJournalFile(fs, join(place.path, await journalOf(place)));
    if (!read.ok) throw new Error(read.error.message);
    return read.value.entries.map(parseRecord).filter((one) => one?.is === "grants");
  };
  while ((await lists()).length < 1) await aMoment(view);
  const { grants } = JSON.parse((await nodegen(place, ["permissions", "list", ...state, "--json"])).stdout) as {
    grants: { id: number }[];
  };
  await nodegen(place, ["permissions", "revoke", String(grants[0]!.id), ...state]);
  while ((await lists()).length < 2) await aMoment(view);
  expect(await running.end("SIGTERM")).toBe(0);
  const [granted, revoked] = await lists();
  expect(granted?.grants).toMatchObject([{ module: "Guestbook", permission: "storage", scope: "", by: "allow flag" }]);
  expect(revoked?.grants.filter(({ lasts }) => lasts !== "never")).toEqual([]);
  expect(revoked!.moment).toBeGreaterThan(granted!.moment);
}, 60_000);
