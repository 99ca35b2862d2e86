/** Areas, paths, particles and tiles as the page draws them: what is seen, in which colour, and whose space it stands in. */
import { describe, expect, test } from "bun:test";

import { packTile, unpackTile } from "../../src/base/tiles.ts";
import { drawProgressBar } from "../../src/viewer/draw/controls.ts";
import { mixed } from "../../src/viewer/draw/particles.ts";
import { drawPicture } from "../../src/viewer/draw/picture.ts";
import type { DecodedNode } from "../../src/wire/decoded-node.ts";
import { ControlState } from "../../src/wire/schema.ts";
import { TestNode } from "../wire/scene.ts";
import { layoutOf } from "./layout-of.ts";
import { noPictures, noting } from "./noting.ts";

const size = { width: 960, height: 540 };
function picture(nodes: TestNode[]): string[] {
  const { context, calls } = noting();
  drawPicture(context, [{ slot: 1, layout: layoutOf(nodes), weight: 1 }], size, 1, noPictures);
  // Without the background before it and the reset behind it.
  return calls.slice(2, -1);
}

describe("particles", () => {
  const swarm = (local: number) => {
    const node = new TestNode(1, 0, "Particles2D", "Sparks", { x: 300, startSize: 8, endSize: 4, local });
    node.set("startColor", 0xff0000ff).set("endColor", 0x0000ffff);
    node.content = [10, 20, 0, 30, 40, 0.01, 50, 60, 1];
    return node;
  };

  test("are one path for each age, with the size and colour of it", () => {
    expect(picture([swarm(0)]).filter((call) => /^(arc|fill)/.test(call))).toEqual([
      `arc(10,20,4,0,${2 * Math.PI})`,
      expect.stringMatching(/^arc\(30,40,3\.9/),
      "fill #ff0000ff",
      `arc(50,60,2,0,${2 * Math.PI})`,
      "fill #0000ffff",
    ]);
  });

  test("stay in the scene, or move with their node", () => {
    expect(picture([swarm(0)])).toContain("setTransform(1,0,0,1,0,0)");
    expect(picture([swarm(0)])).not.toContain("setTransform(1,0,0,1,300,0)");
    expect(picture([swarm(1)])).toContain("setTransform(1,0,0,1,300,0)");
  });

  test("fade without darkening where one end is transparent", () => {
    expect(mixed(0xffcc00ff, 0x00000000, 0.5)).toBe(0xffcc0080);
    expect(mixed(0x00000000, 0xffcc00ff, 0.5)).toBe(0xffcc0080);
    expect(mixed(0x000000ff, 0xffffffff, 1)).toBe(0xffffffff);
  });
});

describe("tiles", () => {
  const tile = packTile(0x336699ff, "coin");
  const map = (x: number, columns: number) => {
    const node = new TestNode(1, 0, "TileMap", "Map", { x, y: 5, tileSize: 10 });
    node.content = {
      columns,
      rows: 1,
      colors: new Uint32Array(columns).fill(packTile(0x336699ff, undefined)),
      version: 1,
    };
    return node;
  };

  test("each is a square of its colour", () => {
    expect(picture([map(50, 2)]).filter((call) => call.startsWith("fillRect"))).toEqual([
      "fillRect(-10,-5,10.5,10.5)",
      "fillRect(0,-5,10.5,10.5)",
    ]);
    expect(unpackTile(tile)).toEqual({ color: 0x336699ff, picture: "coin" });
  });

  test("of a large map only what lies on the canvas", () => {
    expect(picture([map(0, 10_000)]).filter((call) => call.startsWith("fillRect")).length).toBeLessThan(110);
    expect(picture([map(-90_000, 100)])).toEqual(["setTransform(1,0,0,1,-90000,5)"]);
  });
});

describe("controls", () => {
  const control = (kind: "Button" | "Slider" | "ProgressBar", state: number, more: Record<string, number> = {}) =>
    new TestNode(1, 0, kind, "Control", { width: 120, height: 20, color: 0x808080ff, state, ...more });
  const paints = (node: TestNode) => picture([node]).filter((call) => /^(fill|stroke) /.test(call));
  const { HOVERED, HELD, FOCUSED, DISABLED } = ControlState;

  test("a button shows its text, and what the pointer and the keyboard do with it", () => {
    const button = control("Button", 0, { fontSize: 16, textColor: 0xffffffff });
    button.content = "Start";
    expect(picture([button])).toContain("fillText(Start,0,0,114)");
    expect(paints(button)).toEqual(["fill #808080ff"]);
    expect(paints(button.set("state", HOVERED | FOCUSED))).toEqual([
      "fill #808080ff",
      "fill #ffffff26",
      "stroke #ffd166 2",
    ]);
    expect(paints(button.set("state", HELD))).toEqual(["fill #5c5c5cff"]);
  });

  test("a slider has its knob, and a bar its end, where the share is", () => {
    expect(picture([control("Slider", 0, { share: 0.75 })])).toContain(`arc(25,0,8,0,${2 * Math.PI})`);
    expect(picture([control("ProgressBar", 0, { share: 0.25 })])).toContain("roundRect(-60,-10,30,20,10)");
    expect(paints(control("ProgressBar", 0, { share: 0 }))).toEqual(["fill #00000066"]);
  });

  test("what is disabled is pale", () => {
    const alphaOf = (state: number): unknown => {
      const { context } = noting();
      const node = { values: Float64Array.of(...control("ProgressBar", state).values) } as unknown as DecodedNode;
      context.globalAlpha = 1;
      drawProgressBar({ context, scale: 1, x: 0, y: 0, unit: 1, at: () => 0, picture: () => undefined }, node);
      return context.globalAlpha;
    };
    expect([alphaOf(0), alphaOf(DISABLED)]).toEqual([1, 0.4]);
  });
});

describe("areas and paths", () => {
  test("are seen only where they have a colour", () => {
    const area = new TestNode(1, 0, "Area2D", "Hitbox", { color: 0, radius: 5 });
    const path = new TestNode(2, 1, "Path2D", "Way", { color: 0, width: 2 });
    path.content = [0, 0, 10, 10];
    expect(picture([area, path])).toEqual([]);
    area.set("color", 0xff000080);
    path.set("color", 0x00ff00ff);
    expect(picture([area, path]).filter((call) => /^(fill|stroke)/.test(call))).toEqual([
      "fill #ff000080",
      "stroke #00ff00ff 2",
    ]);
  });

  test("each shape of an area is drawn as what it is", () => {
    const area = new TestNode(1, 0, "Area2D", "Hitbox", { color: 0xff, radius: 5, width: 8, height: 6 });
    area.content = [0, 0, 9, 0, 0, 9];
    const drawnAs = [0, 1, 2].map((shape) =>
      picture([area.set("shape", shape)]).find((call) => /^(arc|rect|lineTo)/.test(call)),
    );
    expect(drawnAs).toEqual([`arc(0,0,5,0,${2 * Math.PI})`, "rect(-4,-3,8,6)", "lineTo(9,0)"]);
  });
});
