/** A module as the page is told of it, with what a test does not care about filled in. */
import { contentHash } from "../../src/base/hash.ts";
import type { SlotInfo } from "../../src/wire/page.ts";

export const slotInfo = (slot: number, over: Partial<SlotInfo> = {}): SlotInfo => {
  const source =
    over.source ?? 'import { Sprite2D } from "nodegen";\nexport default class Spinner extends Sprite2D {}\n';
  return {
    slot,
    name: "Spinner",
    hash: contentHash(source),
    source,
    about: { description: "a sprite that spins", path: "out/spinner-1f0c2a9b.ts", model: "scripted" },
    state: "live",
    frames: 10,
    findings: [],
    swaps: 0,
    version: 1,
    versions: [],
    ...over,
  };
};
