import { describe, expect, test } from "bun:test";

import * as fc from "fast-check";

import { easings } from "../../src/engine/easing.ts";
import { Circle, type Easing, Node, Node2D, Rect, Signal, TAU, Timer } from "../../src/engine/index.ts";
import { startScene, step, stepAsync } from "./make.ts";

describe("after and every", () => {
  test("run in the first tick at which the time is full", () => {
    const { scene, root } = startScene(() => new Node());
    const at: string[] = [];
    root.after(0.5, () => at.push(`half ${scene.tick}`));
    root.every(0.25, () => at.push(`quarter ${scene.tick}`));
    root.after(0, () => at.push(`now ${scene.tick}`));
    step(scene, 48);
    expect(at).toEqual(["now 1", "quarter 16", "half 32", "quarter 32", "quarter 48"]);
  });

  test("a period that is no whole number of ticks keeps its pace", () => {
    const { scene, root } = startScene(() => new Node());
    let count = 0;
    root.every(0.1, () => count++);
    step(scene, 640);
    expect(count).toBe(100);
  });

  test("a period shorter than a tick runs once a tick", () => {
    const { scene, root } = startScene(() => new Node());
    let count = 0;
    root.every(0, () => count++);
    root.every(0.001, () => count++);
    step(scene, 10);
    expect(count).toBe(20);
  });

  test("end when they are told to, and with the node", () => {
    const { scene, root } = startScene(() => new Node());
    const child = root.addChild(new Node());
    let count = 0;
    const stop = root.every(0.25, () => {
      if (++count === 2) stop();
    });
    child.every(0.25, () => (count += 100));
    child.queueFree();
    step(scene, 64);
    expect(count).toBe(2);
  });

  test("wait for a node that is not in the tree yet", () => {
    const { scene, root } = startScene(() => new Node());
    let ran = false;
    const child = new Node();
    child.after(1 / 64, () => (ran = true));
    step(scene, 5);
    expect(ran).toBe(false);
    root.addChild(child);
    step(scene);
    expect(ran).toBe(true);
  });

  test("can be awaited", async () => {
    const at: number[] = [];
    class Waiting extends Node {
      override async onReady(): Promise<void> {
        await this.after(0.25);
        at.push(this.sceneTime);
        await this.after(0.25);
        at.push(this.sceneTime);
      }
    }
    const { scene } = startScene(() => new Waiting());
    await stepAsync(scene, 64);
    // The first wait ends in tick 16, whose jobs start the second; both are full ticks.
    expect(at).toEqual([0.25, 0.5]);
  });
});

describe("Timer", () => {
  test("counts down, once or for ever", () => {
    const { scene, root } = startScene(() => new Node());
    const once = root.addChild(new Timer({ seconds: 0.5, running: true }));
    const often = root.addChild(new Timer({ seconds: 0.25, repeating: true }));
    const at: string[] = [];
    once.timeout.connect(() => at.push(`once ${scene.tick}`));
    often.timeout.connect(() => at.push(`often ${scene.tick}`));
    often.start();
    expect([once.running, once.remaining]).toEqual([true, 0.5]);
    step(scene, 16);
    expect([once.remaining, often.remaining]).toEqual([0.25, 0.25]);
    step(scene, 32);
    expect(at).toEqual(["often 16", "once 32", "often 32", "often 48"]);
    expect([once.running, once.remaining, often.running]).toEqual([false, 0, true]);
    often.stop();
    step(scene, 32);
    expect(at.length).toBe(4);
  });

  test("starts over inside its own timeout", () => {
    const { scene, root } = startScene(() => new Node());
    const timer = root.addChild(new Timer({ seconds: 0.125 }));
    let count = 0;
    timer.timeout.connect(() => {
      count++;
      timer.start(0.25);
    });
    timer.start();
    step(scene, 8 + 16 + 16);
    expect([count, timer.seconds]).toEqual([3, 0.25]);
  });
});

