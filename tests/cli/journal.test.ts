/** The journal of a run: what a host that was killed leaves behind, and its replay from the command line. */
import { expect, test } from "bun:test";
import * as fs from "node:fs/promises";
import { join } from "node:path";

import { parseRecord } from "../../src/live/journal-records.ts";
import { readJournalFile } from "../../src/store/journal-file.ts";
import { api, makePlace, nodegen, type Place, scenes, start } from "./nodegen.ts";

async function journalOf(place: Place, at = 0): Promise<string> {
  const names = await fs.readdir(join(place.path, "out/journals"));
  return `out/journals/${names.filter((name) => name.endsWith(".journal")).sort()[at]}`;
}

const run = ["run", join(scenes, "boids.ts"), "--allow-exec", "--port", "0"];

test("[J1] a run that was killed is offered for a replay, which is faster than it went and equal to the last digest", async () => {
  await using place = await makePlace();
  const journal = (at: number) => journalOf(place, at);
  {
    await using running = start(place, run);
    const view = await running.document();
    const path = join(place.path, await journal(0));
    // Each question takes the server a moment; there is no event for what reached the disk.
    while ((await fs.readFile(path, "utf8")).split('"is":"digest"').length <= 3) await api(view, "/health");
    process.kill(running.pid, "SIGKILL");
  }
  const path = await journal(0);
  const replayed = await nodegen(place, ["replay", path, "--allow-exec", "--verify", "--json"]);
  expect(replayed.exit).toBe(0);
  const report = JSON.parse(replayed.stdout) as { ticks: number; digests: number };
  expect(report).toMatchObject({ version: 1, ok: true, modules: 1, children: 1, isClosed: false });
  expect(report.digests).toBeGreaterThanOrEqual(3);
  expect(report.ticks).toBeGreaterThanOrEqual(192);

  await using again = start(place, run);
  await again.document();
  expect(await again.told(/nodegen replay/)).toContain(path);
  expect(await again.end("SIGTERM")).toBe(0);
  const closed = await nodegen(place, ["replay", await journal(1), "--allow-exec", "--json"]);
  expect(JSON.parse(closed.stdout)).toMatchObject({ ok: true, isClosed: true });
}, 30_000);

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
  // There is no event for what reached the disk.
  while ((await lists()).length < 1) await api(view, "/health");
  const { grants } = JSON.parse((await nodegen(place, ["permissions", "list", ...state, "--json"])).stdout) as {
    grants: { id: number }[];
  };
  await nodegen(place, ["permissions", "revoke", String(grants[0]!.id), ...state]);
  while ((await lists()).length < 2) await api(view, "/health");
  expect(await running.end("SIGTERM")).toBe(0);
  const [granted, revoked] = await lists();
  expect(granted?.grants).toMatchObject([{ module: "Guestbook", permission: "storage", scope: "", by: "allow flag" }]);
  expect(revoked?.grants.filter(({ lasts }) => lasts !== "never")).toEqual([]);
  expect(revoked!.moment).toBeGreaterThan(granted!.moment);
}, 30_000);
