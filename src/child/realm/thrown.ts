/**
 * Reads a value that a module threw. It may be anything: an object whose getters throw, loop or lie. What is read here
 * is a claim, cut to a bounded size; a loop in a getter is ended by the watch like any other loop.
 */
import { MODULE_FILE } from "./module-text.ts";

const FRAMES = 16;
const LENGTH = 1_000;

export interface Thrown {
  readonly message: string;
  /** Positions in the module's text, innermost first, from 1. */
  readonly at: readonly { readonly line: number; readonly column: number }[];
}

/** `firstLineShift`: how far the columns of the module's first line stand to the right in the compiled script. */
export function readThrown(thrown: unknown, firstLineShift: number): Thrown {
  return {
    message: guarded(() => messageOf(thrown), "a value that cannot be read"),
    at: guarded(() => placesOf(thrown, firstLineShift), []),
  };
}

function messageOf(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return String(thrown).slice(0, LENGTH);
  const { name, message } = thrown as { name?: unknown; message?: unknown };
  if (typeof message !== "string") return String(thrown).slice(0, LENGTH);
  const said = message.slice(0, LENGTH);
  return typeof name === "string" && name !== "Error" ? `${name.slice(0, 100)}: ${said}` : said;
}

const framePattern = new RegExp(`\\b${MODULE_FILE.replace(".", "\\.")}:(\\d{1,7}):(\\d{1,7})`, "g");

function placesOf(thrown: unknown, firstLineShift: number): { line: number; column: number }[] {
  const stack = typeof thrown === "object" && thrown !== null ? (thrown as { stack?: unknown }).stack : undefined;
  if (typeof stack !== "string") return [];
  const frames = [...stack.slice(0, 20_000).matchAll(framePattern)].slice(0, FRAMES);
  return frames.map(([, line, column]) => ({
    line: Number(line),
    column: Math.max(1, Number(column) - (line === "1" ? firstLineShift : 0)),
  }));
}

function guarded<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
