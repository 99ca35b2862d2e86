import { describe, expect, test } from "bun:test";

import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { FrameTooLarge, MAX_TEXT_BYTES } from "../../src/wire/frame-format.ts";
import { plainDecoded, plainScene, TestNode } from "./scene.ts";

/** An encoder, and a decoder that joined at the first tick. */
function joined(nodes: readonly TestNode[]) {
  const encoder = new FrameEncoder();
  const decoder = new FrameDecoder();
  const show = (frame: Uint8Array) => {
    const change = decoder.apply(frame);
    if (!change.ok) throw new Error(change.error);
    return change.value;
  };
  show(encoder.encode(0, nodes, true));
  return { encoder, decoder, show };
}

const circles = (count: number): TestNode[] => [
  new TestNode(1, 0, "Node2D", "Root"),
  ...Array.from({ length: count }, (_, i) => new TestNode(i + 2, 1, "Circle", i === 0 ? "Ball" : `Ball${i + 1}`)),
];

describe("a delta", () => {
  test("[F1] is empty when nothing changed, and a decoder takes it", () => {
    const nodes = circles(3);
    const { encoder, show } = joined(nodes);
    const frame = encoder.encode(1, nodes, false);
    expect(frame.length).toBe(0);
    expect(show(frame)).toEqual({ tick: 0, keyframe: false, structure: false });
  });

  test("[F4] of one changed number costs its four bytes and four, then two", () => {
    const nodes = circles(100);
    const { encoder } = joined(nodes);
    nodes[40]!.set("rotation", 1);
    expect(encoder.encode(1, nodes, false).length).toBe(4 + 2 + 2 + 1); // the mask is new
    nodes[40]!.set("rotation", 2);
    expect(encoder.encode(2, nodes, false).length).toBe(4 + 2); // the runs are the same
    nodes[50]!.set("rotation", 2);
    expect(encoder.encode(3, nodes, false).length).toBe(4 + 2 + 2);
  });

  test("[F4] of all nodes moving is one run that goes to the last node", () => {
    const nodes = circles(10_000);
    const { encoder } = joined(nodes);
    for (const node of nodes) node.set("x", node.id).set("y", 2 * node.id);
    expect(encoder.encode(1, nodes, false).length).toBe(10_001 * 8 + 2 + 2 + 1);
    for (const node of nodes) node.set("x", 0).set("y", 0);
    expect(encoder.encode(2, nodes, false).length).toBe(10_001 * 8 + 2);
  });

  test("[F4] of scattered nodes costs two bytes a frame and two a run", () => {
    const nodes = circles(1000);
    const { encoder, decoder, show } = joined(nodes);
    for (let tick = 1; tick < 10; tick++) {
      for (let i = 0; i < 100; i++) nodes[1 + 10 * i + (tick % 7)]!.set("x", tick).set("y", tick).set("rotation", tick);
      const frame = encoder.encode(tick, nodes, false);
      const newMask = tick === 1 ? 1 : 0;
      expect(frame.length).toBe(1200 + 2 + 2 * 100 + newMask);
      show(frame);
    }
    expect(plainDecoded(decoder)).toEqual(plainScene(nodes));
  });

  test("[F1] does not say what the wire cannot show", () => {
    const nodes = circles(1);
    const { encoder } = joined(nodes);
    nodes[1]!.set("x", 1e-60);
    expect(encoder.encode(1, nodes, false).length).toBe(0);
  });

  test("after a long silence has its tick in full", () => {
    const nodes = circles(1);
    const { encoder, decoder, show } = joined(nodes);
    for (const tick of [255, 510, 511, 1000, 1_000_000, 3]) {
      nodes[1]!.set("x", tick);
      expect(show(encoder.encode(tick, nodes, false)).tick).toBe(tick);
    }
    expect(decoder.tick).toBe(3);
  });

  test("at the tick of the last one is possible: an edit in a paused scene", () => {
    const nodes = circles(1);
    const { encoder, show } = joined(nodes);
    nodes[1]!.set("x", 1);
    show(encoder.encode(7, nodes, false));
    nodes[1]!.set("x", 2);
    expect(show(encoder.encode(7, nodes, false))).toMatchObject({ tick: 7 });
  });
});

