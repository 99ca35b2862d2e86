/** The scenes are examples to models and to people: each must be what it asks of others. */
import { afterAll, expect, test } from "bun:test";

import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import { options, powers } from "../sandbox/helpers.ts";
import { aGate } from "./a-gate.ts";
import { readScenes } from "./scenes.ts";

const scenes = await readScenes();
const judged = await aGate();
const sandbox = makeSandbox(powers);

afterAll(async () => {
  await sandbox.close();
  await judged[Symbol.asyncDispose]();
});

test("there are a dozen or more, short, each with its description on the first line", () => {
  expect(scenes.length).toBeGreaterThanOrEqual(12);
  for (const { name, source } of scenes) {
    expect(source).toMatch(/^\/\/ [A-Z].*\.\n/);
    expect({ name, lines: source.split("\n").length < 130 }).toEqual({ name, lines: true });
  }
});

test.each(scenes)("$name passes the gate and the smoke run without a finding, and moves", async ({ name, source }) => {
  const report = await judged.gate(source, { file: `${name}.ts` });
  expect(report.findings).toEqual([]);
  const proof = await sandbox.prove(report.checked!, options);
  if (!proof.ok) throw new Error(proof.error.message);
  // A scene in which nothing changed would be verified with a warning.
  expect(proof.value.verdict).toMatchObject({ ok: true, findings: [], frames: options.frames });
});