describe("tween", () => {
  test("moves from where the field is to the target, exactly", () => {
    const { scene, root } = startScene(() => new Circle({ x: 10 }));
    const tween = root.tween({ x: 74, "position.y": -64, radius: 0 }, 1);
    let finished = 0;
    tween.finished.connect(() => finished++);
    step(scene, 16);
    expect([root.x, root.y, root.radius]).toEqual([26, -16, 12]);
    step(scene, 48);
    expect([root.x, root.y, root.radius, finished]).toEqual([74, -64, 0, 1]);
    root.x = 3;
    step(scene, 10);
    expect(root.x).toBe(3);
  });

  test("chains, waits, calls and repeats; a repetition starts from where the first began", () => {
    const { scene, root } = startScene(() => new Node2D());
    const at: number[] = [];
    root
      .tween({ x: 32 }, 0.5)
      .wait(0.25)
      .call(() => at.push(scene.tick))
      .to({ x: 64 }, 0.25)
      .repeat(1);
    step(scene, 40);
    expect(root.x).toBe(32);
    step(scene, 16);
    expect(root.x).toBe(48);
    step(scene, 8 + 32);
    expect(root.x).toBe(32);
    step(scene, 64);
    expect([root.x, at]).toEqual([64, [48, 112]]);
  });

  test("repeats for ever, and turns", () => {
    const { scene, root } = startScene(() => new Node2D());
    root.tween({ rotation: TAU }, 1).repeat();
    step(scene, 64 * 10 + 16);
    expect(root.rotation).toBeCloseTo(TAU / 4);
  });

  test("scale means both axes; colours are mixed", () => {
    const { scene, root } = startScene(() => new Rect({ color: "black" }));
    root.tween({ scale: 3, color: "white", "scale.y": 5 }, 1);
    step(scene, 32);
    expect([root.scale.x, root.scale.y, root.color]).toEqual([2, 3, "#808080"]);
    step(scene, 32);
    expect([root.scale.x, root.scale.y, root.color]).toEqual([3, 5, "white"]);
  });

  test("a chain that takes no time ends in the next tick, and does not hang", () => {
    const { scene, root } = startScene(() => new Node2D());
    let calls = 0;
    const tween = root.tween({ x: 5 }, 0).call(() => calls++);
    step(scene);
    expect([root.x, calls]).toEqual([5, 1]);
    root
      .tween({ y: 5 }, 0)
      .call(() => calls++)
      .repeat();
    step(scene, 10);
    expect(calls).toBeGreaterThanOrEqual(11);
    expect(() => tween.to({ x: 1 }, 1)).toThrow("it has ended");
  });

  test("stops when told, and with the node; done resolves", async () => {
    const { scene, root } = startScene(() => new Node2D());
    const child = root.addChild(new Node2D());
    const tween = root.tween({ x: 64 }, 1);
    child.tween({ x: 64 }, 1);
    let done = false;
    void tween.done().then(() => (done = true));
    await stepAsync(scene, 16);
    root.removeChild(child);
    tween.stop();
    await stepAsync(scene, 16);
    expect([root.x, child.x, done]).toEqual([16, 16, true]);
  });

  test.each([
    [{ rotaton: 1 }, 1, "linear", 'no field is called "rotaton". Did you mean "rotation"?'],
    [{ "position.z": 1 }, 1, "linear", 'no field is called "z"'],
    [{ position: 1 }, 1, "linear", 'tween "position.x" and "position.y"'],
    [{ x: Number.NaN }, 1, "linear", "it must be a finite number or a colour"],
    [{ x: "red" }, 1, "linear", "x holds 0, no colour"],
    [{ color: "rde" }, 1, "linear", "it is no CSS colour"],
    [{ x: 1 }, -1, "linear", "Cannot call tween with -1 seconds"],
    [{ x: 1 }, 1, "easeIn", "no easing has that name"],
    [{ x: 1 }, 1, "toString", "no easing has that name"],
    [{ x: 1 }, 1, "sinein", 'Did you mean "sineIn"?'],
  ])("%j for %d s, %s: refused", (targets, seconds, easing, message) => {
    const { root } = startScene(() => new Circle());
    expect(() => root.tween(targets as never, seconds, easing as Easing)).toThrow(message);
  });
});

describe("easings", () => {
  test.each(Object.entries(easings))("%s goes from 0 to 1", (_name, curve) => {
    expect(curve(0)).toBeCloseTo(0, 10);
    expect(curve(1)).toBeCloseTo(1, 10);
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (t) => Math.abs(curve(t)) < 1.4));
  });

  test.each(["linear", "sineInOut", "quadIn", "cubicOut"] as const)("%s never turns back", (name) => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => easings[name](Math.min(a, b)) <= easings[name](Math.max(a, b)) + 1e-12),
    );
  });

  test("are what their names say", () => {
    expect(easings.quadIn(0.5)).toBe(0.25);
    expect(easings.quadOut(0.5)).toBe(0.75);
    expect(easings.backIn(0.4)).toBeLessThan(0);
    expect(easings.backOut(0.6)).toBeGreaterThan(1);
    expect(easings.elasticOut(0.15)).toBeGreaterThan(1);
    expect(easings.bounceOut(4 / 11)).toBeCloseTo(1);
  });
});

describe("Signal", () => {
  test("calls in the order of connecting, with what was given", () => {
    startScene(() => new Node());
    const hit = new Signal<[number, string]>();
    const heard: string[] = [];
    const part = hit.connect((count, by) => heard.push(`a ${count} ${by}`));
    hit.connect((count) => heard.push(`b ${count}`), { once: true });
    hit.emit(1, "x");
    hit.emit(2, "y");
    part();
    hit.emit(3, "z");
    expect(heard).toEqual(["a 1 x", "b 1", "a 2 y"]);
  });

  test("an owner's connection ends when it leaves the tree, for good", () => {
    const { root } = startScene(() => new Node());
    const owner = root.addChild(new Node());
    const hit = new Signal();
    let count = 0;
    hit.connect(() => count++, { owner });
    hit.emit();
    root.removeChild(owner);
    hit.emit();
    root.addChild(owner);
    hit.emit();
    expect(count).toBe(1);
  });

  test("who connects or parts while it is emitted is heeded", () => {
    startScene(() => new Node());
    const hit = new Signal();
    const heard: string[] = [];
    hit.connect(() => {
      heard.push("first");
      part();
      hit.connect(() => heard.push("new"));
    });
    const part = hit.connect(() => heard.push("parted"));
    hit.emit();
    expect(heard).toEqual(["first"]);
    expect(() => hit.connect(undefined as never)).toThrow("must be a function");
  });
});
