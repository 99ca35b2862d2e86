/** Where text goes and when it is coloured. */
import { describe, expect, test } from "bun:test";

import { makeTerminal } from "../../src/cli/terminal.ts";

function open(options: { json?: boolean; isTerminal?: boolean; environment?: Record<string, string> } = {}) {
  const written = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({
    write: (text: string) => void (written[name] += text),
    isTerminal: options.isTerminal ?? false,
  });
  const { json = false, environment = {} } = options;
  return { written, terminal: makeTerminal({ stdout: stream("stdout"), stderr: stream("stderr"), json, environment }) };
}

describe("terminal", () => {
  test("[C7] with --json stdout carries the document and stderr the text", () => {
    const { terminal, written } = open({ json: true });
    terminal.say("for people");
    terminal.document({ version: 1 });
    expect(written).toEqual({ stdout: '{"version":1}\n', stderr: "for people\n" });
  });

  test("[C7] without --json there is text and no document, and complaints go to stderr", () => {
    const { terminal, written } = open();
    terminal.say("for people");
    terminal.document({ version: 1 });
    terminal.complain("wrong");
    expect(written).toEqual({ stdout: "for people\n", stderr: "wrong\n" });
  });

  for (const [isTerminal, environment, coloured] of [
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: "1" }, false],
    [true, { NO_COLOR: "" }, true],
    [true, { TERM: "dumb" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [true, { FORCE_COLOR: "0" }, false],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  ] as const)
    test(`colours: terminal ${isTerminal}, ${JSON.stringify(environment)} → ${coloured}`, () => {
      const painted = open({ isTerminal, environment }).terminal.paint("red", "x");
      expect(painted !== "x").toBe(coloured);
    });
});
