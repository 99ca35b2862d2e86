import { describe, expect, test } from "bun:test";

import type { InputRecord } from "../../src/base/input-record.ts";
import { Camera2D, input, type InputEvent, Node, Vec2 } from "../../src/engine/index.ts";
import { startScene, step } from "./make.ts";

const key = (type: "keyDown" | "keyUp", name: string, viewer = 0): InputRecord => ({
  type,
  key: name,
  repeat: false,
  viewer,
});
const pointer = (type: "pointerDown" | "pointerUp" | "pointerMove", x: number, y: number, viewer = 0): InputRecord => ({
  type,
  x,
  y,
  button: 0,
  viewer,
});

/** Notes in each tick what it sees. */
class Watcher extends Node {
  readonly seen: string[] = [];
  readonly events: InputEvent[] = [];
  override onUpdate(): void {
    this.seen.push(`${input.isDown("a") ? "down" : "up"}${input.justPressed("a") ? " pressed" : ""}`);
  }
  override onInput(event: InputEvent): void {
    this.events.push(event);
  }
}

describe("keys", () => {
  test("are just pressed for exactly one tick", () => {
    const { scene, root } = startScene(() => new Watcher());
    step(scene, 1, { input: [key("keyDown", "a")] });
    step(scene, 1, { input: [{ type: "keyDown", key: "a", repeat: true, viewer: 0 }] });
    step(scene);
    step(scene, 1, { input: [key("keyUp", "a")] });
    step(scene, 1, { input: [key("keyDown", "a"), key("keyUp", "a")] });
    expect(root.seen).toEqual(["down pressed", "down", "down", "up", "up pressed"]);
    expect(root.events.length).toBe(5);
  });

  test("are held while any viewer holds them, whatever shift says", () => {
    const { scene } = startScene(() => new Node());
    step(scene, 1, { input: [key("keyDown", "A", 1), key("keyDown", "a", 2), key("keyUp", "a", 1)] });
    expect([input.isDown("a"), input.isDown("A")]).toEqual([true, true]);
    step(scene, 1, { input: [key("keyUp", "A", 2)] });
    expect(input.isDown("a")).toBe(false);
  });

  test("make axes and vectors", () => {
    const { scene } = startScene(() => new Node());
    step(scene, 1, { input: [key("keyDown", "ArrowRight"), key("keyDown", "ArrowDown")] });
    expect(input.axis("ArrowLeft", "ArrowRight")).toBe(1);
    expect(input.vector("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown").length()).toBeCloseTo(1);
    step(scene, 1, { input: [key("keyDown", "ArrowLeft")] });
    expect(input.axis("ArrowLeft", "ArrowRight")).toBe(0);
  });

  test.each([
    ["Space", " "],
    ["space", " "],
    ["left", "ArrowLeft"],
    ["arrowup", "ArrowUp"],
    ["Esc", "Escape"],
    ["KeyW", "w"],
    ["Digit1", "1"],
  ])("%s is no name: %j is", (wrong, right) => {
    startScene(() => new Node());
    expect(() => input.isDown(wrong)).toThrow(`Did you mean "${right}"?`);
    expect(input.isDown(right)).toBe(false);
    expect(() => input.isDown("")).toThrow('name it, like "ArrowLeft"');
  });
});

describe("pointers", () => {
  test("are where they are in the scene, whatever the camera does", () => {
    const { scene, root } = startScene(() => new Watcher());
    expect(input.pointer).toEqual(new Vec2(480, 270));
    root.addChild(new Camera2D({ x: 0, y: 0, zoom: 2 }));
    step(scene);
    step(scene, 1, { input: [pointer("pointerDown", 500, 270), { type: "wheel", dx: 0, dy: 3, viewer: 0 }] });
    expect(root.events).toEqual([
      { type: "pointerDown", position: new Vec2(10, 0), button: 0 },
      { type: "wheel", delta: new Vec2(0, 3) },
    ]);
    expect([input.pointer, input.pointerDown]).toEqual([new Vec2(10, 0), true]);
    step(scene, 1, { input: [pointer("pointerUp", 500, 270)] });
    expect(input.pointerDown).toBe(false);
  });
});
