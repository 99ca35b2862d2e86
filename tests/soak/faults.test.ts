/** Faults around a run that are nobody's module's: each has a clear message, and nothing that was written is lost. */
import { expect, test } from "bun:test";
import * as fs from "node:fs/promises";
import { join } from "node:path";

import type { Problem } from "../../src/base/problem.ts";
import type { Disk } from "../../src/store/disk.ts";
import { createJournalFile, readJournalFile } from "../../src/store/journal-file.ts";
import { makePlace, nodegen, scenes, slotWhen, start } from "../cli/nodegen.ts";

const run = ["run", join(scenes, "spinner.ts"), "--allow-exec", "--port", "0"];

test("[J1] a second server in the same folder says that another still goes on; both play, and both journals are whole", async () => {
  await using place = await makePlace();
  await using first = start(place, run);
  const firstView = await first.document();
  await using second = start(place, run);
  const secondView = await second.document();
  expect(await second.told(/view +http/)).toContain("still goes on, and writes out/journals");
  for (const view of [firstView, secondView]) expect(await slotWhen(view, () => true)).toMatchObject({ state: "live" });
  expect([await first.end("SIGTERM"), await second.end("SIGTERM")]).toEqual([0, 0]);

  const journals = await fs.readdir(join(place.path, "out/journals"));
  expect(journals.length).toBe(2);
  for (const journal of journals) {
    const replayed = await nodegen(place, [
      "replay",
      join("out/journals", journal),
      "--allow-exec",
      "--verify",
      "--json",
    ]);
    expect(JSON.parse(replayed.stdout)).toMatchObject({ ok: true, isClosed: true });
  }
}, 60_000);

test("[C5] a port that another server has is named, and that server plays on", async () => {
  await using place = await makePlace();
  await using first = start(place, run);
  const view = await first.document();
  const { port } = new URL(String(view["url"]));
  const second = await nodegen(place, ["run", join(scenes, "spinner.ts"), "--allow-exec", "--port", port]);
  expect(second.exit).toBe(3);
  expect(second.stderr).toContain(`Cannot listen on port ${port}: it is in use`);
  expect(second.stderr).toContain("--port 0");
  expect(await slotWhen(view, () => true)).toMatchObject({ state: "live" });
}, 60_000);

test("[J4] a disk that is slower than the scene ends the journal with a message; what was written can be read", async () => {
  await using place = await makePlace();
  const disk = Promise.withResolvers<void>();
  const open: Disk["open"] = async (path, flags) => {
    const file = await fs.open(path, flags);
    const appendFile = file.appendFile.bind(file);
    file.appendFile = async (...args) => {
      await disk.promise;
      return appendFile(...args);
    };
    return file;
  };
  const ends: Problem[] = [];
  const path = join(place.path, "slow.journal");
  const file = await createJournalFile({ disk: { open }, path, most: 2 ** 30, onEnd: (problem) => ends.push(problem) });
  const entry = { is: "turn", text: "x".repeat(2 ** 20) };
  for (let n = 0; n < 40; n++) {
    file.append(entry);
    // Between two ticks the loop turns.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  expect(ends).toMatchObject([{ code: "JOURNAL_BEHIND", message: expect.stringContaining("slower") }]);
  disk.resolve();
  await file.close();
  const read = await readJournalFile(fs, path);
  expect(read.ok && read.value.entries.length).toBeGreaterThan(15);
});
