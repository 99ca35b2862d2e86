import { describe, expect, test } from "bun:test";

import { viewOf } from "../../src/engine/camera2d.ts";
import { packedColor } from "../../src/engine/classes.ts";
import { namedColors } from "../../src/engine/color-names.ts";
import { formatColor, parseColor } from "../../src/engine/color.ts";
import {
  Camera2D,
  Circle,
  Label,
  Line,
  mixColor,
  Node,
  Node2D,
  PixelGrid,
  Polygon,
  Rect,
  Sprite2D,
  Vec2,
  view,
} from "../../src/engine/index.ts";
import { cellsOf } from "../../src/engine/pixel-grid.ts";
import { flatPoints } from "../../src/engine/state.ts";
import { startScene, step } from "./make.ts";

describe("a place", () => {
  test("x, y, position and scale are views of one another", () => {
    const node = new Node2D({ x: 1, position: { x: 5, y: 6 }, scale: 2 });
    expect([node.x, node.y, node.scale.x, node.scale.y]).toEqual([5, 6, 2, 2]);
    const { position } = node;
    node.x = 9;
    position.y += 1;
    node.scale = { x: 3, y: 4 };
    expect([position.x, node.y, node.position === position, node.scale.y]).toEqual([9, 7, true, 4]);
    node.position = position.add(new Vec2(1, 1));
    node.translate({ x: 1, y: 1 });
    expect([position.x, position.y]).toEqual([11, 9]);
    expect([position instanceof Vec2, JSON.stringify({ ...position })]).toEqual([true, '{"x":11,"y":9}']);
    const other = new Node2D({ position });
    other.x = 0;
    expect(node.x).toBe(11);
  });

  test("options and anchors are held to", () => {
    expect(() => new Node2D({ position: 3 as never })).toThrow("it must be a Vec2 or { x, y }");
    expect(() => new Node2D({ anchor: "middle" as never })).toThrow('it must be one of "none"');
    expect(() => (new Node2D().visible = 1 as never)).toThrow("it must be true or false");
    expect(new Node2D({ opacity: 7 }).opacity).toBe(1);
  });

  test("transforms go down the tree, and back", () => {
    const { root } = startScene(() => new Node2D({ x: 100, y: 50, rotation: Math.PI / 2, scale: 2 }));
    const inBetween = root.addChild(new Node());
    const child = inBetween.addChild(new Node2D({ x: 10, rotation: 1 }));
    expect(child.globalPosition.x).toBeCloseTo(100);
    expect(child.globalPosition.y).toBeCloseTo(70);
    expect(child.globalRotation).toBeCloseTo(Math.PI / 2 + 1);
    const point = new Vec2(3, -4);
    const back = child.toLocal(child.toGlobal(point));
    expect([back.x, back.y].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([3, -4]);
    root.scale = 0;
    expect(child.toLocal({ x: 1, y: 1 })).toEqual(new Vec2(0, 0));
  });

  test("lookAt turns the node's right side to a point of the scene", () => {
    const { root } = startScene(() => new Node2D({ rotation: 1 }));
    const child = root.addChild(new Node2D());
    child.lookAt({ x: 0, y: 10 });
    expect(child.globalRotation).toBeCloseTo(Math.PI / 2);
    child.lookAt(child.globalPosition);
    expect(child.globalRotation).toBeCloseTo(Math.PI / 2);
  });
});

describe("containsPoint", () => {
  const square = [new Vec2(-5, -5), new Vec2(5, -5), new Vec2(5, 5), new Vec2(-5, 5)];
  test.each([
    ["Node2D", () => new Node2D(), [], [0, 0]],
    ["Circle", () => new Circle({ radius: 5 }), [3.5, 3.5], [4, 4]],
    ["Rect", () => new Rect({ width: 10, height: 4 }), [5, 2], [5, 2.1]],
    ["Polygon", () => new Polygon({ points: square }), [4, -4], [6, 0]],
    ["Line", () => new Line({ points: square.slice(0, 2), width: 2 }), [0, -4.5], [0, -3]],
    ["a closed Line", () => new Line({ points: square, width: 2, closed: true }), [-5, 0], [0, 0]],
    ["Sprite2D", () => new Sprite2D({ width: 8, height: 8 }), [4, 4], [5, 0]],
    ["Label", () => new Label({ text: "ab", fontSize: 10 }), [5, 5], [7, 0]],
    ["a left Label", () => new Label({ text: "ab", fontSize: 10, align: "left" }), [11, 0], [-1, 0]],
    ["PixelGrid", () => new PixelGrid({ columns: 4, rows: 2, cellSize: 2 }), [4, 2], [0, 3]],
  ] as [string, () => Node2D, number[], number[]][])("%s", (_name, make, inside, outside) => {
    const { root } = startScene(() => new Node2D({ x: 100, scale: 2 }));
    const node = root.addChild(make());
    const at = ([x, y]: number[]): boolean => node.containsPoint({ x: 100 + 2 * x!, y: 2 * y! });
    if (inside.length > 0) expect(at(inside)).toBe(true);
    expect(at(outside)).toBe(false);
  });
});

test("points that nobody has given are each node's own", () => {
  const [one, other] = [new Polygon(), new Polygon()];
  one.points.push(new Vec2(1, 2));
  expect(one.points).toEqual([new Vec2(1, 2)]);
  expect([other.points, new Polygon().points]).toEqual([[], []]);
});

describe("colours", () => {
  test.each([
    ["red", 0xff0000ff],
    ["RebeccaPurple", 0x663399ff],
    ["transparent", 0],
    ["#abc", 0xaabbccff],
    ["#abc8", 0xaabbcc88],
    ["#A1b2C3", 0xa1b2c3ff],
    ["#11223344", 0x11223344],
    ["rgb(255, 0, 10)", 0xff000aff],
    ["rgba(255,0,10,0.5)", 0xff000a80],
    ["rgb(100% 0% 50% / 50%)", 0xff008080],
    ["rgb(300 -5 0)", 0xff0000ff],
    ["hsl(120, 100%, 50%)", 0x00ff00ff],
    ["hsl(0.5turn 100% 50%)", 0x00ffffff],
    ["hsl(-60deg 100 50)", 0xff00ffff],
    ["hsla(240 100% 50% / .5)", 0x0000ff80],
    ["hwb(0 0% 0%)", 0xff0000ff],
    ["hwb(90 60% 60%)", 0x808080ff],
  ])("%s", (css, rgba) => expect(parseColor(css).toString(16)).toBe(rgba.toString(16)));

  test.each([
    "",
    "rde",
    "#12",
    "#12345",
    "#xyz",
    "rgb(1,2)",
    "rgb(1,2,3,4,5)",
    "rgb(a,b,c)",
    "hsl(50%,1%,1%)",
    "rgb(1deg,2,3)",
    "url(x)",
  ])("%j is none", (css) => expect(() => parseColor(css)).toThrow("it is no CSS colour"));

  test("near misses of names are told, all names are there", () => {
    expect(() => parseColor("tomatoe")).toThrow('Did you mean "tomato"?');
    expect(namedColors.size).toBe(148);
    expect([formatColor(0xff0000ff), formatColor(0x12345678)]).toEqual(["#ff0000", "#12345678"]);
  });

  test("mix between, and keep their hue out of nothing", () => {
    expect([mixColor("black", "white", 0.5), mixColor("red", "blue", 0), mixColor("red", "blue", 2)]).toEqual([
      "#808080",
      "#ff0000",
      "#0000ff",
    ]);
    expect(mixColor("red", "transparent", 0.5)).toBe("#ff000080");
    expect(mixColor("transparent", "transparent", 0.5)).toBe("#00000000");
  });

  test("are parsed once, at the assignment, which says what is wrong", () => {
    const circle = new Circle({ color: "red" });
    expect([packedColor(circle, "color"), packedColor(circle, "outline")]).toEqual([0xff0000ff, 0]);
    circle.color = "#0f0";
    expect([packedColor(circle, "color"), circle.color]).toEqual([0x00ff00ff, "#0f0"]);
    expect(() => (circle.outline = "blurple")).toThrow(
      'Cannot set outline of "Circle" to "blurple": it is no CSS colour',
    );
  });
});

describe("what is drawn", () => {
  test("sizes are never below zero; sprites know their pictures", () => {
    expect([new Circle({ radius: -3 }).radius, new Camera2D({ zoom: 0 }).zoom]).toEqual([0, 0.001]);
    expect(() => new Sprite2D({ texture: "shp" })).toThrow('Did you mean "ship"?');
    for (const texture of ["star", "🚀", "art/ship.png"]) expect(new Sprite2D({ texture }).texture).toBe(texture);
    expect(() => new Label({ text: 3 as never })).toThrow("it must be a string");
  });

  test("points may be changed in place", () => {
    const line = new Line({ points: [{ x: 1, y: 2 }] });
    line.points.push(new Vec2(3, 4));
    expect(flatPoints(line)).toEqual([1, 2, 3, 4]);
    expect(() => (line.points = [3] as never)).toThrow("it must be a Vec2 or { x, y }");
    line.points.push(null as never);
    expect(flatPoints(line).slice(4)).toEqual([Number.NaN, Number.NaN]);
  });

  test("cells are set, read and filled; outside is nothing", () => {
    const grid = new PixelGrid({ columns: 3, rows: 2 });
    const { version } = cellsOf(grid);
    grid.setCell(2, 1, "red");
    grid.setCell(2, 1, "#f00");
    grid.setCell(3, 0, "red");
    grid.setCell(-1, 0, "red");
    expect([grid.getCell(2, 1), grid.getCell(0, 0), grid.getCell(9, 9)]).toEqual([
      "#ff0000",
      "transparent",
      "transparent",
    ]);
    expect([cellsOf(grid).version, [...cellsOf(grid).colors]]).toEqual([version + 1, [0, 0, 0, 0, 0, 0xff0000ff]]);
    grid.fill("blue");
    expect(grid.getCell(0, 0)).toBe("#0000ff");
    expect(() => grid.setCell(0, 0, "rde")).toThrow("it is no CSS colour");
    expect(() => ((grid as { columns: number }).columns = 4)).toThrow();
    expect(() => new PixelGrid({ columns: 1e4, rows: 1e4 })).toThrow("at most 200000 cells fit");
  });
});

describe("the camera", () => {
  test("the last that entered counts; the picture's middle is its place", () => {
    const { scene, root } = startScene(() => new Node());
    expect(scene.fromScreen({ x: 480, y: 270 })).toEqual(view.center);
    const first = root.addChild(new Camera2D({ x: 100, y: 0, zoom: 2 }));
    const second = root.addChild(new Camera2D({ x: -100 }));
    step(scene);
    expect([viewOf(first).current, viewOf(second).current]).toEqual([false, true]);
    expect(scene.fromScreen({ x: 480, y: 270 })).toEqual(new Vec2(-100, 0));
    root.removeChild(second);
    step(scene);
    expect(scene.fromScreen({ x: 490, y: 270 })).toEqual(new Vec2(105, 0));
    root.removeChild(first);
    step(scene);
    expect(scene.lens).toEqual({ x: 480, y: 270, zoom: 1 });
  });

  test("smoothing lags behind and arrives; a shake fades out and leaves chance alone", () => {
    const { scene, root } = startScene(() => new Camera2D({ smoothing: 5 }));
    root.x = 100;
    step(scene);
    expect(viewOf(root).offsetX).toBeWithin(-100, -90);
    step(scene, 300);
    expect(viewOf(root).offsetX).toBeCloseTo(0, 3);
    const { state } = scene.random;
    root.shake(20, 0.5);
    let furthest = 0;
    for (let tick = 0; tick < 40; tick++) {
      step(scene);
      furthest = Math.max(furthest, Math.abs(viewOf(root).offsetX), Math.abs(viewOf(root).offsetY));
    }
    expect(furthest).toBeWithin(1, 20);
    expect(viewOf(root).offsetX).toBeCloseTo(0, 3);
    expect(scene.random.state).toEqual(state);
  });

  test("what is anchored stays at its place on the screen", () => {
    const { scene, root } = startScene(() => new Camera2D({ x: 1000, y: 1000, zoom: 2 }));
    const score = root.addChild(new Rect({ anchor: "topRight", position: { x: -20, y: 20 }, width: 10, height: 10 }));
    step(scene);
    expect(score.globalPosition).toEqual(scene.fromScreen({ x: 940, y: 20 }));
    expect(score.containsPoint(scene.fromScreen({ x: 944, y: 24 }))).toBe(true);
    expect(score.containsPoint(scene.fromScreen({ x: 948, y: 24 }))).toBe(false);
  });
});
