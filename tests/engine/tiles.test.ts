/** Tile maps: letters to tiles, places to cells, what is refused, and boxes that slide along walls. */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { pictures } from "../../src/base/pictures.ts";
import { packTile, unpackTile } from "../../src/base/tiles.ts";
import { Node2D, TileMap } from "../../src/engine/index.ts";
import { slide } from "../../src/engine/tiles/slide.ts";
import { gridOf } from "../../src/engine/tiles/tile-map.ts";
import { load, startScene, step } from "./make.ts";

const tiles = { "#": { color: "#112233", solid: true }, o: { texture: "coin" } };
const make = (layout: string[]) => {
  const { scene, root } = startScene(() => new Node2D());
  return { scene, map: root.addChild(new TileMap({ layout, tiles, tileSize: 10, x: 100, y: 50 })) };
};

describe("TileMap", () => {
  test("is its layout: letters, sizes, looks", () => {
    const { map } = make(["##o", "#"]);
    expect([map.columns, map.rows, map.layout]).toEqual([3, 2, ["##o", "#  "]]);
    expect([map.getTile(2, 0), map.getTile(2, 1), map.getTile(-1, 0), map.getTile(0, 9)]).toEqual(["o", " ", " ", " "]);
    expect([map.isSolid(0, 0), map.isSolid(2, 0), map.isSolid(5, 5)]).toEqual([true, false, false]);
    expect([...gridOf(map).packed].map(unpackTile)[2]).toEqual({ color: null, picture: "coin" });
    expect(unpackTile(gridOf(map).packed[0]!)).toEqual({ color: 0x112233ff, picture: undefined });
  });

  test("can be a class of the author's, in either order of its fields", () => {
    const fields = [`tiles = { "#": { color: "red" } };`, `layout = ["##"];`];
    for (const order of [fields, fields.toReversed()]) {
      const Maze = load<TileMap>(
        `import { TileMap } from "nodegen"; export default class Maze extends TileMap { ${order.join(" ")} }`,
      );
      const { root } = startScene(() => new Maze());
      expect([root.layout, [...gridOf(root).packed]]).toEqual([["##"], [0xff000080, 0xff000080]]);
    }
  });

  test("tiles are changed one by one, and outside is ignored", () => {
    const { map } = make(["##", "##"]);
    const { version } = gridOf(map);
    map.setTile(1, 1, " ");
    map.setTile(9, 9, "o");
    expect([map.layout, gridOf(map).version]).toEqual([["##", "# "], version + 1]);
    expect(() => map.setTile(0, 0, "x")).toThrow(/Cannot show the tile "x".*its tiles have none/);
  });

  test("cells and places of the scene", () => {
    const { map } = make(["####", "####"]);
    expect(map.centerOf(0, 0)).toMatchObject({ x: 85, y: 45 });
    expect(map.cellAt({ x: 119.9, y: 59.9 })).toMatchObject({ x: 3, y: 1 });
    expect(map.cellAt({ x: 79, y: 39 })).toMatchObject({ x: -1, y: -1 });
    expect([map.containsPoint({ x: 81, y: 41 }), map.containsPoint({ x: 79, y: 50 })]).toEqual([true, false]);
  });

  test.each([
    [() => make(["#?"]), /Cannot show the tile "\?"/],
    [() => new TileMap({ tiles: { ab: {} } }), /each key must be one letter/],
    [() => new TileMap({ tiles: { a: { color: "blurple" } } }), /the color of tile "a".*blurple/],
    [() => new TileMap({ tiles: { a: { texture: "coyn" } } }), /Did you mean "coin"/],
    [() => new TileMap({ layout: "##" as never }), /it must be a list of strings/],
    [() => new TileMap({ layout: Array<string>(1000).fill("#".repeat(1000)) }), /at most 200000 tiles fit/],
  ])("what is wrong is refused: %#", (run, message) => {
    expect(() => {
      const made = run();
      if ("scene" in made) step(made.scene);
    }).toThrow(message);
  });

  test("a changed layout is kept over a swap", () => {
    const { scene, map } = make(["##"]);
    map.setTile(0, 0, "o");
    step(scene);
    const next = make(["##"]);
    next.scene.restore(scene.snapshot());
    expect(next.map.layout).toEqual(["o#"]);
  });

  test("its pictures are those of sprites", () => {
    for (const picture of pictures)
      expect(unpackTile(packTile(0x010203ff, picture))).toEqual({ color: 0x010203ff, picture });
  });
});

describe("slide", () => {
  const walls = (column: number, row: number) => row === 5 || column === 8;
  const box = (x: number, y: number) => ({ x, y, halfWidth: 0.4, halfHeight: 0.5 });

  test("stops at a wall, goes on along it, and rests on the ground", () => {
    expect(slide(box(2, 4.5), { x: 1, y: 1 }, walls)).toMatchObject({ x: 3, y: 4.5 });
    expect(slide(box(7, 2), { x: 3, y: 1 }, walls)).toMatchObject({ x: 7.6, y: 3 });
    expect(slide(box(9.4, 2), { x: -3, y: 0 }, walls)).toMatchObject({ x: 9.4, y: 2 });
    expect(slide(box(10, 7), { x: 0, y: -9 }, walls)).toMatchObject({ x: 10, y: 6.5 });
  });

  test("does not pass through a wall, however fast", () => {
    expect(slide(box(2, 2), { x: 100, y: 100 }, walls)).toMatchObject({ x: 7.6, y: 4.5 });
  });

  test("never ends inside of what is solid, from wherever it began outside", () => {
    const solid = (column: number, row: number) => (column * 7 + row * 13) % 5 === 0;
    const at = fc.integer({ min: -2000, max: 2000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(at, at, at, at, (x, y, dx, dy) => {
        const half = 0.3;
        const inside = (px: number, py: number): boolean =>
          [-1, 1].some((sx) =>
            [-1, 1].some((sy) => solid(Math.floor(px + sx * (half - 1e-5)), Math.floor(py + sy * (half - 1e-5)))),
          );
        fc.pre(!inside(x, y));
        const end = slide({ x, y, halfWidth: half, halfHeight: half }, { x: dx, y: dy }, solid);
        expect(inside(end.x, end.y)).toBe(false);
      }),
    );
  });
});
