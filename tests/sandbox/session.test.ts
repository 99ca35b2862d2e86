/** Live sessions on real children: ticks, questions, edits, a swap's snapshot, and every way to end. */
import { afterAll, describe, expect, test } from "bun:test";

import type { Problem } from "../../src/base/problem.ts";
import type { Result } from "../../src/base/result.ts";
import type { Snapshot } from "../../src/base/snapshot.ts";
import type { Limits } from "../../src/sandbox/limits.ts";
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import { readKept } from "../../src/sandbox/play.ts";
import type { Session, SessionTick } from "../../src/sandbox/sandbox.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { checkedFrom, options, powers, value } from "./helpers.ts";
import { busy } from "./waiting.ts";

const sandbox = makeSandbox(powers);
/** Budgets are tested elsewhere; a loaded machine shall not end what is looked at here. */
const patient = { ...options, limits: { tickHardMs: 5_000, constructMs: 5_000, compileMs: 5_000 } };
afterAll(() => sandbox.close());

const idle: SessionTick = { input: [], edits: [], keyframe: false, digest: false };

type More = { readonly snapshot?: Snapshot; readonly seed?: number; readonly limits?: Partial<Limits> };

async function open(source: string, more: More = {}): Promise<Session> {
  const { proven, verdict } = value(await sandbox.prove(await checkedFrom(source), patient));
  expect(verdict.findings).toEqual([]);
  return value((await sandbox.open(proven!, { ...patient, ...more })) as Result<Session, Problem>);
}

const mover = `import { Circle, input } from "nodegen";
export default class Mover extends Circle {
  speed = 64;
  presses = 0;
  onUpdate(dt: number) { this.x += this.speed * dt; if (input.justPressed("a")) this.presses++; }
}`;

test("ticks give deltas that a page can decode, keyframes and digests when they are asked for", async () => {
  const session = await open(mover);
  expect(session.firstTick).toBe(0);
  const decoder = new FrameDecoder();
  const first = await session.tick({ ...idle, keyframe: true, digest: true });
  if (!first.ok) throw new Error(first.error.reason);
  expect(first.value).toMatchObject({ tick: 1, nodes: 1, logDropped: 0, log: [], refused: [] });
  expect(first.value.digest).toMatch(/^sha256:/);
  expect(decoder.apply(first.value.keyframe!).ok).toBe(true);
  const second = await session.tick(idle);
  if (!second.ok) throw new Error(second.error.reason);
  expect(second.value.keyframe).toBeUndefined();
  expect(second.value.digest).toBeUndefined();
  expect(decoder.apply(second.value.delta).ok).toBe(true);
  expect(decoder.nodes.get(1)!.values[0]).toBe(2);
  const picture = await session.keyframe();
  if (!picture.ok) throw new Error(picture.error.reason);
  const late = new FrameDecoder();
  expect(late.apply(picture.value).ok).toBe(true);
  expect(late.nodes.get(1)!.values[0]).toBe(2);
  session.kill("done");
});

test("input and edits reach the scene at their tick; an edit that does not fit is refused with its place", async () => {
  const session = await open(mover);
  const tick = await session.tick({
    ...idle,
    input: [{ type: "keyDown", key: "a", repeat: false, viewer: 1 }],
    edits: [
      { node: 1, property: "radius", value: 40 },
      { node: 1, property: "nonsense", value: 1 },
      { node: 99, property: "radius", value: 1 },
    ],
  });
  if (!tick.ok) throw new Error(tick.error.reason);
  expect(tick.value.refused.map(({ edit }) => edit)).toEqual([1, 2]);
  const tree = await session.describe();
  if (!tree.ok) throw new Error(tree.error.reason);
  expect(tree.value).toMatchObject({ id: 1, type: "Mover", base: "Circle", path: "/" });
  const radius = tree.value.properties.find(({ name }) => name === "radius");
  expect(radius).toMatchObject({ value: 40, type: "number" });
  session.kill("done");
});

test("a snapshot carries fields into a fresh child", async () => {
  const old = await open(mover);
  for (let i = 0; i < 8; i++) await old.tick(idle);
  const snapshot = await old.snapshot();
  if (!snapshot.ok) throw new Error(snapshot.error.reason);
  old.kill("swapped");
  const fresh = await open(mover, { snapshot: snapshot.value });
  expect(fresh.firstTick).toBe(8);
  await fresh.tick(idle);
  const tree = await fresh.describe();
  if (!tree.ok) throw new Error(tree.error.reason);
  expect(tree.value.properties.find(({ name }) => name === "position")?.value).toEqual({ x: 9, y: 0 });
  fresh.kill("done");
});

test("a snapshot that was made by hand is no way in", async () => {
  const hostile = JSON.parse(
    '{"version":1,"tick":3,"nextId":2,"random":[1,2,3,4],"notCarried":[],"nodes":[{"path":"/","type":"Mover","id":1,"fields":{"__proto__":{"polluted":1},"constructor":5,"x":"no","radius":-1e308}}]}',
  ) as Snapshot;
  const { proven } = value(await sandbox.prove(await checkedFrom(mover), options));
  const opened = await sandbox.open(proven!, { ...options, snapshot: hostile });
  if (opened.ok) {
    expect((await opened.value.describe()).ok).toBe(true);
    opened.value.kill("done");
  } else expect(Array.isArray(opened.error)).toBe(true);
});

