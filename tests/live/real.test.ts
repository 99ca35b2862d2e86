/** The stage with real children behind the real wall. What is not so here is so nowhere. */
import { afterAll, afterEach, expect, test } from "bun:test";

import type { Stage } from "../../src/live/stage.ts";
import { plainDecoded } from "../wire/scene.ts";
import { about, closeAll, openReal, prove, put, until } from "./children.ts";
import { TestPage } from "./page.ts";

/** Its x counts its ticks; Space makes it say so, and Enter is its end. */
const counter = (ending = "", name = "Counter") => `
import { Circle, type InputEvent, Node2D, property } from "nodegen";

export default class ${name} extends Node2D {
  @property({ range: [1, 100] }) speed = 1;
  count = 0;
  #secret = 1;
  ball = new Circle({ name: "Ball", radius: 8 });
  onReady() {
    this.addChild(this.ball);
  }
  onUpdate() {
    this.count += this.#secret;
    this.ball.x = this.count;
    this.ball.y = this.speed;
  }
  onInput(event: InputEvent) {
    if (event.type !== "keyDown") return;
    console.log("heard", event.key);
    if (event.key === "Enter") { ${ending} }
  }
}
`;
const endless = counter("for (;;) this.count++;");
const throwing = counter('throw new Error("enough");');

let stage: Stage;
afterEach(() => stage.close());
afterAll(closeAll);

const press = (key: string) => stage.input([{ type: "keyDown", key, repeat: false, viewer: 1 }]);

async function open() {
  const opened = await openReal();
  ({ stage } = opened);
  const { page, pids } = opened;
  const seen = (slot: number) => page.node(slot, "Ball")?.values[0] ?? -1;
  return { page, pids, seen, until: (holds: () => boolean) => until(stage, page, holds) };
}

test("a module plays, hears keys, logs, and answers an edit with the clamped value", async () => {
  const { page, seen, until } = await open();
  const slot = await put(stage, counter());
  await until(() => seen(slot) > 10);
  press(" ");
  await until(() => page.of("log").length > 0);
  expect(page.of("log")[0]!.lines[0]).toMatchObject({ level: "log", text: "heard  " });
  const [described] = await stage.describe();
  const edited = await stage.edit(described!.tree!.id, { speed: 1000 });
  expect(edited).toEqual({ ok: true, value: { speed: 100 } });
  await until(() => page.node(slot, "Ball")!.values[1] === 100);
  expect(await stage.edit(described!.tree!.id, { sped: 3 })).toMatchObject({
    ok: false,
    error: { code: "EDIT_REFUSED" },
  });
});

test("[T3] an endless loop is killed while the other scene goes on, and comes back from its snapshot", async () => {
  const { page, seen, until } = await open();
  const [hung, other] = [await put(stage, endless), await put(stage, counter())];
  await until(() => seen(hung) > 70 && seen(other) > 1);
  press("Enter");
  await until(() => page.of("fault").length > 0);
  const [fault] = page.of("fault");
  expect(fault).toMatchObject({ slot: hung, findings: [{ code: "SMOKE_TOO_SLOW" }] });
  // Where the child gets no processor for its last word, only the phase is known.
  expect(fault!.findings[0]!.message).toMatch(/onInput|did not answer/);
  const [then, lastSeen] = [seen(other), seen(hung)];
  await until(() => seen(other) > then + 10);
  expect(stage.slots().map(({ state }) => state)).toEqual(["quarantined", "live"]);

  expect(await stage.revive(hung)).toMatchObject({ ok: true });
  expect(seen(hung)).toBeGreaterThan(60);
  expect(seen(hung)).toBeLessThanOrEqual(lastSeen);
  await until(() => seen(hung) > lastSeen);
});

test("[T3] a thrown error quarantines with the author's line", async () => {
  const { page, until, seen } = await open();
  const slot = await put(stage, throwing);
  await until(() => seen(slot) > 1);
  press("Enter");
  await until(() => page.of("fault").length > 0);
  const line = throwing.split("\n").findIndex((text) => text.includes("enough")) + 1;
  expect(page.of("fault")[0]!.findings).toMatchObject([{ code: "SMOKE_THREW", line }]);
});

test("[T3] a child that is killed from outside is told of, and a fresh one goes on from the last snapshot", async () => {
  const { page, pids, seen, until } = await open();
  const slot = await put(stage, counter());
  await until(() => seen(slot) > 70);
  const lastSeen = seen(slot);
  process.kill(pids[0]!, "SIGKILL");
  await until(() => page.of("fault").length > 0);
  expect(page.of("fault")[0]).toMatchObject({ slot, reason: expect.stringContaining("SIGKILL"), findings: [] });
  await until(() => stage.slots()[0]!.state === "live");
  expect(pids.length).toBe(2);
  expect(seen(slot)).toBeGreaterThanOrEqual(64);
  expect(seen(slot)).toBeLessThan(lastSeen + 64);
  await until(() => page.of("log").some(({ lines }) => /from outside.* tick \d+/.test(lines[0]!.text)));
  const then = seen(slot);
  await until(() => seen(slot) > then + 5);
});

test("[T3] who kills a child again at once is left to a person, paused or not", async () => {
  const { page, pids, seen, until } = await open();
  const slot = await put(stage, counter());
  await until(() => seen(slot) > 1);
  stage.transport({ action: "pause" });
  process.kill(pids[0]!, "SIGKILL");
  await until(() => pids.length > 1 && stage.slots()[0]!.state === "live");
  process.kill(pids[1]!, "SIGKILL");
  await until(() => page.of("fault").length > 1);
  expect(stage.slots()).toMatchObject([{ state: "quarantined" }]);
  expect(await stage.edit(slot * 2 ** 32 + 1, { speed: 2 })).toMatchObject({ ok: false });
  expect(await stage.revive(slot)).toMatchObject({ ok: true });
  expect(pids.length).toBe(3);
});

