/** When a scene rests, and when it only seems to. */
import { expect, test } from "bun:test";

import { Area2D, Camera2D, Circle, Drawing, HBox, Label, Node, Node2D, Particles2D } from "../../src/engine/index.ts";
import { Rest } from "../../src/engine/rest.ts";
import { startScene, step, stepAsync } from "./make.ts";

/** After so many ticks that bring nothing. */
function rests(create: () => Node, ticks = 5): boolean {
  const { scene } = startScene(create);
  const rest = new Rest(scene);
  let answer = false;
  for (let tick = 0; tick < ticks; tick++) {
    step(scene);
    answer = rest.noteTurn(true);
  }
  return answer;
}

/** A node with the others in it. */
const holding = (...children: readonly Node[]): Node2D => {
  const root = new Node2D();
  for (const child of children) root.addChild(child);
  return root;
};

test("[E8] a scene rests in which nothing is to happen", () => {
  expect(rests(() => holding(new Circle(), new Label()))).toBe(true);
  expect(rests(() => holding(new Area2D(), new Area2D()))).toBe(true);
  expect(rests(() => holding(Object.assign(new HBox(), {}), new Camera2D()))).toBe(true);
});

test("[E8] no scene rests before it has shown so in two ticks", () => {
  expect([1, 2, 3].map((ticks) => rests(() => new Circle(), ticks))).toEqual([false, false, true]);
});

test("[E8] a scene with a hook, a timer, a tween, or a node that goes on by itself does not rest", () => {
  class Updated extends Node2D {
    override onUpdate(): void {}
  }
  class Waiting extends Node2D {
    override onReady(): void {
      void this.after(1);
    }
  }
  class Tweened extends Node2D {
    override onReady(): void {
      this.tween({ x: 100 }, 1);
    }
  }
  class Drawn extends Drawing {}
  for (const Kind of [Updated, Waiting, Tweened, Drawn, Particles2D])
    expect(rests(() => holding(new Kind()))).toBe(false);
  expect(rests(() => holding(Object.assign(new Camera2D({ smoothing: 1 }), { x: 500 })))).toBe(true);
});

test("[E8] a camera that still moves or shakes keeps a scene awake, and one that has come to rest does not", () => {
  class Filmed extends Node2D {
    camera = this.addChild(new Camera2D());
    override onReady(): void {
      this.camera.shake(10, 0.25);
    }
  }
  expect(rests(() => new Filmed(), 5)).toBe(false);
  expect(rests(() => new Filmed(), 30)).toBe(true);
});

test("[E8] promise jobs that set something going end the rest", async () => {
  class Promising extends Node2D {
    rounds = 0;
    go(): void {
      if (this.rounds++ < 3) this.addChild(new Asking());
    }
  }
  class Asking extends Node {
    override async onReady(): Promise<void> {
      await Promise.resolve();
      (this.parent as Promising).go();
    }
  }
  const { scene, root } = startScene(() => new Promising());
  const rest = new Rest(scene);
  root.go();
  const answers: boolean[] = [];
  for (let tick = 0; tick < 8; tick++) {
    await stepAsync(scene);
    answers.push(rest.noteTurn(true));
  }
  expect(root.rounds).toBe(4);
  expect(answers.indexOf(true)).toBeGreaterThan(0);
  expect(answers.at(-1)).toBe(true);
});

test("[E8] the state of a scene that has rested is what it would be if it were written anew", () => {
  const [rested, anew] = [0, 1].map(() => startScene(() => holding(new Circle(), new Label())).scene);
  step(rested!, 3);
  rested!.stateBytes();
  const before = rested!.marks();
  step(rested!, 61);
  step(anew!, 64);
  expect(rested!.stateBytes(true)).toEqual(anew!.stateBytes());
  expect(rested!.marks()).toBe(anew!.marks());
  expect(rested!.marks()).toBe(before);
});
