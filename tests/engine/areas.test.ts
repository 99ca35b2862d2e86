/** Areas: which shapes overlap, when that is told and in which order, and that the grid finds what a look at all pairs finds. */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { type Box, eachNearPair } from "../../src/engine/areas/spatial-hash.ts";
import { AnimatableBody2D, Area2D, Node2D, physics, RigidBody2D, StaticBody2D, Vec2 } from "../../src/engine/index.ts";
import { outlineOf, overlap } from "../../src/engine/outline.ts";
import { startScene, step } from "./make.ts";

class Field extends Node2D {
  readonly told: string[] = [];
  put(area: Area2D): Area2D {
    area.areaEntered.connect((other) => this.told.push(`${area.name} met ${other.name}`));
    area.areaExited.connect((other) => this.told.push(`${area.name} left ${other.name}`));
    return this.addChild(area);
  }
  take(): string[] {
    return this.told.splice(0);
  }
}
const field = () => startScene(() => new Field());

describe("areas", () => {
  test("tell once that they met and once that they parted, each its own side", () => {
    const { scene, root } = field();
    const a = root.put(new Area2D({ name: "a", radius: 10 }));
    root.put(new Area2D({ name: "b", radius: 10, x: 15 }));
    step(scene);
    expect(root.take()).toEqual(["a met b", "b met a"]);
    step(scene, 3);
    expect(root.take()).toEqual([]);
    expect(a.overlappingAreas.map(({ name }) => name)).toEqual(["b"]);
    a.x = -100;
    step(scene);
    expect(root.take()).toEqual(["a left b", "b left a"]);
    expect(a.overlappingAreas).toEqual([]);
  });

  test("one that is freed is left by the others, and hears nothing itself", () => {
    const { scene, root } = field();
    const a = root.put(new Area2D({ name: "a" }));
    root.put(new Area2D({ name: "b" }));
    step(scene);
    root.take();
    a.queueFree();
    step(scene, 2);
    expect(root.take()).toEqual(["b left a"]);
  });

  test("monitoring and monitorable are one way each", () => {
    const { scene, root } = field();
    root.put(new Area2D({ name: "deaf", monitoring: false }));
    root.put(new Area2D({ name: "hidden", monitorable: false }));
    step(scene);
    expect(root.take()).toEqual(["hidden met deaf"]);
  });

  test("follow their parents' place, turn and scale", () => {
    const { scene, root } = field();
    const arm = root.addChild(new Node2D({ x: 100, rotation: Math.PI / 2, scale: 2 }));
    const hand = arm.addChild(new Area2D({ name: "hand", x: 50, shape: "rect", width: 10, height: 4 }));
    const there = root.put(new Area2D({ name: "there", x: 100, y: 115, radius: 6 }));
    step(scene);
    expect([there.overlaps(hand), root.take()]).toEqual([true, ["there met hand"]]);
  });

  test("what a listener changes counts from the next tick", () => {
    const { scene, root } = field();
    const a = root.put(new Area2D({ name: "a" }));
    a.areaEntered.connect((other) => other.queueFree());
    root.put(new Area2D({ name: "b" }));
    root.put(new Area2D({ name: "c" }));
    step(scene);
    expect(root.take()).toEqual(["a met b", "a met c", "b met a", "b met c", "c met a", "c met b"]);
    step(scene);
    expect(root.take()).toEqual(["a left b", "a left c"]);
  });

  test("a fault in a listener names the area and the signal", () => {
    const { scene, root } = field();
    root.addChild(new Area2D({ name: "a" })).areaEntered.connect(() => {
      throw new Error("ouch");
    });
    root.put(new Area2D({ name: "b" }));
    expect(() => step(scene)).toThrow(/areaEntered of "\/a" \(Area2D\).*ouch/);
  });

  test("a point lies in the shape that is chosen", () => {
    const { root } = field();
    const area = root.put(new Area2D({ radius: 10, width: 40, height: 4, x: 5 }));
    expect([area.containsPoint({ x: 14, y: 0 }), area.containsPoint({ x: 20, y: 0 })]).toEqual([true, false]);
    area.shape = "rect";
    expect([area.containsPoint({ x: 20, y: 1 }), area.containsPoint({ x: 5, y: 4 })]).toEqual([true, false]);
  });
});

