import { expect, test } from "bun:test";
import { join } from "node:path";

import { codeFrame } from "../../src/base/code-frame.ts";
import type { Finding } from "../../src/base/finding.ts";
import type { Message } from "../../src/generate/client.ts";
import { withoutCode } from "../../src/generate/loop-findings.ts";
import { makePrompt, taggedText } from "../../src/generate/prompt.ts";
import { repairMessages } from "../../src/generate/repair-messages.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { expectGolden } from "../golden/golden.ts";
import { readScenes } from "./scenes.ts";

const scenes = await readScenes();
/** The golden files are about the words around them. */
const declarations = 'declare module "nodegen" {\n  // … everything the engine exports …\n}\n';
const prompt = makePrompt({ kind: nodeKind, declarations, scenes });

const text = (messages: readonly Message[]): string =>
  messages.map(({ role, content }) => `======== ${role} ========\n${content}\n`).join("\n");

const finding = (changes: Partial<Finding>): Finding => ({
  code: "TYPES_2551",
  severity: "error",
  stage: "types",
  message: 'Property "sped" does not exist on type "Spinner". Did you mean "speed"?',
  hint: 'Write "speed".',
  line: 6,
  column: 27,
  endLine: 6,
  endColumn: 31,
  ...changes,
});

const faulty = `import { property, Sprite2D, TAU } from "nodegen";

export default class Spinner extends Sprite2D {
  @property({ range: [-4, 4] }) speed = 1;
  onUpdate(dt: number) {
    this.rotation += this.sped * TAU * dt;
  }
}
`;

test("[A3] a new module: the whole prompt", async () => {
  await expectGolden("prompts/create.md", text(prompt.create("a node that spins")));
});

test("a change to a module: what differs", async () => {
  const messages = prompt.edit("make it blue", scenes.find(({ name }) => name === "spinner")!.source);
  await expectGolden("prompts/edit.md", text(messages.slice(1)));
});

test("a rejected module: what goes back", async () => {
  const earlier = finding({ message: "Unexpected token.", code: "SYNTAX_ERROR", stage: "syntax" });
  const still: Finding = {
    code: "SMOKE_NOTHING_HAPPENED",
    severity: "warning",
    stage: "smoke",
    message: "Nothing changed and nothing was drawn.",
    hint: "Add a node that draws, or change something in onUpdate.",
    line: 3,
    column: 1,
  };
  const messages = repairMessages(
    [
      { answer: "…", source: "export default class {", findings: [earlier] },
      {
        answer: "…",
        source: faulty,
        findings: [finding({}), still],
      },
    ],
    codeFrame,
  );
  await expectGolden("prompts/repair.md", text(messages));
});

test("an answer without code: what goes back", async () => {
  const answer = "What should it look like?";
  await expectGolden(
    "prompts/no-code.md",
    text(repairMessages([{ answer, source: "", findings: [withoutCode(answer)] }], codeFrame)),
  );
});

test("[A3] the first message is the same for every description and holds the whole contract", async () => {
  const whole = await Bun.file(join(import.meta.dir, "../contract/nodegen.d.ts")).text();
  const real = makePrompt({ kind: nodeKind, declarations: whole, scenes });
  const [system] = real.create("a node that spins");
  expect(real.create("boids")[0]).toEqual(system!);
  expect(real.edit("faster", faulty)[0]).toEqual(system!);
  for (const rule of nodeKind.rules) expect(system!.content).toContain(rule);
  for (const { name } of nodeKind.hooks) expect(system!.content).toContain(name);
  expect(system!.content).toContain(whole.trimEnd());
});

test("up to three examples that fit, and two short ones where no word fits", () => {
  const shown = (description: string): string[] =>
    prompt
      .create(description)[1]!
      .content.match(/(?<=^\/\/ ).*$/gm)
      ?.filter((line) => isDescription(line)) ?? [];
  const isDescription = (line: string): boolean => scenes.some((scene) => scene.description === line);
  expect(shown("pong with bouncing balls that spin")).toHaveLength(3);
  expect(shown("pong")[0]).toStartWith("Pong");
  expect(shown("xyzzy").map((line) => line.slice(0, 20))).toEqual(["A sprite that spins:", "A pulsing heart that"]);
});

test("what a person wrote can be read back out of the conversation", () => {
  const description = "a <b>bold</b> node\nin two lines";
  const messages = [
    ...prompt.create(description),
    ...repairMessages([{ answer: "x", source: "", findings: [] }], codeFrame),
  ];
  expect(taggedText(messages, "description")).toBe(description);
  expect(taggedText(messages, "change")).toBeUndefined();
});
