/** Particles: how many are born, how they move and go, and that they are the same for the same seed and disturb nobody. */
import { describe, expect, test } from "bun:test";

import { Node2D, Particles2D, random } from "../../src/engine/index.ts";
import { particlesOf } from "../../src/engine/particles/particles2d.ts";
import { options, startScene, step } from "./make.ts";

/** All alike, straight to the right. */
const alike = { lifetimeSpread: 0, speedSpread: 0, spread: 0, direction: 0 };
const source = (init: ConstructorParameters<typeof Particles2D>[0], seed = 1) =>
  startScene(() => new Particles2D(init), { ...options, seed });

describe("Particles2D", () => {
  test("bears its rate and keeps what is alive", () => {
    const { scene, root } = source({ ...alike, rate: 100, lifetime: 0.5 });
    step(scene, 64);
    expect(root.count).toBeGreaterThanOrEqual(49);
    expect(root.count).toBeLessThanOrEqual(50);
    root.emitting = false;
    step(scene, 33);
    expect(root.count).toBe(0);
  });

  test("moves them by speed, gravity and drag", () => {
    const { scene, root } = source({ ...alike, emitting: false, speed: 64, lifetime: 10 });
    root.burst(1);
    step(scene, 65);
    expect([...particlesOf(root)]).toEqual([64, 0, 0.1]);
    root.gravity = 64;
    step(scene, 64);
    expect(particlesOf(root)[1]).toBeCloseTo(32.5);
    const [x] = particlesOf(root);
    root.drag = 50;
    step(scene, 64);
    expect(particlesOf(root)[0]! - x!).toBeLessThan(2);
  });

  test("a burst comes at once, and the most is never passed", () => {
    const { scene, root } = source({ emitting: false, maxParticles: 500 });
    root.burst(300);
    root.burst(300);
    step(scene);
    expect(root.count).toBe(500);
    root.clear();
    step(scene);
    expect(root.count).toBe(0);
    expect(() => root.burst(-1)).toThrow("Cannot burst -1 particles");
  });

  test("stay behind in the scene, unless they are local", () => {
    for (const local of [false, true]) {
      const { scene, root } = source({ ...alike, emitting: false, speed: 0, lifetime: 9, local, x: 100 });
      root.burst(1);
      step(scene);
      root.x = 500;
      step(scene);
      expect(particlesOf(root)[0]).toBe(local ? 0 : 100);
    }
  });

  test("those of one tick are born along the way of the node", () => {
    const { scene, root } = source({ ...alike, emitting: false, speed: 0, lifetime: 9 });
    step(scene);
    root.x = 100;
    root.burst(4);
    step(scene);
    expect(Array.from({ length: 4 }, (_, index) => particlesOf(root)[3 * index])).toEqual([25, 50, 75, 100]);
  });

  test("are the same for the same seed, others for another, and leave `random` alone", () => {
    const after = (seed: number, rate: number) => {
      const { scene, root } = source({ rate }, seed);
      step(scene, 30);
      return { particles: [...particlesOf(root)], bytes: scene.stateBytes(), draw: random.float() };
    };
    expect(after(1, 60)).toEqual(after(1, 60));
    expect(after(2, 60).particles).not.toEqual(after(1, 60).particles);
    expect(after(1, 0).draw).toBe(after(1, 600).draw);
  });

  test("what is in flight is part of the state; a swap says that it is gone and goes on with the same chance", () => {
    const { scene, root } = source({ rate: 64 });
    step(scene, 30);
    const snapshot = scene.snapshot();
    expect(snapshot.notCarried).toEqual(["Particles2D: the particles in flight are gone; new ones are born"]);
    expect(scene.state().find(({ field }) => field === "Particles2D.swarm")?.value).toMatchObject({
      sum: expect.any(Number),
    });
    const next = source({ rate: 64 });
    next.scene.restore(snapshot);
    root.clear();
    step(scene, 10);
    step(next.scene, 10);
    expect([...particlesOf(next.root)]).toEqual([...particlesOf(root)]);
  });

  test("ten thousand of them are moved in a small part of a tick", () => {
    const { scene, root } = startScene(() => new Node2D());
    const many = root.addChild(new Particles2D({ emitting: false, maxParticles: 10_000, lifetime: 60 }));
    many.burst(10_000);
    step(scene, 10);
    const times = Array.from({ length: 20 }, () => {
      const from = performance.now();
      step(scene);
      return performance.now() - from;
    });
    expect(many.count).toBe(10_000);
    // Half a millisecond each where nothing else runs; the best of them, since the machine may stand still in any.
    expect(Math.min(...times)).toBeLessThan(16);
  });
});