test("[T4] a swap keeps what can be kept, and says what cannot", async () => {
  const { page, seen, until } = await open();
  const slot = await put(stage, counter());
  await until(() => seen(slot) > 30);
  const ball = page.node(slot, "Ball")!.id;
  const [described] = await stage.describe();
  await stage.edit(described!.tree!.id, { speed: 7 });
  const before = seen(slot);
  const faster = counter().replace("#secret = 1", "#secret = 1000");
  const swapped = await stage.swap(slot, await prove(faster), about);
  if (!swapped.ok) throw new Error(JSON.stringify(swapped.error));
  expect(swapped.value.ticksReplayed).toBeGreaterThan(0);
  expect(swapped.value.notCarried).toEqual([expect.stringContaining("Counter: ball")]);
  expect(seen(slot)).toBeGreaterThan(before + 1000);
  await until(() => seen(slot) > before + 10_000);
  expect(page.node(slot, "Ball")).toMatchObject({ id: ball });
  expect(page.node(slot, "Ball")!.values[1]).toBe(7);
  expect(stage.slots()).toMatchObject([{ slot, swaps: 1, source: faster }]);
});

test("[T8] a module goes back to the code and the state it had, in one call", async () => {
  const { page, seen, until } = await open();
  const slot = await put(stage, counter());
  await until(() => seen(slot) > 10);
  const [described] = await stage.describe();
  await stage.edit(described!.tree!.id, { speed: 7 });
  const faster = counter().replace("#secret = 1", "#secret = 1000");
  expect(await stage.swap(slot, await prove(faster), about)).toMatchObject({
    ok: true,
    value: { carried: [expect.stringContaining("Counter: "), "Circle: position"] },
  });
  const left = stage.slots()[0]!.versions[0]!.tick!;
  await stage.edit(described!.tree!.id, { speed: 8 });
  await until(() => seen(slot) > 3000);
  expect(await stage.rollBack(slot, 1)).toMatchObject({ ok: true, value: { version: 1, rolledBack: true } });
  expect(seen(slot)).toBeGreaterThanOrEqual(left);
  expect(seen(slot)).toBeLessThan(1000);
  expect(page.node(slot, "Ball")!.values[1]).toBe(7);
});

test("[T4] a swap that throws on its way leaves the old one running", async () => {
  const { seen, until } = await open();
  const slot = await put(stage, counter());
  await until(() => seen(slot) > 70);
  // It passes its smoke run from tick 0, and fails from where the old one is.
  const bad = counter().replace("this.count += ", 'if (this.count > 50) throw new Error("too far"); this.count += ');
  const swapped = await stage.swap(slot, await prove(bad), about);
  expect(swapped).toMatchObject({
    ok: false,
    error: [{ code: "SMOKE_THREW", message: expect.stringContaining("too far") }],
  });
  const then = seen(slot);
  await until(() => seen(slot) > then + 5);
  expect(stage.slots()).toMatchObject([
    { state: "live", swaps: 0, rejectedSource: bad, findings: [{ code: "SMOKE_THREW" }] },
  ]);
});

test("[T6] on a paused stage a property is changed and seen, and no tick passes", async () => {
  const { page, seen, until } = await open();
  const slot = await put(
    stage,
    counter().replace(
      "radius: 8 })",
      "radius: 8 })\n  onPropertyChange(name: string) { this.ball.y = this.speed; console.log(name); }",
    ),
  );
  await until(() => seen(slot) > 3);
  stage.transport({ action: "pause" });
  const [described] = await stage.describe();
  const root = described!.tree!.id;
  const before = seen(slot);
  expect(await stage.edit(root, { speed: 1000 })).toEqual({ ok: true, value: { speed: 100 } });
  expect(page.node(slot, "Ball")!.values[1]).toBe(100);
  expect(seen(slot)).toBe(before);
  expect(await stage.describeNode(root)).toMatchObject({ id: root, children: [] });
  expect(await stage.describeNode(root + 1000)).toBeNull();
});

test("what a module said in the turn that ended it is told", async () => {
  const { page, seen, until } = await open();
  const slot = await put(stage, throwing);
  await until(() => seen(slot) > 1);
  press("Enter");
  await until(() => page.of("fault").length > 0);
  expect(page.of("log").flatMap(({ lines }) => lines.map(({ text }) => text))).toContain("heard Enter");
});

test("restart plays the same scene from tick 0", async () => {
  const { seen, until } = await open();
  const slot = await put(stage, counter());
  await until(() => seen(slot) > 20);
  stage.transport({ action: "pause" });
  stage.transport({ action: "restart" });
  await until(() => seen(slot) === 0);
  stage.transport({ action: "step", ticks: 5 });
  await until(() => seen(slot) === 5);
  expect(stage.status()).toMatchObject({ running: false, tick: 5 });
});

test("[T5] who joins while the stage is paused sees it", async () => {
  const { page, seen, until } = await open();
  const slot = await put(stage, counter());
  await until(() => seen(slot) > 5);
  stage.transport({ action: "pause" });
  const late = new TestPage();
  const arrived = new Promise<void>((resolve) => (late.onFrame = resolve));
  stage.watch(late);
  await arrived;
  expect(plainDecoded(late.decoders.get(slot)!)).toEqual(plainDecoded(page.decoders.get(slot)!));
});

test("[T7] every child is gone when the stage is closed", async () => {
  const { pids } = await open();
  await Promise.all([put(stage, counter()), put(stage, counter())]);
  await stage.close();
  expect(pids.length).toBe(2);
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});
