/** The scenes are examples to models and to people: each must be what it asks of others. */
import { expect, test } from "bun:test";

import { aGate } from "./a-gate.ts";
import { readScenes } from "./scenes.ts";

const scenes = await readScenes();

test("there are a dozen or more, short, each with its description on the first line", () => {
  expect(scenes.length).toBeGreaterThanOrEqual(12);
  for (const { name, source } of scenes) {
    expect(source).toMatch(/^\/\/ [A-Z].*\.\n/);
    expect({ name, lines: source.split("\n").length < 130 }).toEqual({ name, lines: true });
  }
});

test("each passes the gate without a single finding", async () => {
  await using judged = await aGate();
  for (const { name, source } of scenes) {
    const report = await judged.gate(source, { file: `${name}.ts` });
    expect({ name, findings: report.findings }).toEqual({ name, findings: [] });
    expect(report.checked).toBeDefined();
  }
});
