/** What is the same module while its text changes: a kept one by its parents, a file by its place. */
import { afterAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { contentHash, type Hash } from "../../src/base/hash.ts";
import { makeRooms } from "../../src/cli/make-rooms.ts";
import type { ModelClient } from "../../src/generate/client.ts";
import { lineageOfFile, lineageOfKept } from "../../src/pipeline/lineage.ts";
import type { ModuleRecord } from "../../src/store/module-record.ts";

const out = await mkdtemp(join(tmpdir(), "nodegen-lineage-"));
const fail = (reason: unknown): never => {
  throw new Error(JSON.stringify(reason));
};
const rooms = makeRooms({ environment: {}, onProblem: fail, onFault: fail });
afterAll(async () => {
  await rooms.close();
  await rm(out, { recursive: true });
});

const spinner = (name: string, speed: number) => `import { Sprite2D } from "nodegen";
export default class ${name} extends Sprite2D {
  onUpdate(dt: number) {
    this.rotation += dt * ${speed};
  }
}
`;

async function make(source: string, edit?: Hash) {
  const client: ModelClient = {
    name: "of the test",
    complete: async () => ({ ok: true, value: { text: source, model: "of-the-test-1", cached: false } }),
  };
  const run = await rooms.pipeline(client, out);
  const plan = { description: "a spinner", attempts: 1, seed: 1, frames: 5, width: 960, height: 540, allowExec: false };
  const made = await run({ ...plan, edit });
  return made.ok ? made.value : fail(made.error);
}

test("[B10] an edit, and an edit of that, under whatever name, is of the first one's lineage", async () => {
  const first = await make(spinner("Spinner", 1));
  const second = await make(spinner("Renamed", 2), first.hash);
  const third = await make(spinner("Spinner", 3), second.hash);
  expect([first.lineage, second.lineage, third.lineage]).toEqual([first.hash, first.hash, first.hash]);
  expect(await make(spinner("Spinner", 4))).toMatchObject({ lineage: contentHash(spinner("Spinner", 4)) });
});

test("[B10] an edit back to an older text closes no circle: all keep their lineage", async () => {
  const first = await make(spinner("Spinner", 5));
  const second = await make(spinner("Spinner", 6), first.hash);
  const back = await make(spinner("Spinner", 5), second.hash);
  expect(back.hash).toBe(first.hash);
  expect([back.lineage, (await make(spinner("Spinner", 7), second.hash)).lineage]).toEqual([first.hash, first.hash]);
});

test("[B10] records that were written by hand may lead in a circle or nowhere", async () => {
  const [a, b, c, gone] = ["a", "b", "c", "gone"].map(contentHash) as [Hash, Hash, Hash, Hash];
  const parents = new Map([
    [a, b],
    [b, a],
    [c, gone],
  ]);
  const get = async (hash: Hash) => ({ parent: parents.get(hash) }) as ModuleRecord;
  expect([a, b]).toContain(await lineageOfKept({ get }, a));
  expect(await lineageOfKept({ get }, c)).toBe(gone);
});

test("[B10] files are told apart by their place", () => {
  expect(lineageOfFile("/home/me/a.ts")).not.toBe(lineageOfFile("/home/me/b.ts"));
});
