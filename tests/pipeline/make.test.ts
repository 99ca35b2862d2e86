/** The one path with the real gate, sandbox and store: what is told, what is kept, what ends it early. */
import { afterAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { MakeEvent } from "../../src/base/make-event.ts";
import { makeRooms } from "../../src/cli/make-rooms.ts";
import type { CompletionRequest, ModelClient } from "../../src/generate/client.ts";
import { makeJudge } from "../../src/pipeline/judge.ts";
import type { MakeRequest } from "../../src/pipeline/make.ts";

const out = await mkdtemp(join(tmpdir(), "nodegen-pipeline-"));
const fail = (reason: unknown): never => {
  throw new Error(JSON.stringify(reason));
};
const rooms = makeRooms({ environment: {}, onProblem: fail, onFault: fail });
afterAll(async () => {
  await rooms.close();
  await rm(out, { recursive: true });
});

const spinner = (speed: string) => `import { Sprite2D } from "nodegen";
export default class Spinner extends Sprite2D {
  onUpdate(dt: number) {
    this.rotation += dt * ${speed};
  }
}
`;

const request: MakeRequest = {
  description: "a spinner",
  attempts: 3,
  seed: 1,
  frames: 5,
  width: 960,
  height: 540,
  allowExec: false,
};

/** Answers in order; the last one again and again. */
function clientOf(...answers: string[]): ModelClient & { readonly asked: CompletionRequest[] } {
  const asked: CompletionRequest[] = [];
  return {
    name: "of the test",
    asked,
    async complete(one) {
      asked.push(one);
      const text = answers[one.attempt - 1] ?? answers.at(-1)!;
      return { ok: true, value: { text, model: "of-the-test-1", cached: false } };
    },
  };
}

async function make(client: ModelClient, change: Partial<MakeRequest> = {}) {
  const events: MakeEvent[] = [];
  const run = await rooms.pipeline(client, out);
  const made = await run({ ...request, on: (event) => events.push(event), ...change });
  return { made, events, steps: events.map(({ step }) => step) };
}

describe("make", () => {
  test("[M1] each step is told as it happens, in order", async () => {
    const { made, steps, events } = await make(clientOf(spinner("1")), { allowExec: true });
    expect(steps).toEqual(["describe", "generated", "judged", "kept", "done"]);
    expect(events.at(-1)).toEqual({ step: "done", status: "verified" });
    if (!made.ok) throw new Error(made.error.message);
    expect(made.value.proven?.checked.hash).toBe(made.value.hash);
    expect(made.value.stages.map(({ name }) => name)).toEqual(["syntax", "contract", "types", "transpile", "smoke"]);
    expect(await Bun.file(made.value.path).text()).toBe(spinner("1"));
  });

  test("[C8] what is not allowed to run never asks for the sandbox", async () => {
    const judge = makeJudge({ gate: await rooms.gate(), sandbox: () => fail("the sandbox was asked for") });
    const judged = await judge(spinner("2"), {});
    expect(judged).toMatchObject({ ok: true, value: { status: "static-validated" } });
  });

  test("[M1] findings of the smoke run go back to the model like those of the gate", async () => {
    const client = clientOf(spinner("Number.NaN"), spinner("1"));
    const { made } = await make(client, { allowExec: true });
    expect(made).toMatchObject({
      ok: true,
      value: { status: "verified", attempts: [{ findings: [{ stage: "smoke" }] }, {}] },
    });
    expect(client.asked[1]!.messages.map(({ content }) => content).join()).toContain("SMOKE_NOT_FINITE");
  });

  test("[M2] a module that no attempt mended is kept as rejected", async () => {
    const { made } = await make(clientOf(spinner("this.sped"), spinner("this.spee")), { attempts: 2 });
    if (!made.ok) throw new Error(made.error.message);
    expect(made.value).toMatchObject({ status: "rejected", source: spinner("this.spee") });
    expect(made.value.proven).toBeUndefined();
    expect(await Bun.file(made.value.path).text()).toBe(spinner("this.spee"));
  });

  test("[M2] an answer without code is rejected, and there is nothing to keep", async () => {
    const { made, steps } = await make(clientOf("I would rather not."), { attempts: 1 });
    expect(made).toMatchObject({ ok: true, value: { status: "rejected", source: "", path: "" } });
    expect(steps).not.toContain("kept");
  });

  test("[M1] a kept module is the start of an edit, and its hash the parent", async () => {
    const first = await make(clientOf(spinner("3")));
    if (!first.made.ok) throw new Error(first.made.error.message);
    const client = clientOf(spinner("4"));
    const second = await make(client, { description: "faster", edit: first.made.value.hash });
    if (!second.made.ok) throw new Error(second.made.error.message);
    expect(client.asked[0]!.messages.map(({ content }) => content).join()).toContain("dt * 3");
    const record = await Bun.file(join(second.made.value.path, "../module.json")).json();
    expect(record.parent).toBe(first.made.value.hash);
  });

  test("[M1] an edit of what is not kept is a problem, told as the last step", async () => {
    const { made, events } = await make(clientOf(spinner("1")), { edit: `sha256:${"0".repeat(64)}` });
    expect(made).toMatchObject({ ok: false, error: { code: "MODULE_NOT_FOUND" } });
    expect(events.at(-1)).toMatchObject({ step: "failed", problem: { code: "MODULE_NOT_FOUND" } });
  });

  test("[C9] an interruption while a module is judged ends it before the verdict", async () => {
    const controller = new AbortController();
    const on = ({ step }: MakeEvent) => {
      if (step === "generated") controller.abort();
    };
    const { made } = await make(clientOf(spinner("5")), { signal: controller.signal, on, allowExec: true });
    expect(made).toMatchObject({ ok: false, error: { code: "INTERRUPTED" } });
  });
});
