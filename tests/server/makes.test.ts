import { describe, expect, test } from "bun:test";

import * as v from "valibot";

import { err, ok } from "../../src/base/result.ts";
import type { Make, MakeRequest } from "../../src/pipeline/make.ts";
import { makeAccepted, makeAnswer } from "../../src/server/answers.ts";
import { finding, spinner } from "./fake-stage.ts";
import { type Harness, makeAtOnce, making, openHarness, untilStopped } from "./harness.ts";

const ask = async (it: Harness, body: object = { description: "a star" }) => {
  const response = await it.send("POST", "/api/make", body);
  expect(response.status).toBe(202);
  return v.parse(makeAccepted, await response.json()).id;
};
const look = async (it: Harness, id: string) => v.parse(makeAnswer, await (await it.request(`/api/make/${id}`)).json());
/** The making runs in this process: it is over after as many turns as it has awaits. */
async function ended(it: Harness, id: string) {
  for (;;) {
    const record = await look(it, id);
    if (record.state === "done" || record.state === "failed") return record;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

describe("making", () => {
  test("a verified module goes on the stage, and its steps are remembered", async () => {
    await using it = openHarness({ making: making() });
    const record = await ended(it, await ask(it));
    expect(record).toMatchObject({ description: "a star", state: "done" });
    expect(record.result).toMatchObject({ status: "verified", name: "Made", path: "out/made.ts", slot: 2 });
    expect(record.events).toEqual([
      { step: "describe", description: "a star", model: "scripted", attempts: 3 },
      { step: "generate", attempt: 1, text: "export default" },
      { step: "kept", hash: `sha256:${"b".repeat(64)}`, path: "out/made.ts", name: "Made", status: "verified" },
      { step: "staged", slot: 2 },
      { step: "done", status: "verified" },
    ]);
    expect(it.stage.slots()[1]?.about).toMatchObject({ description: "a star", path: "out/made.ts" });
  });

  test("the pipeline gets what was asked and, for the rest, what the server was started with", async () => {
    const seen: MakeRequest[] = [];
    const make: Make = (request) => {
      seen.push(request);
      return makeAtOnce(request);
    };
    await using it = openHarness({ making: making(make) });
    await ended(it, await ask(it, { description: "  a star " }));
    await ended(it, await ask(it, { description: "a star", attempts: 5, seed: 0, edit: spinner.hash }));
    const size = { frames: 10, allowExec: true, width: 960, height: 540 };
    expect(seen[0]).toMatchObject({ description: "a star", attempts: 3, seed: 1, edit: undefined, ...size });
    expect(seen[1]).toMatchObject({ description: "a star", attempts: 5, seed: 0, edit: spinner.hash, ...size });
  });

  test("an edited module takes the place of the old one where that is on the stage", async () => {
    await using it = openHarness({ making: making() });
    expect((await ended(it, await ask(it, { description: "x", edit: spinner.hash }))).result?.slot).toBe(1);
    const elsewhere = `sha256:${"c".repeat(64)}`;
    expect((await ended(it, await ask(it, { description: "x", edit: elsewhere }))).result?.slot).toBe(2);
  });

  test("what was not run is kept and does not go on the stage", async () => {
    const make: Make = async (request) => {
      const made = await makeAtOnce({ ...request, on: undefined });
      return made.ok ? ok({ ...made.value, proven: undefined, status: "static-validated" }) : made;
    };
    await using it = openHarness({ making: making(make), allowExec: false, wall: "missing" });
    const record = await ended(it, await ask(it));
    expect(record.events.at(-1)).toEqual({ step: "done", status: "static-validated" });
    expect(it.stage.slots().length).toBe(1);
  });

  test("[S5] one at a time, in order; too many waiting are turned away", async () => {
    const gates: (() => void)[] = [];
    let together = 0;
    const make: Make = async (request) => {
      expect(++together).toBe(1);
      await new Promise<void>((resolve) => gates.push(resolve));
      together--;
      return makeAtOnce(request);
    };
    await using it = openHarness({ making: making(make) });
    const ids = [await ask(it), await ask(it), await ask(it), await ask(it), await ask(it)];
    expect(ids).toEqual(["make-1", "make-2", "make-3", "make-4", "make-5"]);
    const states = async () => (await Promise.all(ids.map((id) => look(it, id)))).map(({ state }) => state);
    expect(await states()).toEqual(["running", "waiting", "waiting", "waiting", "waiting"]);
    const more = await it.send("POST", "/api/make", { description: "one more" });
    expect(more.status).toBe(429);
    expect(await more.json()).toMatchObject({ error: { code: "TOO_MANY_WAITING" } });
    for (const id of ids) {
      gates.shift()?.();
      await ended(it, id);
    }
    expect(await states()).toEqual(["done", "done", "done", "done", "done"]);
  });

  test("[S5] more than twenty a minute are too fast, and the answer says when to come back", async () => {
    await using it = openHarness({ making: making() });
    for (let sent = 0; sent < 20; sent++) await ended(it, await ask(it));
    const response = await it.send("POST", "/api/make", { description: "a star" });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ error: { code: "TOO_FAST" } });
    // Only making is limited so.
    expect((await it.request("/api/make/make-1")).status).toBe(200);
  });

  test("ends as failed when the pipeline says so, when the stage does, and when a fault is ours", async () => {
    const down = { code: "MODEL_DOWN", message: "Cannot reach the model.", hint: "Try again." };
    const answers: Make[] = [async () => err(down), makeAtOnce, () => Promise.reject(new Error("ours"))];
    await using it = openHarness({ making: making((request) => (answers.shift() as Make)(request)) });
    it.stage.add = async () => err([finding]);
    const problems = [];
    for (let sent = 0; sent < 3; sent++) problems.push((await ended(it, await ask(it))).problem);
    expect(problems.map((problem) => problem?.code)).toEqual(["MODEL_DOWN", "MODULE_REJECTED", "FAULT"]);
    expect(it.faults.map(String)).toEqual(["Error: ours"]);
  });

  test("is refused where the server only shows, or where no wall can be built", async () => {
    await using shows = openHarness();
    expect((await shows.send("POST", "/api/make", { description: "a star" })).status).toBe(403);
    await using bare = openHarness({ making: making(), wall: "missing" });
    expect((await bare.send("POST", "/api/make", { description: "a star" })).status).toBe(503);
  });

  test("is stopped by the end of the server, with what waits", async () => {
    const it = openHarness({ making: making(untilStopped) });
    const ids = [await ask(it), await ask(it)];
    await it.server.close();
    const records = await Promise.all(ids.map((id) => look(it, id)));
    expect(records.map(({ state, problem }) => [state, problem?.code])).toEqual([
      ["failed", "MAKING_STOPPED"],
      ["failed", "MAKING_STOPPED"],
    ]);
    expect((await it.send("POST", "/api/make", { description: "late" })).status).toBe(403);
  });
});
