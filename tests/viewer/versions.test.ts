/** Texts of a module: which there are to look at, and what changed between two. */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { contentHash } from "../../src/base/hash.ts";
import { diff, foldSame } from "../../src/viewer/diff.ts";
import { codeTexts } from "../../src/viewer/versions.ts";
import { slotInfo } from "../browser/slot-info.ts";

describe("difference", () => {
  const shown = (before: string, after: string) =>
    diff(before, after).map(({ kind, text, line }) => `${{ same: " ", gone: "-", new: "+" }[kind]}${line} ${text}`);

  test("lines that went stand before those that came, each with its number in its own text", () => {
    expect(shown("a\nb\nc\nd", "a\nB\nc\nx\nd")).toEqual([" 1 a", "-2 b", "+2 B", " 3 c", "+4 x", " 5 d"]);
    expect(shown("a", "a")).toEqual([" 1 a"]);
    expect(shown("a\na", "a")).toEqual([" 1 a", "-2 a"]);
  });

  test("without what went it is the later text, and without what came the earlier", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diff(before, after);
        const without = (kind: string) => lines.filter((line) => line.kind !== kind).map((line) => line.text);
        expect(without("new").join("\n")).toBe(before);
        expect(without("gone").join("\n")).toBe(after);
      }),
    );
  });

  test("texts too large to be compared line by line are told whole", () => {
    const lines = (word: string) => Array.from({ length: 2500 }, (_, i) => `${word} ${i}`).join("\n");
    const found = diff(`same\n${lines("a")}`, `same\n${lines("b")}`);
    expect(found.filter(({ kind }) => kind === "same").length).toBe(1);
    expect(found.length).toBe(5001);
  });

  test("one line that stayed the same is shown, not counted", () => {
    const before = Array.from({ length: 5 }, (_, i) => String(i)).join("\n");
    expect(foldSame(diff(before, before.replace("4", "four"))).filter((line) => typeof line === "number")).toEqual([]);
  });

  test("of long stretches that stayed the same only the ends are shown", () => {
    const before = Array.from({ length: 20 }, (_, i) => String(i)).join("\n");
    const folded = foldSame(diff(before, before.replace("10", "ten")));
    expect(folded.map((line) => (typeof line === "number" ? line : line.text))).toEqual([
      7,
      "7",
      "8",
      "9",
      "10",
      "ten",
      "11",
      "12",
      "13",
      6,
    ]);
  });
});

describe("texts of a module", () => {
  const old = { version: 1, name: "Spinner", hash: contentHash("old"), tick: 64 };
  const now = { version: 2, name: "Spinner", hash: slotInfo(1).hash };

  test("what was turned away comes first, with the findings, and leaves none to what runs", () => {
    const finding = {
      code: "X",
      severity: "error",
      stage: "types",
      message: "",
      hint: "",
      line: 1,
      column: 1,
    } as const;
    const texts = codeTexts(slotInfo(1, { rejectedSource: "bad", findings: [finding] }), new Map());
    expect(texts.map(({ id, source, findings }) => [id, source === "bad", findings.length])).toEqual([
      ["rejected", true, 1],
      ["running", false, 0],
    ]);
  });

  test("earlier versions can be gone back to once they were left; their text may be unknown", () => {
    const info = slotInfo(1, { version: 2, versions: [old, now] });
    expect(codeTexts(info, new Map()).map(({ title, canReturn }) => [title, canReturn])).toEqual([
      ["version 2, running", false],
      ["version 1", true],
    ]);
    expect(codeTexts(info, new Map())[1]!.source).toBeUndefined();
    expect(codeTexts(info, new Map([[old.hash, "old"]]))[1]!.source).toBe("old");
  });
});
