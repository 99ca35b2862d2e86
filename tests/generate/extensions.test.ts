/** The parts of the engine beyond its core: in a prompt where the description calls for them, and only there. */
import { describe, expect, test } from "bun:test";
import { join } from "node:path";

import { declarations } from "../../src/cli/build/declarations.ts";
import { makePrompt } from "../../src/generate/prompt.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { divide } from "../../src/kinds/sections.ts";

const whole = await declarations(join(import.meta.dir, "../../src/engine"));
const prompt = makePrompt({ kind: nodeKind, declarations: whole, scenes: [] });
const contentOf = (description: string): string => prompt.create(description)[1]!.content;
const { core, extensions } = divide(whole);

describe("extensions", () => {
  test("each section of the declarations is in the table, and each row has its section", () => {
    expect([...extensions.keys()].sort()).toEqual(nodeKind.extensions.map(({ name }) => name).sort());
    expect(core).toContain("export class Circle ");
    for (const section of extensions.values()) expect(core).not.toContain(section.slice(0, 200));
  });

  test("a plain description gets none of them, and the first message is the same for all", () => {
    expect(contentOf("a node that spins")).not.toContain('declare module "nodegen"');
    const [one, other] = ["a node that spins", "draw a curve with a pen"].map(
      (words) => prompt.create(words)[0]!.content,
    );
    expect(one).toBe(other!);
    for (const section of extensions.values()) expect(one).not.toContain(section);
  });

  test.each(nodeKind.extensions)("$name comes with each of its words", ({ name, words, notes }) => {
    for (const word of words) {
      const content = contentOf(`show me ${word}`);
      expect(content).toContain(extensions.get(name)!);
      for (const note of notes) expect(content).toContain(note);
    }
  });

  test("a module that is to be changed brings those that it uses", () => {
    const source = 'import { Drawing, view } from "nodegen";\nexport default class A extends Drawing {}\n';
    expect(prompt.edit("make it blue", source)[1]!.content).toContain(extensions.get("drawing")!);
    expect(prompt.edit("make it blue", source.replaceAll("Drawing", "Circle"))[1]!.content).not.toContain("onDraw");
  });

  test("a scene that is shown as an example brings those that it uses", () => {
    const source =
      "// A thing that wobbles.\n" + 'import { Drawing } from "nodegen";\nexport default class A extends Drawing {}\n';
    const shown = makePrompt({
      kind: nodeKind,
      declarations: whole,
      scenes: [{ name: "wobble", description: "a thing that wobbles", source }],
    });
    expect(shown.create("it wobbles")[1]!.content).toContain(extensions.get("drawing")!);
  });
});
