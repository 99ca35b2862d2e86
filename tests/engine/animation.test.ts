/** Animations: what tracks say when, how players run, end and loop, and what cannot be played. */
import { describe, expect, test } from "bun:test";

import { valueAt } from "../../src/engine/animation/animation.ts";
import { type Animation, AnimationPlayer, Circle, Node2D } from "../../src/engine/index.ts";
import { startScene, step } from "./make.ts";

const slide: Animation = {
  length: 1,
  tracks: [
    {
      path: "Ball",
      property: "x",
      keys: [
        [0, 0],
        [1, 64],
      ],
    },
  ],
};
function setUp(animations: Record<string, Animation>, more = {}) {
  const { scene, root } = startScene(() => new Node2D());
  const ball = root.addChild(new Circle({ name: "Ball" }));
  const player = root.addChild(new AnimationPlayer({ animations, ...more }));
  const ended: string[] = [];
  player.finished.connect((name) => ended.push(name));
  return { scene, root, ball, player, ended };
}

describe("tracks", () => {
  test("numbers and colours go from key to key by the easing of the later one", () => {
    const keys = [
      [1, 10],
      [2, 20, "quadIn"],
    ] as const;
    expect([0, 1, 1.5, 2, 9].map((at) => valueAt(keys, at))).toEqual([10, 10, 12.5, 20, 20]);
    expect(
      valueAt(
        [
          [0, "#000000"],
          [1, "#ffffff"],
        ],
        0.5,
      ),
    ).toMatch(/^#(7f|80)/);
  });

  test("other values change at their key", () => {
    const keys = [
      [0, "left"],
      [1, "right"],
    ] as const;
    expect([0.99, 1].map((at) => valueAt(keys, at))).toEqual(["left", "right"]);
    expect(
      valueAt(
        [
          [0, true],
          [1, false],
        ],
        0.9,
      ),
    ).toBe(true);
  });
});

describe("AnimationPlayer", () => {
  test("plays to the end, stays there and says so", () => {
    const { scene, ball, player, ended } = setUp({ slide });
    player.play("slide");
    step(scene, 32);
    expect([ball.x, player.playing, player.time]).toEqual([32, true, 0.5]);
    step(scene, 64);
    expect([ball.x, player.playing, ended]).toEqual([64, false, ["slide"]]);
  });

  test("loops, begins by itself, and goes at its speed, backwards too", () => {
    const { scene, ball, player } = setUp({ slide: { ...slide, loop: true } }, { autoplay: "slide", speed: 2 });
    step(scene, 48);
    expect(ball.x).toBe(32);
    player.speed = -1;
    step(scene, 40);
    expect(ball.x).toBe(56);
    player.speed = 0;
    step(scene, 9);
    expect(ball.x).toBe(56);
  });

  test("backwards from the end without a loop", () => {
    const { scene, ball, player, ended } = setUp({ slide }, { speed: -1 });
    player.play("slide");
    step(scene, 16);
    expect(ball.x).toBe(48);
    step(scene, 60);
    expect([ball.x, ended]).toEqual([0, ["slide"]]);
  });

  test("calls what lies on the way, once each, and a call may play another", () => {
    const called: string[] = [];
    const { scene, player, ended } = setUp({
      one: {
        length: 0.5,
        calls: [
          [0, () => called.push("start")],
          [0.25, () => called.push("middle")],
          [0.5, () => player.play("two")],
        ],
      },
      two: { length: 0.25, calls: [[0.25, () => called.push("two")]] },
    });
    player.play("one");
    step(scene, 128);
    expect([called, ended]).toEqual([["start", "middle", "two"], ["two"]]);
  });

  test("moves its parent where no path is given; scale takes a number; seek shows a second", () => {
    const { root, player } = setUp({
      grow: {
        length: 2,
        tracks: [
          {
            property: "scale",
            keys: [
              [0, 1],
              [2, 3],
            ],
          },
        ],
      },
    });
    player.play("grow");
    player.seek(1);
    expect(root.scale).toMatchObject({ x: 2, y: 2 });
  });

  test("goes on over a swap", () => {
    const { scene, player } = setUp({ slide });
    player.play("slide");
    step(scene, 16);
    const next = setUp({ slide });
    next.scene.restore(scene.snapshot());
    step(next.scene, 16);
    expect([next.ball.x, next.player.playing]).toEqual([32, true]);
  });

  test.each<[string, () => unknown, RegExp]>([
    ["a name", () => setUp({ slide }).player.play("slied"), /no animation has that name.*"slide"/],
    [
      "a node",
      () => setUp({ a: { length: 1, tracks: [{ path: "Bal", property: "x", keys: [[0, 0]] }] } }).player.play("a"),
      /no node is at "Bal"/,
    ],
    ["a parent", () => new AnimationPlayer({ animations: { slide } }).play("slide"), /it has no parent/],
    ["a length", () => setUp({ a: { length: 0 } }), /its length is 0/],
    [
      "an order",
      () =>
        setUp({
          a: {
            length: 1,
            tracks: [
              {
                property: "x",
                keys: [
                  [1, 0],
                  [0, 1],
                ],
              },
            ],
          },
        }),
      /not in the order/,
    ],
    [
      "an easing",
      () => setUp({ a: { length: 1, tracks: [{ property: "x", keys: [[0, 0, "easeIn" as never]] }] } }),
      /no easing is called "easeIn"/,
    ],
    ["keys", () => setUp({ a: { length: 1, tracks: [{ property: "x", keys: [] }] } }), /has no keys/],
  ])("%s that is wrong is told", (_what, run, message) => expect(run).toThrow(message));

  test("a field that is not there is told with the player", () => {
    const { scene, player } = setUp({
      a: { length: 1, tracks: [{ path: "Ball", property: "radus", keys: [[0, 0]] }] },
    });
    player.play("a");
    expect(() => step(scene)).toThrow(/Cannot animate radus of .*Did you mean "radius"/);
  });
});
