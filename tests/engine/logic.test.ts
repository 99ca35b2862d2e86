/** State machines and blackboards. */
import { describe, expect, test } from "bun:test";

import { Blackboard, Node, type State, StateMachine } from "../../src/engine/index.ts";
import { startScene, step } from "./make.ts";

function machine(states: (log: string[]) => Record<string, State>, initial = "idle") {
  const log: string[] = [];
  const { scene, root } = startScene(() => new Node());
  const made = root.addChild(new StateMachine({ initial, states: states(log) }));
  made.stateChanged.connect((from, to) => log.push(`${from}>${to}`));
  return { scene, made, log };
}

describe("StateMachine", () => {
  const states = (log: string[]): Record<string, State> => ({
    idle: {
      enter: (from) => log.push(`idle from "${from}"`),
      update: () => (log.filter((line) => line === "tick").length < 2 ? void log.push("tick") : "run"),
      exit: (to) => log.push(`out to ${to}`),
    },
    run: { enter: (from) => log.push(`run from ${from}`) },
  });

  test("enters the first at its first tick, runs it, and goes where its update says", () => {
    const { scene, made, log } = machine(states);
    expect(made.state).toBe("");
    step(scene, 5);
    expect(log).toEqual(['idle from ""', ">idle", "tick", "tick", "out to run", "run from idle", "idle>run"]);
    expect([made.state, made.timeInState]).toEqual(["run", 2 / 64]);
  });

  test("changes at once when it is told to, into the same state too", () => {
    const { scene, made, log } = machine(states);
    step(scene);
    made.change("run");
    made.change("run");
    expect(log.slice(-4)).toEqual(["run from idle", "idle>run", "run from run", "run>run"]);
    expect(made.timeInState).toBe(0);
  });

  test("a state that is not there is told with the nearest", () => {
    const { scene, made } = machine(states);
    expect(() => made.change("rum")).toThrow(/Cannot change .* to "rum".*"run"/);
    expect(() => made.change("toString")).toThrow("no state has that name");
    const other = machine(() => ({ a: { update: () => "b" } }), "a");
    expect(() => step(other.scene)).toThrow(/to "b": no state/);
    step(scene);
  });

  test("keeps its state over a swap and does not enter it again", () => {
    const { scene } = machine(states);
    step(scene, 5);
    const next = machine(states);
    next.scene.restore(scene.snapshot());
    step(next.scene);
    expect([next.made.state, next.log]).toEqual(["run", []]);
  });
});

describe("Blackboard", () => {
  test("keeps values, and tells what has changed", () => {
    const { root } = startScene(() => new Blackboard());
    const told: unknown[] = [];
    root.changed.connect((key, value) => told.push([key, value]));
    root.set("target", 3);
    root.set("target", 3);
    root.set("alarm", true);
    root.delete("target");
    root.delete("target");
    expect(told).toEqual([
      ["target", 3],
      ["alarm", true],
      ["target", undefined],
    ]);
    expect([root.get("alarm"), root.get("target"), root.has("target"), root.keys()]).toEqual([
      true,
      undefined,
      false,
      ["alarm"],
    ]);
  });

  test("plain values are part of the state and kept over a swap; the others are named", () => {
    const { scene, root } = startScene(() => new Blackboard());
    root.set("seen", [1, { x: 2 }]);
    root.set("enemy", new Node());
    step(scene);
    const snapshot = scene.snapshot();
    expect(snapshot.notCarried).toEqual(['Blackboard: "enemy" holds what has no plain form, like a node']);
    const next = startScene(() => new Blackboard());
    next.scene.restore(snapshot);
    expect([next.root.get("seen"), next.root.has("enemy")]).toEqual([[1, { x: 2 }], false]);
  });
});
