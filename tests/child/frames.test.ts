/** Every scene, tick by tick, as the child sends it and a page reads it: no frame is refused, and nothing is lost on the way. */
import { describe, expect, test } from "bun:test";
import { join } from "node:path";

import { NodeFrame } from "../../src/child/drivers/node-frame.ts";
import type { Node } from "../../src/engine/node.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { layouts, longestRow } from "../../src/wire/layout.ts";
import { load, startScene, step } from "../engine/make.ts";

const folder = join(import.meta.dir, "../../scenes");
const files = [...new Bun.Glob("*.ts").scanSync({ cwd: folder })].sort();

describe("frames of every scene", () => {
  test.each(files)("%s arrives whole", async (file) => {
    const Module = load(await Bun.file(join(folder, file)).text());
    const { scene } = startScene(() => new Module());
    const frames = new Map<Node, NodeFrame>();
    const [encoder, decoder] = [new FrameEncoder(), new FrameDecoder()];
    const nodesNow = (): NodeFrame[] => {
      const nodes: NodeFrame[] = [];
      scene.walk((node) => {
        if (!frames.has(node)) frames.set(node, new NodeFrame(node));
        nodes.push(frames.get(node)!);
      });
      return nodes;
    };
    for (let tick = 1; tick <= 200; tick++) {
      step(scene);
      const nodes = nodesNow();
      const frame = encoder.encode(tick, nodes, tick === 1);
      expect(decoder.apply(frame)).toMatchObject({ ok: true });
    }
    const row = new Float64Array(longestRow);
    for (const [index, frame] of nodesNow().entries()) {
      const seen = decoder.order[index]!;
      const { columns, initial } = layouts[frame.kind]!;
      frame.numbers(row.fill(Number.NaN));
      const sent = [...row.subarray(0, initial.length)].map((value, at) =>
        columns[at] === 0 ? Math.fround(value) : value,
      );
      expect({ id: seen.id, values: [...seen.values].map((value) => value + 0) }).toEqual({
        id: frame.id,
        values: sent.map((value) => value + 0),
      });
    }
  });
});
