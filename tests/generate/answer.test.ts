import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { extractCode } from "../../src/generate/answer.ts";

const MODULE = `import { Node } from "nodegen";\n\nexport default class A extends Node {}\n`;
const block = (code: string, fence = "```", language = "ts"): string => `${fence}${language}\n${code}${fence}\n`;

describe("[A4] the code in an answer", () => {
  test.each([
    ["one block", block(MODULE)],
    ["prose around it", `Sure! Here you are:\n\n${block(MODULE)}\nHave fun.`],
    ["tildes", block(MODULE, "~~~")],
    ["four backticks", block(MODULE, "````")],
    ["no language", block(MODULE, "```", "")],
    ["a language in capitals", block(MODULE, "```", "TypeScript")],
    ["a title beside the language", block(MODULE, "```", 'ts title="a.ts"')],
    ["an indented fence", `1. First:\n\n  ${block(MODULE, "```").replace(/```\n$/, "  ```\n")}`],
    ["CRLF line ends", block(MODULE).replaceAll("\n", "\r\n")],
    ["a byte-order mark", `\ufeff${MODULE}`],
    ["a fence that is never closed", `Here:\n\`\`\`ts\n${MODULE}`],
    ["no fence at all", MODULE],
    ["prose and no fence", `Here is the module.\n\n${MODULE}\nIt spins!\n`],
    ["thoughts with a draft", `<think>\n${block("export default class Draft {}\n")}</think>\n${block(MODULE)}`],
  ])("%s", (_, answer) => {
    expect(extractCode(answer)).toBe(MODULE);
  });

  test("nothing of the code is cut: a function in a function, two blank lines", () => {
    const code = `import { Node } from "nodegen";\n\n\nfunction outer() {\n  function inner() {\n    return 1;\n  }\n\n\n  return inner();\n}\n\n\nexport default class A extends Node {\n  one = outer();\n}\n`;
    expect(extractCode(`Two helpers:\n\n\n${block(code)}\n\n\nThat is all.`)).toBe(code);
  });

  test("of several blocks it is the one with the default export", () => {
    const helper = block(
      "class Helper {\n  // a longer block\n  // of prose\n}\n// and more and more and more and more\n",
    );
    expect(extractCode(`${helper}\nand\n\n${block(MODULE)}\nthen run\n\n${block("bun run it\n", "```", "sh")}`)).toBe(
      MODULE,
    );
    expect(extractCode(`${block(MODULE)}\n${helper}`)).toBe(MODULE);
  });

  test("a model that corrects itself is taken at its last word", () => {
    expect(extractCode(`${block("export default class Wrong {}\n")}\nWait.\n\n${block(MODULE)}`)).toBe(MODULE);
  });

  test("`as default` is a default export too", () => {
    const code = "class A {}\nexport { A as default };\n";
    expect(extractCode(`${block("const x = 1;\nconst y = 2;\nconst z = 3;\nconst w = 4;\n")}${block(code)}`)).toBe(
      code,
    );
  });

  test("where none has a default export, it is the longest", () => {
    expect(extractCode(`${block("a\n")}${block("class A {}\n")}`)).toBe("class A {}\n");
  });

  test.each([
    ["in a block comment", "/*\nUsage:\n```\nnew A()\n```\n*/\nexport default class A {}\n"],
    ["in a template string", "const help = `\n~~~\nuse it\n~~~\n`;\nexport default class A {}\n"],
  ])("a fence %s does not end the block", (_, code) => {
    const fence = code.includes("~~~") ? "~~~" : "```";
    expect(extractCode(block(code, fence))).toBe(code);
  });

  test("a comment that is never closed does not hide the closing fence", () => {
    const code = "export default class A {}\n/* open";
    expect(extractCode(`${block(`${code}\n`)}\nThat was it.`)).toBe(`${code}\n`);
  });

  test.each([
    ["nothing", ""],
    ["white space", " \n\n"],
    ["prose", "I cannot do that, but here is why: classes extend other classes."],
    ["a question", "What should the node look like?"],
    ["an empty block", "```ts\n```"],
    ["a shell command", block("npm install nodegen\n", "```", "bash")],
    ["thoughts without an end", `<think>\n${block(MODULE)}`],
  ])("an answer that is %s holds none", (_, answer) => {
    expect(extractCode(answer)).toBeUndefined();
  });

  test("a megabyte of fences takes no time worth speaking of", () => {
    const started = performance.now();
    extractCode("```ts\n".repeat(40_000));
    extractCode(`\`\`\`ts\n/*\n${"```\n".repeat(60_000)}`);
    extractCode(`${"`".repeat(250_000)}ts\n${"/*".repeat(100_000)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test("whatever a model writes, it is text or nothing, and what is found once is found again", () => {
    const piece = fc.constantFrom(
      "```",
      "~~~",
      "ts",
      "\n",
      "`",
      "/*",
      "*/",
      "${",
      "}",
      "export default",
      "class A",
      " ",
      "<think>",
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const code = extractCode(pieces.join(""));
        if (code === undefined) return;
        expect(code.trim()).not.toBe("");
        expect(code).toEndWith("\n");
        expect(extractCode(`Here:\n~~~~~~~\n${code}~~~~~~~\n`)).toBeDefined();
      }),
    );
  });
});
