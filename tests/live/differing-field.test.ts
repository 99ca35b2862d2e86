/** The field in which two states part, and how it is told. */
import { expect, test } from "bun:test";

import type { Snapshot, SnapshotNode } from "../../src/base/snapshot.ts";
import { differingField, tellField } from "../../src/live/differing-field.ts";
import { packState, StatePace, unpackState } from "../../src/live/recorded-state.ts";

const ball = (fields: SnapshotNode["fields"], type = "Ball"): SnapshotNode => ({ path: "/Ball", type, id: 2, fields });
const state = (...nodes: SnapshotNode[]): Snapshot => ({
  version: 1,
  tick: 64,
  nextId: 3,
  random: [1, 2],
  nodes: [{ path: "/", type: "Scene", id: 1, fields: { name: "Scene" } }, ...nodes],
  notCarried: [],
});
const told = (recorded: Snapshot, now: Snapshot, named?: string) => {
  const field = differingField(recorded, now, named);
  return field && tellField(field);
};

test("[J2] the first field that differs is named with both values; a node that is in one alone; what is the scene's own", () => {
  const then = state(ball({ x: 0.1, path: [1, 2] }));
  expect(told(then, then)).toBeUndefined();
  expect(told(then, state(ball({ x: 0.1 + Number.EPSILON, path: [] })))).toBe(
    '"x" of "/Ball" was 0.1 at tick 64, and is 0.10000000000000023',
  );
  expect(told(then, state(ball({ x: 0.1, path: [2, 1] })))).toBe(
    '"path" of "/Ball" was [1,2] at tick 64, and is [2,1]',
  );
  expect(told(then, state(ball({ path: [1, 2] })))).toBe('"x" of "/Ball" was 0.1 at tick 64, and is not there');
  expect(told(then, state())).toBe('"/Ball" was "Ball" at tick 64, and is not there');
  expect(told(state(), then)).toBe('"/Ball" was not there at tick 64, and is "Ball"');
  expect(told(then, { ...then, random: [1, 3] })).toBe('"random" of the scene was [1,2] at tick 64, and is [1,3]');
  const text = ball({ text: "a\u202eb".repeat(99) });
  expect(told(state(text), state(ball({ text: "" })))).toMatch(/^"text" of "\/Ball" was "a\\u\{202e\}b.{1,60}…" at/);
});

test("[J2] the node that the marks name comes first", () => {
  const other = { ...ball({ x: 1 }), path: "/Other" };
  const moved = { ...ball({ x: 2 }), path: "/Other" };
  expect(differingField(state(ball({ x: 1 }), other), state(ball({ x: 2 }), moved), "/Other")?.node).toBe("/Other");
});

test("[J4] states are written seldom where they are large, never of very large scenes, and none where nothing changes", async () => {
  const played = { nodes: 1, delta: new Uint8Array(), log: [], logDropped: 0, refused: [], ms: 0 };
  const pace = new StatePace();
  const ask = (tick: number, size: number, ms = 0) => {
    pace.asked();
    expect(pace.isDue(tick)).toBe(false);
    pace.packed(tick, size, ms);
  };
  expect(pace.isDue(64)).toBe(true);
  ask(64, 32 * 100);
  pace.played({ ...played, tick: 128 });
  expect([pace.isDue(128), pace.isDue(192)]).toEqual([false, true]);
  ask(192, 1);
  pace.played({ ...played, tick: 193, still: true });
  expect(pace.isDue(256)).toBe(false);
  pace.played({ ...played, tick: 257, nodes: 2001 });
  expect(pace.isDue(320)).toBe(false);
  pace.played({ ...played, tick: 321, nodes: 2000 });
  expect(pace.isDue(384)).toBe(true);
  ask(384, 1, 200);
  pace.played({ ...played, tick: 385 });
  expect([pace.isDue(2752), pace.isDue(2816)]).toEqual([false, true]);

  const one = state(ball({ x: 1 }));
  expect(unpackState(await packState(one))).toEqual(one);
  const bomb = Bun.zstdCompressSync(Buffer.alloc(33 * 2 ** 20, " ")).toString("base64");
  expect(unpackState(bomb)).toBeNull();
});
