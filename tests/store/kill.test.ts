/** A writer is killed in the middle of its work, again and again: what it had kept is there, and nothing is half there. */
import { expect, test } from "bun:test";
import { join } from "node:path";

import type { Hash } from "../../src/base/hash.ts";
import { open, temporaryFolder } from "./a-store.ts";

const ROUNDS = 12;

test("[K1] kill -9 at any moment leaves the old or the new state", async () => {
  await using folder = await temporaryFolder();
  const promised = new Map<Hash, string>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const line of await writeAndKill(folder.path, round)) {
      const [hash, status] = line.split(" ") as [Hash, string];
      promised.set(hash, status);
    }
    const store = await open(folder.path);
    expect(store.damaged).toEqual([]);
    for (const [hash, status] of promised) {
      const record = await store.get(hash);
      expect(record?.hash).toBe(hash);
      // The promise was made before the kill; the next state may have been reached after it.
      if (status === "verified") expect(record?.status).toBe("verified");
    }
    const listed = await store.list();
    expect(listed.length).toBeGreaterThanOrEqual(promised.size);
    for (const summary of listed) expect(await store.get(summary.hash)).toMatchObject(summary);
    store.close();
  }
  expect(promised.size).toBeGreaterThan(ROUNDS);
});

/** Kills the writer once it has made a few promises, at a moment that differs each round; returns its whole lines. */
async function writeAndKill(directory: string, round: number): Promise<string[]> {
  const writer = Bun.spawn([process.execPath, join(import.meta.dir, "writer.ts"), directory, String(round)], {
    stdout: "pipe",
    stderr: "inherit",
  });
  const decoder = new TextDecoder();
  let said = "";
  for await (const piece of writer.stdout) {
    said += decoder.decode(piece);
    if (said.split("\n").length > 2 + round) writer.kill("SIGKILL");
  }
  await writer.exited;
  expect(writer.signalCode).toBe("SIGKILL");
  return said.split("\n").slice(0, -1);
}
