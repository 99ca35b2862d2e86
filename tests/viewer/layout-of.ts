import { Layout } from "../../src/viewer/draw/layout.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import type { TestNode } from "../wire/scene.ts";

/** Nodes sent, decoded and laid out as a page does it. */
export function layoutOf(nodes: readonly TestNode[]): Layout {
  const decoder = new FrameDecoder();
  const applied = decoder.apply(new FrameEncoder().encode(1, nodes, true));
  if (!applied.ok) throw new Error(applied.error);
  const layout = new Layout();
  layout.setTree(decoder.order);
  layout.update(1, { width: 960, height: 540 });
  return layout;
}
