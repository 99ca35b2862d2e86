/** Random scenes arrive as they are; random bytes arrive as an error at worst. */
import { expect, test } from "bun:test";

import fc from "fast-check";

import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { Column, layouts } from "../../src/wire/layout.ts";
import { drawKinds } from "../../src/wire/schema.ts";
import { plainDecoded, plainScene, TestNode } from "../wire/scene.ts";
import { fuzz } from "./fuzz.ts";

/** One change to a scene; the numbers are taken modulo what there is. */
const edit = fc.record({
  what: fc.constantFrom("add", "remove", "move", "rename", "number", "number", "number", "extra", "nothing"),
  at: fc.nat(),
  to: fc.nat(),
  value: fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.constantFrom(0, 1, 0.1)),
  text: fc.string({ unit: "binary", maxLength: 20 }),
  numbers: fc.array(fc.float({ noNaN: true }), { maxLength: 12 }),
});
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;
const play = fc.array(fc.array(edit, { maxLength: 8 }), { maxLength: 20 });

class Scene {
  nodes: TestNode[] = [new TestNode(1, 0, "Node2D", "Root")];
  #lastId = 1;

  apply(one: Edit): void {
    const node = this.nodes[one.at % this.nodes.length]!;
    const other = this.nodes[one.to % this.nodes.length]!;
    if (one.what === "add") this.#add(other, drawKinds[one.at % drawKinds.length]!.name, one.text);
    if (one.what === "remove" && node.parent !== 0) this.nodes = this.nodes.filter((n) => !this.#isBelow(n, node));
    if (one.what === "move" && node.parent !== 0 && !this.#isBelow(other, node)) {
      node.parent = other.id;
      // Last among its new siblings, as the engine would have it.
      this.nodes = [...this.nodes.filter((n) => n !== node), node];
    }
    if (one.what === "rename") node.name = one.text;
    if (one.what === "number" && node.values.length > 0) setNumber(node, one.to % node.values.length, one.value);
    if (one.what === "extra") setExtra(node, one);
    this.#sort();
  }

  #add(parent: TestNode, kind: (typeof drawKinds)[number]["name"], name: string): void {
    this.nodes.push(new TestNode(++this.#lastId, parent.id, kind, name));
  }

  #isBelow(node: TestNode, above: TestNode): boolean {
    for (let at: TestNode | undefined = node; at; at = this.nodes.find((n) => n.id === at!.parent))
      if (at === above) return true;
    return false;
  }

  #sort(): void {
    const inOrder = (parent: number): TestNode[] =>
      this.nodes.filter((node) => node.parent === parent).flatMap((node) => [node, ...inOrder(node.id)]);
    this.nodes = inOrder(0);
  }
}

function setNumber(node: TestNode, at: number, value: number): void {
  const column = layouts[node.kind]!.columns[at];
  node.values[at] = column === Column.F32 ? value : column === Column.U8 ? value & 0xff : value >>> 0;
}

function setExtra(node: TestNode, { text, numbers, at, to }: Edit): void {
  const { extra } = layouts[node.kind]!;
  if (extra === "name" || extra === "text") node.content = text.toWellFormed();
  if (extra === "points") node.content = numbers;
  if (extra !== "cells") return;
  const [columns, rows] = [at % 9, to % 9];
  const colors = Uint32Array.from({ length: columns * rows }, (_, i) => (numbers[i % (1 + (to % 12))] ?? 7) >>> 0);
  const version = (node.content as { version: number } | null)?.version ?? 0;
  node.content = { columns, rows, colors, version: version + 1 };
}

test("[F2] random scenes arrive as they are, for who was there and for who joined late", async () => {
  await fuzz(
    "frames-true",
    fc.property(play, fc.nat(), (ticks, joinAt) => {
      const scene = new Scene();
      const encoder = new FrameEncoder();
      const [early, late] = [new FrameDecoder(), new FrameDecoder()];
      expect(early.apply(encoder.encode(0, scene.nodes, true))).toMatchObject({ ok: true });
      ticks.forEach((edits, i) => {
        for (const one of edits) scene.apply(one);
        const delta = encoder.encode(i + 1, scene.nodes, false);
        expect(early.apply(delta)).toMatchObject({ ok: true });
        const joins = joinAt % ticks.length;
        if (i > joins) expect(late.apply(delta)).toMatchObject({ ok: true });
        if (i === joins) expect(late.apply(encoder.encode(i + 1, scene.nodes, true))).toMatchObject({ ok: true });
        const truth = plainScene(scene.nodes);
        expect(plainDecoded(early)).toEqual(truth);
        if (i >= joins) expect(plainDecoded(late)).toEqual(truth);
      });
    }),
    { numRuns: 300 },
  );
});

/** Frames of a lively scene, to be spoiled. */
const frames: readonly Uint8Array[] = fc.sample(play, { seed: 7, numRuns: 40 }).flatMap((ticks) => {
  const scene = new Scene();
  const encoder = new FrameEncoder();
  return ticks.map((edits, i) => {
    for (const one of edits) scene.apply(one);
    return encoder.encode(i, scene.nodes, i % 3 === 0);
  });
});

const spoiled = fc
  .tuple(
    fc.nat(frames.length - 1),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    fc.option(fc.nat(), { nil: undefined }),
  )
  .map(([which, changes, cut]) => {
    const bytes = frames[which]!.slice();
    for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
    return cut === undefined ? bytes : bytes.subarray(0, cut % (bytes.length + 1));
  });

test("[F3] any bytes are a frame or a sentence, never an exception, and nothing grows past its cap", async () => {
  const bytes = fc.oneof({ weight: 4, arbitrary: spoiled }, fc.uint8Array({ maxLength: 400 }));
  await fuzz(
    "frames-any",
    fc.property(fc.array(bytes, { maxLength: 12 }), (stream) => {
      const decoder = new FrameDecoder();
      for (const one of stream) {
        const change = decoder.apply(one);
        if (!change.ok) expect(change.error).toStartWith("Cannot decode the frame of ");
        else expect(decoder.nodes.size).toBe(decoder.order.length);
      }
      for (const node of decoder.order) {
        expect(decoder.nodes.get(node.id)).toBe(node);
        expect(node.parent === 0 || decoder.nodes.has(node.parent)).toBe(true);
      }
      let held = 0;
      for (const { text, points, cells } of decoder.order)
        held += 2 * (text?.length ?? 0) + 4 * (points?.length ?? 0) + 4 * (cells?.colors.length ?? 0);
      expect(held).toBeLessThanOrEqual(32 * 2 ** 20);
    }),
    { numRuns: 3000 },
  );
});
