/** Curves by distance, and what follows them. */
import { describe, expect, test } from "bun:test";

import { Node2D, Path2D, PathFollow2D } from "../../src/engine/index.ts";
import { bake, walk } from "../../src/engine/paths/curve.ts";
import { startScene, step } from "./make.ts";

const corner = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 100 },
];
const setUp = (
  init: ConstructorParameters<typeof PathFollow2D>[0],
  path = new Path2D({ points: corner, smooth: false }),
) => {
  const { scene, root } = startScene(() => new Node2D());
  root.addChild(path);
  return { scene, path, car: path.addChild(new PathFollow2D(init)) };
};

describe("a curve", () => {
  test("straight pieces are walked by distance, kept within the ends", () => {
    const curve = bake(corner, false, false);
    expect(curve.length).toBe(200);
    expect(walk(curve, 150)).toEqual({ point: expect.objectContaining({ x: 100, y: 50 }), angle: Math.PI / 2 });
    expect(walk(curve, -5).point).toMatchObject({ x: 0, y: 0 });
    expect(walk(curve, 999).point).toMatchObject({ x: 100, y: 100 });
  });

  test("a closed one comes back", () => {
    const curve = bake(corner, true, false);
    expect(curve.length).toBeCloseTo(200 + Math.hypot(100, 100));
    expect(walk(curve, curve.length).point).toMatchObject({ x: 0, y: 0 });
  });

  test("a smooth one goes through every point and has no corner", () => {
    const curve = bake(corner, false, true);
    for (const { x, y } of corner)
      expect(Math.min(...curve.points.map((at) => Math.hypot(at.x - x, at.y - y)))).toBeCloseTo(0);
    let before = walk(curve, 1).angle;
    for (let distance = 2; distance < curve.length; distance++) {
      const { angle } = walk(curve, distance);
      expect(Math.abs(angle - before)).toBeLessThan(0.5);
      before = angle;
    }
  });

  test.each([0, 1])("one of %i points is a place", (count) => {
    expect(walk(bake(corner.slice(1, 1 + count), true, true), 10).point).toMatchObject({ x: 100 * count, y: 0 });
  });
});

describe("PathFollow2D", () => {
  test("walks by its speed, turns with the path, and starts over", () => {
    const { scene, car } = setUp({ speed: 64 });
    step(scene, 64);
    expect([car.progress, car.x, car.y, car.rotation]).toEqual([64, 64, 0, 0]);
    step(scene, 64);
    expect(car.position).toMatchObject({ x: 100, y: expect.closeTo(28) });
    expect(car.rotation).toBe(Math.PI / 2);
    step(scene, 128);
    expect(car.progress).toBeCloseTo(56);
  });

  test("without loop it stops at the end; without rotates it keeps its turn", () => {
    const { scene, car } = setUp({ speed: 640, loop: false, rotates: false, rotation: 1 });
    step(scene, 64);
    expect([car.progress, car.y, car.rotation]).toEqual([200, 100, 1]);
  });

  test("progress can be set and tweened as a share, and a point that is moved in place counts", () => {
    const { scene, car, path } = setUp({ loop: false });
    car.progressRatio = 0.25;
    step(scene);
    expect([car.x, car.progressRatio]).toEqual([50, 0.25]);
    car.tween({ progressRatio: 1 }, 1);
    step(scene, 64);
    expect(car.y).toBe(100);
    (path.points[2] as { y: number }).y = 50;
    step(scene);
    expect([path.length, car.y]).toEqual([150, 50]);
  });

  test("outside of a path it stays where it is", () => {
    const { scene, root } = startScene(() => new Node2D());
    const car = root.addChild(new PathFollow2D({ x: 7, speed: 10 }));
    step(scene, 3);
    expect([car.x, car.progressRatio]).toEqual([7, 0]);
  });
});
