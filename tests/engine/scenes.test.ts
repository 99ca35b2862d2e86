import { describe, expect, test } from "bun:test";
import { join } from "node:path";

import type { Scene } from "../../src/engine/scene.ts";
import { load, startScene, step } from "./make.ts";

const folder = join(import.meta.dir, "../../scenes");
const files = [...new Bun.Glob("*.ts").scanSync({ cwd: folder })].sort();

/** Without time and chance, which go on in a scene that does nothing. */
const nodeState = (scene: Scene): string => JSON.stringify(scene.state().filter(({ path }) => path !== ""));

describe("every scene that we show", () => {
  test("there are scenes", () => expect(files.length).toBeGreaterThan(10));
  test.each(files)("%s plays 200 ticks, changes, and is the same for the same seed", async (file) => {
    const source = await Bun.file(join(folder, file)).text();
    const Module = load(source);
    const play = (seed: number): { first: string; last: string; bytes: Uint8Array } => {
      const { scene } = startScene(() => new Module(), { seed });
      const first = nodeState(scene);
      step(scene, 200);
      return { first, last: nodeState(scene), bytes: scene.stateBytes() };
    };
    const one = play(3);
    expect(one.last).not.toBe(one.first);
    expect(play(3).bytes).toEqual(one.bytes);
  });
});