describe("the end of a session", () => {
  test("by the host: the reason reaches `ended`, and the process is gone", async () => {
    const session = await open(mover);
    session.kill("the stage was cleared");
    expect(await session.ended).toEqual({ reason: "the stage was cleared", findings: [] });
    expect(() => process.kill(session.pid, 0)).toThrow();
    expect(await session.tick(idle)).toMatchObject({ ok: false, error: { reason: "the stage was cleared" } });
  });

  test("by a fault of the module's, at its line", async () => {
    const session = await open(`import { Circle } from "nodegen";
export default class Bomb extends Circle {
  fuse = 20;
  onUpdate() {
    if (--this.fuse === 0) throw new Error("boom");
  }
}`);
    let ticks = 0;
    for (; ; ticks++) {
      const tick = await session.tick(idle);
      if (tick.ok) continue;
      expect(tick.error.findings[0]).toMatchObject({ code: "SMOKE_THREW", line: 5 });
      break;
    }
    expect(ticks).toBe(19);
    expect((await session.ended).findings).toHaveLength(1);
  });

  test("by a loop: within its hard budget, with the reason", async () => {
    const stuck = `import { Circle } from "nodegen";
      export default class Stuck extends Circle { ticks = 0; onUpdate() { if (++this.ticks > 12) for (;;); } }`;
    const session = await open(stuck, { limits: { tickHardMs: 1_000 } });
    for (let i = 0; i < 12; i++) expect((await session.tick(idle)).ok).toBe(true);
    const before = busy(session.pid);
    let after = before;
    const looking = setInterval(() => (after = Math.max(after, busy(session.pid))), 5);
    expect(await session.tick(idle)).toMatchObject({ ok: false, error: { findings: [{ code: "SMOKE_TOO_SLOW" }] } });
    clearInterval(looking);
    // Of its own work, in nanoseconds: what the machine does meanwhile is not counted.
    expect(after - before).toBeLessThan(2e9);
    await session.ended;
    expect(() => process.kill(session.pid, 0)).toThrow();
  });

  test("by a death that nobody asked for", async () => {
    const session = await open(mover);
    process.kill(session.pid, "SIGKILL");
    expect(await session.ended).toMatchObject({ reason: "its process was ended by SIGKILL", findings: [] });
    expect((await session.tick(idle)).ok).toBe(false);
  });

  test("by a death in the middle of a request: a pipe that is gone is no error of the host's", async () => {
    const session = await open(mover);
    process.kill(session.pid, "SIGKILL");
    const answers = await Promise.all([session.tick(idle), session.describe(), session.tick(idle)]);
    expect(answers.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect((await session.ended).reason).toContain("SIGKILL");
  });
});

test("requests that are made at once are answered in order", async () => {
  const session = await open(mover);
  const answers = await Promise.all([session.tick(idle), session.describe(), session.tick(idle), session.snapshot()]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  const [first, , second] = answers;
  expect([first, second].map((tick) => tick.ok && tick.value.tick)).toEqual([1, 2]);
  session.kill("done");
});

test("[T3] a snapshot that is kept says what one that is read says, and what is none is none", async () => {
  const session = await open(mover);
  await session.tick(idle);
  const [read, kept] = await Promise.all([session.snapshot(), session.keep()]);
  if (!read.ok || !kept.ok) throw new Error("it gave none");
  expect(kept.value()).toEqual(read.value);
  session.kill("done");
  const bytes = (text: string) => new TextEncoder().encode(text);
  const head = '"tick":0,"nodes":1,"active":true,"log":[],"logDropped":0';
  for (const text of ["", "{}", '{"ok":true,', `{"ok":true,${head}}`, `{"ok":true,${head},"value":{"version":2}}`])
    expect(readKept(bytes(text))).toBeNull();
});

test("what was not minted is not taken: neither by prove nor by open", async () => {
  const checked = await checkedFrom(mover);
  expect(sandbox.prove({ ...checked }, options)).rejects.toThrow(TypeError);
  const { proven } = value(await sandbox.prove(checked, options));
  expect(sandbox.open({ ...proven! }, options)).rejects.toThrow(TypeError);
  const proof = Promise.resolve(proven);
  expect(sandbox.open({ checked: { ...checked }, proof }, options)).rejects.toThrow(TypeError);
});

test("a scene of many nodes is described in part, and goes on", async () => {
  const session = await open(`import { Circle, Node } from "nodegen";
    export default class Crowd extends Node {
      onReady() { for (let i = 0; i < 9_000; i++) this.addChild(new Circle({ x: i, radius: 1 })); }
    }`);
  const tree = await session.describe();
  if (!tree.ok) throw new Error(tree.error.reason);
  expect(tree.value.children.length).toBe(4_000);
  const tick = await session.tick(idle);
  expect(tick).toMatchObject({ ok: true, value: { nodes: 9_001 } });
  expect((await session.snapshot()).ok).toBe(true);
  session.kill("done");
}, 60_000);
