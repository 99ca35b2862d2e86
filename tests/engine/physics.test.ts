/** Bodies: they fall as they must, follow their fields, tell what they touch, and do the same in every run. */
import { describe, expect, test } from "bun:test";

import {
  AnimatableBody2D,
  Node2D,
  physics,
  type PhysicsBody2D,
  RigidBody2D,
  StaticBody2D,
  Vec2,
} from "../../src/engine/index.ts";
import { startScene, step } from "./make.ts";

const world = () => startScene(() => new Node2D());
const ground = (init: ConstructorParameters<typeof StaticBody2D>[0] = {}) =>
  new StaticBody2D({ name: "ground", y: 300, width: 1000, height: 20, ...init });

describe("RigidBody2D", () => {
  test("falls by the gravity, in pixels and seconds", () => {
    const { scene, root } = world();
    const ball = root.addChild(new RigidBody2D({ x: 100, y: 50 }));
    const balloon = root.addChild(new RigidBody2D({ x: 500, gravityScale: 0 }));
    step(scene, 64);
    expect(ball.linearVelocity.y).toBeCloseTo(900, 0);
    expect(Math.abs(ball.y - 500)).toBeLessThan(10);
    expect([ball.x, balloon.y]).toEqual([100, 0]);
    physics.gravity = new Vec2(64, 0);
    step(scene, 64);
    expect(ball.linearVelocity.x).toBeCloseTo(64, 1);
    expect(physics.gravity).toMatchObject({ x: 64, y: 0 });
  });

  test("comes to rest on the ground, and tells that it touched it and left it", () => {
    const { scene, root } = world();
    const floor = root.addChild(ground({ bounce: 0 }));
    const box = root.addChild(new RigidBody2D({ name: "box", y: 200, bounce: 0 }));
    const told: string[] = [];
    const note = (body: PhysicsBody2D) => {
      body.bodyEntered.connect((other) => told.push(`${body.name} touched ${other.name}`));
      body.bodyExited.connect((other) => told.push(`${body.name} left ${other.name}`));
    };
    note(box);
    note(floor);
    step(scene, 128);
    expect(Math.abs(box.y - 274)).toBeLessThan(1);
    expect(told).toEqual(["ground touched box", "box touched ground"]);
    box.position = new Vec2(0, -500);
    step(scene, 2);
    expect(told.slice(2)).toEqual(["ground left box", "box left ground"]);
  });

  test("bounces as high as its bounce says", () => {
    const { scene, root } = world();
    root.addChild(ground());
    const heights = [0, 0.8].map((bounce) => {
      const ball = root.addChild(new RigidBody2D({ shape: "circle", x: 200 * bounce, y: 100, bounce }));
      let top = Infinity;
      step(scene, 50);
      for (let tick = 0; tick < 64; tick++) {
        step(scene);
        top = Math.min(top, ball.y);
      }
      return 274 - top;
    });
    expect(heights[0]).toBeLessThan(10);
    expect(heights[1]).toBeGreaterThan(60);
  });

  test("an impulse changes the velocity by impulse / mass, a force little by little", () => {
    const { scene, root } = world();
    physics.gravity = Vec2.ZERO;
    const [light, heavy] = [1, 4].map((density) => root.addChild(new RigidBody2D({ x: density * 200, density })));
    for (const body of [light!, heavy!]) body.applyImpulse({ x: 100, y: 0 });
    step(scene);
    expect(light!.linearVelocity.x).toBeCloseTo(100, 3);
    expect(heavy!.linearVelocity.x).toBeCloseTo(25, 3);
    for (let tick = 0; tick < 64; tick++) {
      light!.applyForce({ x: 0, y: 64 });
      step(scene);
    }
    expect(light!.linearVelocity.y).toBeCloseTo(64, 3);
    heavy!.applyImpulse({ x: 0, y: 500 }, heavy!.toGlobal({ x: 16, y: 0 }));
    step(scene);
    expect(heavy!.angularVelocity).toBeGreaterThan(0);
  });

  test("its fields are the truth: place, turn, velocity and shape can be set at any time", () => {
    const { scene, root } = world();
    physics.gravity = Vec2.ZERO;
    const box = root.addChild(new RigidBody2D({ linearVelocity: { x: 64, y: 0 }, angularVelocity: 1 }));
    step(scene, 64);
    expect(box.x).toBeCloseTo(64, 3);
    expect(box.rotation).toBeCloseTo(1, 3);
    box.linearVelocity.x = 0;
    box.y = 200;
    step(scene, 64);
    expect([box.x, box.y]).toEqual([expect.closeTo(64, 3), 200]);
    const wide = root.addChild(new RigidBody2D({ x: 300, y: 200 }));
    box.angularVelocity = box.rotation = 0;
    box.width = 500;
    step(scene, 4);
    expect(wide.x).not.toBe(300);
  });

  test("under a parent that is moved and turned it falls in the scene", () => {
    const { scene, root } = world();
    const arm = root.addChild(new Node2D({ x: 100, rotation: Math.PI / 2 }));
    const ball = arm.addChild(new RigidBody2D({ x: 10 }));
    expect(ball.globalPosition.y).toBeCloseTo(10);
    step(scene, 32);
    expect(ball.globalPosition.x).toBeCloseTo(100);
    expect(ball.globalPosition.y).toBeGreaterThan(100);
    expect(ball.x).toBeGreaterThan(100);
  });
});

