/** The journal of a run: what a host that was killed leaves behind, and its replay from the command line. */
import { expect, test } from "bun:test";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { api, makePlace, nodegen, scenes, start } from "./nodegen.ts";

const run = ["run", join(scenes, "boids.ts"), "--allow-exec", "--port", "0"];

test("[J1] a run that was killed is offered for a replay, which is faster than it went and equal to the last digest", async () => {
  await using place = await makePlace();
  const journal = async (at: number) => `out/journals/${(await readdir(join(place.path, "out/journals"))).sort()[at]}`;
  {
    await using running = start(place, run);
    const view = await running.document();
    const path = join(place.path, await journal(0));
    // Each question takes the server a moment; there is no event for what reached the disk.
    while ((await readFile(path, "utf8")).split('"is":"digest"').length <= 3) await api(view, "/health");
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
  const out = await readdir(join(place.path, "out")).catch(() => [] as string[]);
  expect(out).not.toContain("journals");
});
