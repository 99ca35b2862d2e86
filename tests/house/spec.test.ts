/**
 * SPEC.md and the tests, held together: every numbered rule has a test whose title carries it, and no title carries a
 * number that is no rule.
 */
import { describe, expect, test } from "bun:test";
import { join } from "node:path";

import { root } from "./sources.ts";

const rule = /\[([A-Z]\d+)\]/g;
const spec = await Bun.file(join(root, "SPEC.md")).text();
const rules = new Set([...spec.matchAll(/^\s*[-*] \*\*\[([A-Z]\d+)\]\*\*/gm)].map((match) => match[1]!));
const titles = await titlesOfTests();

describe("SPEC.md", () => {
  test("[H13] every rule has a test", () => {
    expect([...rules].filter((one) => !titles.has(one))).toEqual([]);
  });

  test("[H13] every numbered title has its rule", () => {
    expect([...titles].filter((one) => !rules.has(one))).toEqual([]);
  });

  test("[H13] a rule's number is given once", () => {
    const numbers = [...spec.matchAll(/^\s*[-*] \*\*\[([A-Z]\d+)\]\*\*/gm)].map((match) => match[1]);
    expect(numbers).toHaveLength(rules.size);
  });
});

async function titlesOfTests(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const path of new Bun.Glob("tests/**/*.test.{ts,tsx}").scanSync({ cwd: root })) {
    const text = await Bun.file(join(root, path)).text();
    for (const [title] of text.matchAll(/\b(test|describe|it)(\.\w+)*(\([^)]*\))?\(\s*["'`]\[[A-Z]\d+\][^\n]*/g))
      for (const [, id] of title.matchAll(rule)) found.add(id!);
  }
  return found;
}