describe("other bodies", () => {
  test("an animatable body pushes what stands in its way and is pushed by nothing", () => {
    const { scene, root } = world();
    physics.gravity = Vec2.ZERO;
    const paddle = root.addChild(new AnimatableBody2D({ x: 0 }));
    const ball = root.addChild(new RigidBody2D({ shape: "circle", x: 60 }));
    for (let tick = 0; tick < 64; tick++) {
      paddle.x += 2;
      step(scene);
    }
    expect(paddle.x).toBe(128);
    expect(ball.x).toBeGreaterThan(155);
  });

  test("hollow ground holds what falls into it", () => {
    const { scene, root } = world();
    const bowl = [
      [-100, 0],
      [-80, 0],
      [-60, 80],
      [60, 80],
      [80, 0],
      [100, 0],
      [100, 100],
      [-100, 100],
    ].map(([x = 0, y = 0]) => new Vec2(x, y));
    root.addChild(new StaticBody2D({ shape: "polygon", points: bowl, y: 100 }));
    const ball = root.addChild(new RigidBody2D({ shape: "circle", radius: 10, x: 5 }));
    step(scene, 256);
    expect(Math.abs(ball.y - 170)).toBeLessThan(2);
  });

  test.each([
    [[], "needs at least 3 points"],
    [Array.from({ length: 20 }, (_, index) => Vec2.fromAngle(index / 3.2, 30)), "at most 12 points"],
  ])("a shape that cannot be simulated is refused: %#", (points, message) => {
    const { scene, root } = world();
    root.addChild(new RigidBody2D({ shape: "polygon", points }));
    expect(() => step(scene)).toThrow(message);
  });

  test("one that is freed touches nothing any more, and a ray passes where it was", () => {
    const { scene, root } = world();
    const wall = root.addChild(new StaticBody2D({ x: 100, width: 20, height: 200 }));
    step(scene);
    const hit = physics.rayCast({ x: 0, y: 0 }, { x: 200, y: 0 });
    expect(hit?.body).toBe(wall);
    expect(hit?.point.x).toBeCloseTo(90);
    expect(hit?.normal).toMatchObject({ x: -1, y: 0 });
    expect(physics.rayCast({ x: 0, y: 0 }, { x: 50, y: 0 })).toBeNull();
    wall.queueFree();
    root.addChild(ground());
    step(scene, 2);
    expect(physics.rayCast({ x: 0, y: 0 }, { x: 200, y: 0 })).toBeNull();
  });
});

describe("runs", () => {
  const pile = () => {
    const { scene, root } = world();
    root.addChild(ground());
    for (let index = 0; index < 30; index++)
      root.addChild(new RigidBody2D({ x: (index % 5) * 20, y: -index * 20, rotation: index, bounce: 0.4 }));
    return { scene, root };
  };

  test("are the same to the last bit", () => {
    const [one, other] = [pile(), pile()];
    step(one.scene, 200);
    step(other.scene, 200);
    expect(one.scene.stateBytes()).toEqual(other.scene.stateBytes());
  });

  test("go on over a swap from where the bodies were and how they moved", () => {
    const { scene, root } = pile();
    step(scene, 40);
    const next = pile();
    next.scene.restore(scene.snapshot());
    const [body, copy] = [root.children[5] as RigidBody2D, next.root.children[5] as RigidBody2D];
    expect(copy.linearVelocity).toMatchObject({ x: body.linearVelocity.x, y: body.linearVelocity.y });
    step(scene);
    step(next.scene);
    expect(copy.y).toBeCloseTo(body.y, 3);
  });
});
