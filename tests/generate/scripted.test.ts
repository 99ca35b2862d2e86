import { expect, test } from "bun:test";

import { extractCode } from "../../src/generate/answer.ts";
import type { Message } from "../../src/generate/client.ts";
import { makePrompt } from "../../src/generate/prompt.ts";
import { makeScriptedClient } from "../../src/generate/scripted.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { readScenes } from "./scenes.ts";

const scenes = await readScenes();
const client = makeScriptedClient({ scenes });
const prompt = makePrompt({ kind: nodeKind, declarations: "", scenes });
const sourceOf = (name: string): string => scenes.find((scene) => scene.name === name)!.source;

async function answer(messages: readonly Message[], attempt = 1): Promise<string | undefined> {
  const completion = await client.complete({ messages, attempt });
  return completion.ok ? extractCode(completion.value.text) : undefined;
}

test.each([
  ["a node that spins", "spinner"],
  ["a flock of birds", "boids"],
  ["something nobody has thought of", "spinner"],
  ["", "spinner"],
])('"%s" is answered with %s', async (description, name) => {
  expect(await answer(prompt.create(description))).toBe(sourceOf(name));
});

test("[A8] every scene can be asked for by its own description", async () => {
  for (const { name, description, source } of scenes)
    expect({ name, source: await answer(prompt.create(description)) }).toEqual({ name, source });
});

test("[A8] a description with a mistake gets one in the first answer, and the right one after it", async () => {
  const messages = prompt.create("a node that spins, with a mistake");
  const first = await answer(messages);
  expect(first).toContain("this.sped ");
  expect(first!.replace("this.sped ", "this.speed ")).toBe(sourceOf("spinner"));
  expect(await answer(messages, 2)).toBe(sourceOf("spinner"));
});

test.each([
  ["make it blue", "pulse", 'color = "#ff5d8f"', 'color = "blue"'],
  ["faster please", "spinner", "speed = 0.5", "speed = 1"],
  ["much slower", "spinner", "speed = 0.5", "speed = 0.25"],
  ["bigger", "spinner", "width = 200", "width = 300"],
])('a change: "%s" to %s', async (change, name, before, after) => {
  expect(sourceOf(name)).toContain(before);
  const edited = await answer(prompt.edit(change, sourceOf(name)));
  expect(edited).toContain(after);
  expect(edited).not.toContain(before);
});

test("a change that it cannot make leaves the module as it is", async () => {
  expect(await answer(prompt.edit("make it sing", sourceOf("pong")))).toBe(sourceOf("pong"));
});

test("the answer arrives in pieces and stops when it is no longer wanted", async () => {
  const abort = new AbortController();
  const pieces: string[] = [];
  const onText = (piece: string): void => {
    pieces.push(piece);
    if (pieces.length === 3) abort.abort();
  };
  const messages = prompt.create("a node that spins");
  const result = await client.complete({ messages, attempt: 1, onText, signal: abort.signal });
  expect(result).toMatchObject({ ok: false, error: { code: "LLM_ABORTED", received: pieces.join("") } });
  expect(pieces).toHaveLength(3);
});
