/**
 * Where commands print: a document for programs, text for people, and whether that text may be coloured.
 *
 * With `--json` stdout carries exactly one document and people's text goes to stderr. Text that came from a model or a
 * module has been made printable before it gets here (`base/printable.ts`).
 */
import { styleText } from "node:util";

import type { Environment } from "./powers/environment.ts";
import type { Stream } from "./powers/streams.ts";

export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

export interface Terminal {
  /** One line for people. */
  say(line?: string): void;
  /** A piece of a line, as it arrives. */
  write(text: string): void;
  /** One line about what went wrong: always on stderr. */
  complain(line: string): void;
  /** The one document of `--json`; without `--json` nothing. */
  document(value: unknown): void;
  paint(style: Style, text: string): string;
  /** Whether a person is watching, so that progress may be drawn as it happens. */
  readonly interactive: boolean;
  readonly json: boolean;
}

export interface TerminalOptions {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly json: boolean;
  readonly environment: Environment;
}

export function makeTerminal({ stdout, stderr, json, environment }: TerminalOptions): Terminal {
  const people = json ? stderr : stdout;
  const coloured = wantsColour(people, environment);
  return {
    say: (line = "") => people.write(`${line}\n`),
    write: (text) => people.write(text),
    complain: (line) => stderr.write(`${line}\n`),
    document: (value) => {
      if (json) stdout.write(`${JSON.stringify(value)}\n`);
    },
    paint: (style, text) => (coloured ? styleText(style, text, { validateStream: false }) : text),
    interactive: people.isTerminal,
    json,
  };
}

/** https://no-color.org, and FORCE_COLOR as Node reads it; NO_COLOR wins only where nothing is forced. */
function wantsColour(stream: Stream, environment: Environment): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: term } = environment;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (refused) return false;
  return stream.isTerminal && term !== "dumb";
}