describe("a keyframe", () => {
  test("[F2] leaves the delta stream alone, and who joins with it can follow", () => {
    const nodes = circles(20);
    const { encoder, decoder, show } = joined(nodes);
    const late = new FrameDecoder();
    for (let tick = 1; tick <= 20; tick++) {
      nodes[3]!.set("x", tick);
      nodes[9]!.set("rotation", tick).name = `Ball${tick * 7}`;
      const delta = encoder.encode(tick, nodes, false);
      show(delta);
      if (tick > 10) expect(late.apply(delta)).toMatchObject({ ok: true });
      if (tick === 10) expect(late.apply(encoder.encode(tick, nodes, true))).toMatchObject({ ok: true });
      if (tick >= 10) expect(plainDecoded(late)).toEqual(plainDecoded(decoder));
    }
    expect(plainDecoded(decoder)).toEqual(plainScene(nodes));
  });

  test("is refused by none and needed by all: a delta alone is an error", () => {
    const nodes = circles(1);
    const encoder = new FrameEncoder();
    const decoder = new FrameDecoder();
    const delta = encoder.encode(0, nodes, false);
    expect(decoder.apply(delta)).toEqual({
      ok: false,
      error: `Cannot decode the frame of ${delta.length} bytes: it builds on a keyframe that is missing.`,
    });
    expect(decoder.apply(encoder.encode(0, nodes, true))).toMatchObject({ ok: true });
  });

  test("of an empty scene is a frame", () => {
    const { decoder, encoder, show } = joined([]);
    expect(decoder.order).toEqual([]);
    show(encoder.encode(1, circles(2), false));
    show(encoder.encode(2, [], false));
    expect(decoder.nodes.size).toBe(0);
  });
});

describe("structure", () => {
  const move = (nodes: TestNode[], from: number, to: number) => nodes.splice(to, 0, ...nodes.splice(from, 1));

  test("added, removed, renamed, reordered and given another parent", () => {
    let nodes = circles(6);
    const { encoder, decoder, show } = joined(nodes);
    let tick = 0;
    const expectShown = () => {
      const change = show(encoder.encode(++tick, nodes, false));
      expect(plainDecoded(decoder)).toEqual(plainScene(nodes));
      return change;
    };
    nodes.push(new TestNode(50, 1, "Label", "Score", { x: 5 }));
    expect(expectShown().structure).toBe(true);
    nodes = nodes.filter((node) => node.id !== 4);
    expectShown();
    nodes[2]!.name = "Renamed";
    expectShown();
    move(nodes, 1, 4);
    expectShown();
    nodes[2]!.parent = nodes[1]!.id;
    expectShown();
    nodes[3]!.parent = nodes[2]!.id;
    expectShown();
    nodes[3]!.parent = 1;
    nodes[1]!.set("x", 9);
    expectShown();
  });

  test("one node that moves to the front or the back is one step, whatever the number of its siblings", () => {
    const nodes = circles(1000);
    const { encoder, decoder, show } = joined(nodes);
    move(nodes, 1, 1000);
    const toBack = encoder.encode(1, nodes, false);
    expect(toBack.length).toBeLessThan(16);
    show(toBack);
    move(nodes, 1000, 1);
    const toFront = encoder.encode(2, nodes, false);
    expect(toFront.length).toBeLessThan(16);
    show(toFront);
    expect(plainDecoded(decoder)).toEqual(plainScene(nodes));
  });

  test("a child before its parent is our own mistake", () => {
    const nodes = [new TestNode(2, 1, "Circle", "Ball"), new TestNode(1, 0, "Node2D", "Root")];
    expect(() => new FrameEncoder().encode(0, nodes, true)).toThrow("node 2 comes before its parent 1");
  });
});