describe("areas and bodies", () => {
  class Room extends Field {
    sensor = this.put(new Area2D({ name: "sensor", shape: "rect", width: 100, height: 100 }));
    override onReady(): void {
      this.sensor.bodyEntered.connect((body) => this.told.push(`${body.name} came`));
      this.sensor.bodyExited.connect((body) => this.told.push(`${body.name} went`));
    }
  }
  const room = () => {
    const { scene, root } = startScene(() => new Room());
    physics.gravity = Vec2.ZERO;
    return { scene, root };
  };
  const ball = (name: string, init: ConstructorParameters<typeof RigidBody2D>[0] = {}) =>
    new RigidBody2D({ name, shape: "circle", radius: 10, ...init });

  test("a body that falls through is told once when it comes and once when it goes", () => {
    const { scene, root } = startScene(() => new Room());
    const falling = root.addChild(ball("ball", { y: -200 }));
    const inside: boolean[] = [];
    for (let tick = 0; tick < 64; tick++) {
      step(scene);
      inside.push(root.sensor.overlappingBodies.includes(falling));
    }
    expect(root.take()).toEqual(["ball came", "ball went"]);
    expect(inside.filter((is, tick) => is !== inside[tick - 1])).toEqual([false, true, false]);
    expect(falling.linearVelocity.y).toBeCloseTo(900, 0);
  });

  test("bodies of every kind are told in tree order, those that went first", () => {
    const { scene, root } = room();
    const bodies = [
      new StaticBody2D({ name: "wall" }),
      ball("ball", { x: 40, y: 40 }),
      new AnimatableBody2D({ name: "lift", y: -60 }),
      new StaticBody2D({ name: "far", x: 200 }),
    ];
    for (const body of bodies) root.addChild(body);
    step(scene);
    expect(root.take()).toEqual(["wall came", "ball came", "lift came"]);
    expect(root.sensor.overlappingBodies.map(({ name }) => name)).toEqual(["wall", "ball", "lift"]);
    expect(root.sensor.overlappingAreas).toEqual([]);
    bodies[3]!.x = 60;
    bodies[0]!.x = -300;
    bodies[2]!.y = -300;
    step(scene, 3);
    expect(root.take()).toEqual(["wall went", "lift went", "far came"]);
  });

  test("one that is born inside has come, and one that is freed has gone", () => {
    const { scene, root } = room();
    step(scene);
    const born = root.addChild(ball("born"));
    step(scene);
    expect(root.take()).toEqual(["born came"]);
    born.queueFree();
    step(scene, 2);
    expect([root.take(), root.sensor.overlappingBodies]).toEqual([["born went"], []]);
  });

  test("areas and bodies are told apart, and of bodies only monitoring decides", () => {
    const { scene, root } = room();
    root.addChild(ball("ball"));
    root.put(new Area2D({ name: "other", monitorable: false }));
    step(scene);
    expect(root.take()).toEqual(["ball came", "other met sensor"]);
    root.sensor.monitoring = false;
    step(scene);
    expect(root.take()).toEqual(["ball went"]);
    root.sensor.monitorable = false;
    root.sensor.monitoring = true;
    step(scene);
    expect(root.take()).toEqual(["other left sensor", "ball came"]);
  });

  test("an area that leaves the tree forgets whom it met, and meets them anew when it is back", () => {
    const { scene, root } = room();
    root.addChild(ball("ball"));
    step(scene);
    root.take();
    root.removeChild(root.sensor);
    expect(root.sensor.overlappingBodies).toEqual([]);
    step(scene);
    root.addChild(root.sensor);
    step(scene);
    expect(root.take()).toEqual(["ball came"]);
  });

  test("whether it overlaps a body can be asked at any moment", () => {
    const { root } = room();
    const wall = root.addChild(new StaticBody2D({ x: 60 }));
    expect(root.sensor.overlaps(wall)).toBe(true);
    wall.x = 70;
    expect(root.sensor.overlaps(wall)).toBe(false);
  });
});

describe("shapes", () => {
  const at = (shape: "circle" | "rect" | "polygon", x: number, y: number, more = {}) =>
    outlineOf({ shape, radius: 10, width: 20, height: 20, points: [], ...more }, [1, 0, 0, 1, x, y]);
  const notch = [
    { x: -20, y: -20 },
    { x: 20, y: -20 },
    { x: 20, y: 20 },
    { x: 0, y: 0 },
    { x: -20, y: 20 },
  ];

  test.each([
    ["circles that touch", at("circle", 0, 0), at("circle", 20, 0), true],
    ["circles apart", at("circle", 0, 0), at("circle", 20.1, 0), false],
    ["a circle at a corner", at("circle", 0, 0), at("rect", 17, 17), true],
    ["a circle past a corner", at("circle", 0, 0), at("rect", 17.2, 17.2), false],
    ["a circle inside a box", at("circle", 0, 0, { radius: 1 }), at("rect", 0, 0), true],
    [
      "boxes that cross without a corner inside",
      at("rect", 0, 0, { width: 100 }),
      at("rect", 0, 0, { height: 100 }),
      true,
    ],
    ["boxes apart", at("rect", 0, 0), at("rect", 20.5, 0), false],
    ["boxes side by side", at("rect", 0, 0), at("rect", 20, 0), true],
    [
      "a circle in the notch of a polygon",
      at("circle", 0, 18, { radius: 4 }),
      at("polygon", 0, 0, { points: notch }),
      false,
    ],
    ["a polygon without points", at("polygon", 0, 0), at("circle", 0, 0), false],
  ])("%s", (_what, one, other, meet) => {
    expect([overlap(one, other), overlap(other, one)]).toEqual([meet, meet]);
  });
});

describe("the grid", () => {
  const box = fc
    .tuple(
      fc.integer({ min: -2000, max: 2000 }),
      fc.integer({ min: -2000, max: 2000 }),
      fc.integer({ min: 0, max: 1500 }),
    )
    .map(([left, top, size]): Box => ({ left, top, right: left + size, bottom: top + size / 2 }));

  test("finds each pair that overlaps, once and in order", () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 60 }), (boxes) => {
        const pairs: [number, number][] = [];
        eachNearPair(boxes, (one, other) => pairs.push([one, other]));
        const keys = pairs.map(([one, other]) => one + other * 1000);
        expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
        for (const [other, b] of boxes.entries())
          for (const [one, a] of boxes.slice(0, other).entries())
            if (a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom)
              expect(keys).toContain(one + other * 1000);
      }),
    );
  });
});
