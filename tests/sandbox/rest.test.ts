/** A real child whose scene rests is not asked for each tick, and is to the bit what it is when it is asked for each. */
import { afterAll, expect, test } from "bun:test";

import type { InputRecord } from "../../src/base/input-record.ts";
import type { Problem } from "../../src/base/problem.ts";
import type { Result } from "../../src/base/result.ts";
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import type { End, Session, SessionTick, TickResult } from "../../src/sandbox/sandbox.ts";
import { checkedFrom, options, powers, value } from "./helpers.ts";

const sandbox = makeSandbox(powers);
const patient = { ...options, limits: { tickHardMs: 5_000, constructMs: 5_000, compileMs: 5_000 } };
afterAll(() => sandbox.close());

async function open(source: string): Promise<Session> {
  const { proven, verdict } = value(await sandbox.prove(await checkedFrom(source), patient));
  expect(verdict.findings).toEqual([]);
  return value((await sandbox.open(proven!, patient)) as Result<Session, Problem>);
}

function alive<T>(answer: Result<T, End>): T {
  if (!answer.ok) throw new Error(answer.error.reason);
  return answer.value;
}

/** It rests until a key is pressed; then it moves for a quarter of a second, and says so. */
const sleeper = `import { Circle } from "nodegen";
export default class Sleeper extends Circle {
  woken = 0;
  async onInput(event) {
    if (event.type !== "keyDown") return;
    this.woken++;
    this.tween({ x: this.x + 10 + Math.random() }, 0.25);
    await this.after(0.25);
    console.log("asleep again at", this.sceneTime);
  }
}`;

/** As above, with what goes on by itself in nodes: each is set going by a key or by an edit, and comes to rest again. */
const household = `import {
  AnimationPlayer, Circle, Drawing, Node2D, Particles2D, Path2D, PathFollow2D, property, RigidBody2D, StateMachine, StaticBody2D, Timer,
} from "nodegen";
class Dial extends Drawing {
  turns = 0;
  onDraw(pen) { pen.arc(0, 0, 9, 0, this.turns); }
}
export default class Household extends Node2D {
  @property() volume = 1;
  timer = this.addChild(new Timer({ seconds: 0.1 }));
  lamp = this.addChild(new StateMachine({ initial: "off", states: { off: {}, on: { update: (dt, s) => (s > 0.2 ? "off" : undefined) } } }));
  dial = this.addChild(new Dial());
  sparks = this.addChild(new Particles2D({ emitting: false, lifetime: 0.2 }));
  ball = this.addChild(new RigidBody2D({ shape: "circle", y: 74, bounce: 0 }));
  floor = this.addChild(new StaticBody2D({ y: 100, width: 500, height: 20 }));
  path = this.addChild(new Path2D({ smooth: false, points: [{ x: 0, y: 0 }, { x: 90, y: 0 }] }));
  cart = this.path.addChild(new PathFollow2D({ loop: false }));
  light = this.addChild(new Circle({ name: "Light" }));
  player = this.addChild(new AnimationPlayer({
    animations: { flash: { length: 0.2, tracks: [{ path: "Light", property: "radius", keys: [[0, 2], [0.2, 20]] }] } },
  }));
  onReady() {
    this.timer.timeout.connect(() => { this.sparks.burst(5); this.dial.turns++; this.dial.redraw(); });
  }
  onInput(event) {
    if (event.type !== "keyDown") return;
    this.timer.start();
    this.lamp.change("on");
    this.cart.speed = this.cart.progress === 0 ? 300 : -300;
    this.ball.applyImpulse({ x: 0, y: -60 });
  }
  onPropertyChange() {
    this.player.play("flash");
    console.log("flash", this.lamp.timeInState);
  }
}`;

const nothing: SessionTick = { input: [], edits: [], keyframe: false, digest: false };
const press: readonly InputRecord[] = [{ type: "keyDown", key: "a", repeat: false, viewer: 1 }];

const louder: SessionTick["edits"] = [{ node: 1, property: "volume", value: 2 }];

/**
 * 400 ticks with a key in two of them, an edit in one and a digest in each 64th; `whole` asks for a picture too, which nobody
 * can leave out.
 */
async function play(session: Session, whole: boolean): Promise<TickResult[]> {
  const played: TickResult[] = [];
  for (let tick = 1; tick <= 400; tick++) {
    const input = tick === 40 || tick === 103 ? press : [];
    const edits = tick === 300 ? louder : [];
    played.push(alive(await session.tick({ ...nothing, input, edits, digest: tick % 64 === 0, keyframe: whole })));
  }
  return played;
}

const shown = ({ tick, nodes, delta, digest, log }: TickResult) => ({ tick, nodes, delta: [...delta], digest, log });

test.each([
  ["a tween and a promise", sleeper, 200],
  ["nodes that go on by themselves", household, 130],
])(
  "[T12] what a child that rests is not asked for is what it would have answered: %s",
  async (_what, source, unasked) => {
    const [resting, asked] = [await open(source), await open(source)];
    const [some, all] = [await play(resting, false), await play(asked, true)];
    // Who is not asked takes no time.
    expect(some.filter(({ ms }) => ms === 0).length).toBeGreaterThan(unasked);
    expect(all.filter(({ ms }) => ms === 0)).toEqual([]);
    expect(some.map(shown)).toEqual(all.map(shown));
    expect(all.flatMap(({ log }) => log)).not.toEqual([]);
    expect(alive(await resting.snapshot())).toEqual(alive(await asked.snapshot()));
    expect(alive(await resting.marks())).toBe(alive(await asked.marks()));
  },
);

test("[T12] a question about a child that rests is answered as of now", async () => {
  const session = await open(sleeper);
  for (let tick = 1; tick <= 30; tick++) await session.tick(nothing);
  expect(alive(await session.snapshot()).tick).toBe(30);
  await session.tick(nothing);
  expect(alive(await session.snapshot()).tick).toBe(31);
});

test("[T12] one that is asked for nothing is woken once a second, and when it is gone that is told at once", async () => {
  const session = await open(sleeper);
  const woken: number[] = [];
  for (let tick = 1; tick <= 256; tick++) {
    const { ms } = alive(await session.tick(nothing));
    if (ms > 0) woken.push(tick);
  }
  expect(woken).toEqual([1, 2, 3, 67, 131, 195]);
  session.kill("the test is over");
  expect(await session.tick(nothing)).toMatchObject({ ok: false, error: { reason: "the test is over" } });
});
