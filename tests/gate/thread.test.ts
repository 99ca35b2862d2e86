/** A thread of the gate: what it answers, and what becomes of a call that does not end. */
import { afterEach, beforeEach, expect, test } from "bun:test";

import { startThread, type Thread } from "../../src/gate/threads/thread.ts";
import type { Program } from "./thread-program.ts";

let thread: Thread<Program>;
beforeEach(() => {
  thread = startThread<Program>(new URL("./thread-program.ts", import.meta.url));
});
afterEach(() => thread.close());

test("calls are answered in their order", async () => {
  const asked = [1, 2, 3].map((value) => thread.call("double", value));
  expect(await Promise.all(asked)).toEqual([2, 4, 6]);
});

test("[G13] a call that does not end is ended, and those behind it are answered by a fresh thread", async () => {
  let ticks = 0;
  const clock = setInterval(() => ticks++, 10);
  const bound = { ms: 200, late: "late" };
  const asked = [
    thread.call("spin", undefined, bound),
    thread.call("double", 2),
    thread.call("spin", undefined, bound),
  ];
  expect(await Promise.all(asked)).toEqual(["late", 4, "late"]);
  clearInterval(clock);
  // The host's own thread went on meanwhile.
  expect(ticks).toBeGreaterThan(5);
});

test("a bound is a call's own: it does not end the call after it", async () => {
  expect(await thread.call("double", 1, { ms: 300, late: 0 })).toBe(2);
  await Bun.sleep(200);
  const started = performance.now();
  expect(await thread.call("spin", undefined, { ms: 300, late: "late" })).toBe("late");
  expect(performance.now() - started).toBeGreaterThan(250);
});

test("a bug of ours is thrown where it was called, and the next call is answered", async () => {
  expect(thread.call("fail", "lost")).rejects.toThrow("A thread of the gate failed: TypeError: lost");
  expect(await thread.call("double", 4)).toBe(8);
});

test("so is a program that cannot be loaded", async () => {
  const broken = startThread<Program>(new URL("./no-such-program.ts", import.meta.url));
  expect(broken.call("double", 4)).rejects.toThrow("A thread of the gate failed");
  expect(broken.call("double", 4)).rejects.toThrow("A thread of the gate failed");
  await Bun.sleep(0);
  broken.close();
});

test("[G7] it sees no environment, whatever the host's is", async () => {
  process.env["NODEGEN_SECRET"] = "hunter2";
  const started = startThread<Program>(new URL("./thread-program.ts", import.meta.url));
  expect(await started.call("environment", undefined)).toEqual({});
  started.close();
  delete process.env["NODEGEN_SECRET"];
});