describe("between two frames", () => {
  test("previous values stand beside the current ones, and catch up when a node rests", () => {
    const nodes = circles(2);
    const { encoder, decoder, show } = joined(nodes);
    const x = (id: number) => [decoder.nodes.get(id)!.previous[0], decoder.nodes.get(id)!.values[0]];
    nodes[1]!.set("x", 10);
    show(encoder.encode(1, nodes, false));
    expect(x(2)).toEqual([0, 10]);
    nodes[1]!.set("x", 20);
    show(encoder.encode(2, nodes, false));
    expect(x(2)).toEqual([10, 20]);
    nodes[2]!.set("x", 1);
    show(encoder.encode(3, nodes, false));
    expect(x(2)).toEqual([20, 20]);
  });

  test("a new node starts where it is", () => {
    const nodes = circles(1);
    const { encoder, decoder, show } = joined(nodes);
    nodes.push(new TestNode(9, 1, "Rect", "Box", { x: 300 }));
    show(encoder.encode(1, nodes, false));
    expect(decoder.nodes.get(9)!.previous[0]).toBe(300);
  });
});

describe("texts, points and cells", () => {
  test("text is cut at a character within its cap", () => {
    const label = new TestNode(1, 0, "Label", "Score");
    label.content = `${"é".repeat(MAX_TEXT_BYTES / 2 - 1)}x🙂`;
    const { decoder } = joined([label]);
    expect(decoder.nodes.get(1)!.text).toBe(`${"é".repeat(MAX_TEXT_BYTES / 2 - 1)}x`);
  });

  test.each(["", "a", "é", "€", "🙂", "\0", "\ufeffmark", "a\ud800b", "\udc00", "<b>&amp;"])(
    "text %j arrives",
    (text) => {
      const label = new TestNode(1, 0, "Label", "Score");
      label.content = text;
      const { decoder } = joined([label]);
      expect(decoder.nodes.get(1)!.text).toBe(text.toWellFormed());
    },
  );

  test.each(["Ball", "Ball2", "Ball02", "42", "0", "", "x99999999999", "Ba11 7", "٣"])(
    "the name %j arrives",
    (name) => {
      const { decoder } = joined([new TestNode(1, 0, "Node", name)]);
      expect(decoder.nodes.get(1)!.name).toBe(name);
    },
  );

  test("only changed runs of cells are sent", () => {
    const colors = new Uint32Array(64 * 36).fill(0x000000ff);
    const grid = new TestNode(1, 0, "PixelGrid", "Grid");
    grid.content = { columns: 64, rows: 36, colors, version: 1 };
    const { encoder, decoder, show } = joined([grid]);
    expect(encoder.encode(1, [grid], false).length).toBe(0);
    colors.fill(0xff0000ff, 100, 200);
    colors[300] = 0x12345678;
    grid.content.version++;
    const frame = encoder.encode(2, [grid], false);
    expect(frame.length).toBeLessThan(26);
    show(frame);
    expect(decoder.nodes.get(1)!.cells!.colors).toEqual(colors);
    expect(decoder.nodes.get(1)!.cells!.version).toBe(2);
  });

  test("a scene that no decoder would take is told so", () => {
    const grid = new TestNode(1, 0, "PixelGrid", "Grid");
    const columns = 4096;
    grid.content = { columns, rows: 4096, colors: new Uint32Array(columns * 4096), version: 1 };
    expect(() => new FrameEncoder().encode(0, [grid], false)).toThrow(FrameTooLarge);
  });

  test("a table of texts that is full of old ones starts anew, and everyone follows", () => {
    const sprite = new TestNode(1, 0, "Sprite2D", "Face");
    const { encoder, decoder, show } = joined([sprite]);
    let keyframes = 0;
    for (let tick = 1; tick < 8000; tick++) {
      sprite.content = `picture-${tick}.png`;
      if (show(encoder.encode(tick, [sprite], false)).keyframe) keyframes++;
      if (decoder.nodes.get(1)!.texture !== sprite.content) throw new Error(`lost at tick ${tick}`);
    }
    expect(keyframes).toBe(1);
    const late = new FrameDecoder();
    expect(late.apply(encoder.encode(8000, [sprite], true))).toMatchObject({ ok: true });
    expect(plainDecoded(late)).toEqual(plainScene([sprite]));
  });
});
