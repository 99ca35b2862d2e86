/** The words that every message is made of: near misses, printable text, code frames, and the table of codes. */
import { describe, expect, test } from "bun:test";

import { codeFrame } from "../../src/base/code-frame.ts";
import { codeRow, codes } from "../../src/base/codes.ts";
import { didYouMean, nearest } from "../../src/base/nearest.ts";
import { printable, quoted } from "../../src/base/printable.ts";

describe("nearest", () => {
  test("finds one slip: a letter missing, doubled, wrong, swapped, or in the wrong case", () => {
    for (const slip of ["sped", "sppeed", "spead", "spede", "SPEED"])
      expect({ slip, near: nearest(slip, ["sleepy", "speed", "rotation"]) }).toEqual({ slip, near: "speed" });
  });

  test("suggests nothing that is far, and never the word itself", () => {
    expect(nearest("xyz", ["abc", "position"])).toBeUndefined();
    expect(nearest("a", ["b", "c"])).toBeUndefined();
    expect(nearest("speed", ["speed"])).toBeUndefined();
    expect(nearest("", ["", "a"])).toBeUndefined();
  });

  test("takes the nearer of two, and the earlier of equals", () => {
    expect(nearest("verfy", ["very", "verify"])).toBe("very");
    expect(nearest("serv", ["verify", "serve"])).toBe("serve");
    expect(didYouMean("chekc", ["check"])).toBe(' Did you mean "check"?');
    expect(didYouMean("zzz", ["check"])).toBe("");
  });
});

describe("printable", () => {
  test("no control, bidirectional or broken character is left raw; tabs and newlines are", () => {
    expect(printable("a\u001b[31m\u009b\u202eb\u2028\ud800\tc\n😀é")).toBe(
      "a\\u{1b}[31m\\u{9b}\\u{202e}b\\u{2028}\\u{d800}\tc\n😀é",
    );
    expect(quoted("a\n b".padEnd(100, "x"), 10)).toBe('"a bxxxxxx…"');
  });

  test("nothing that shows as nothing is left raw, but for what makes an emoji of a sign", () => {
    const invisible = [
      "\u00ad",
      "\u034f",
      "\u115f",
      "\u180e",
      "\u200b",
      "\u2800",
      "\u3164",
      "\ufe0f",
      "\uffa0",
      "\u{e0101}",
    ];
    for (const one of invisible) expect(printable(`a${one}b`)).toBe(`a\\u{${one.codePointAt(0)!.toString(16)}}b`);
    expect(printable("☀\ufe0f")).toBe("☀\ufe0f");
  });
});

describe("code frame", () => {
  const source = "one\ntwo\n\tthree = four;\nfive\nsix\nseven";

  test("shows two lines around the place, and marks its extent", () => {
    expect(codeFrame(source, { line: 3, column: 2, endLine: 3, endColumn: 7 })).toBe(
      ["  1 | one", "  2 | two", "> 3 |  three = four;", "    |  ^^^^^", "  4 | five", "  5 | six"].join("\n"),
    );
  });

  test("marks the word where only a point is known, and the rest of the line where the extent runs on", () => {
    expect(codeFrame(source, { line: 3, column: 10 })).toContain("\n    |          ^^^^\n");
    expect(codeFrame(source, { line: 3, column: 10, endLine: 5, endColumn: 1 })).toContain("\n    |          ^^^^^\n");
  });

  test("stays small and printable on hostile lines, and under its text", () => {
    const long = `${"x".repeat(100_000)}\u202eHERE${"y".repeat(100_000)}`;
    const frame = codeFrame(long, { line: 1, column: 100_002, endLine: 1, endColumn: 100_006 });
    const [line, mark] = frame.split("\n");
    expect(frame.length).toBeLessThan(400);
    expect(line!.slice(mark!.indexOf("^"), mark!.lastIndexOf("^") + 1)).toBe("HERE");
    expect(frame).toContain("\\u{202e}");
  });

  test("a place outside the text gives nothing", () => {
    expect(codeFrame(source, { line: 99, column: 1 })).toBe("");
    expect(codeFrame("", { line: 1, column: 1 })).toBe("> 1 |\n    | ^");
  });
});

describe("codes", () => {
  test("each is there once, and says what, why and how to mend it", () => {
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
    for (const { code, title, why, fix } of codes)
      expect([code, title, why, fix].every((text) => text.length > 5)).toBe(true);
    expect(codeRow("TYPES_2551")).toBe(codeRow("TYPES_n")!);
    expect(codeRow("TYPES_x")).toBeUndefined();
  });
});
