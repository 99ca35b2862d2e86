/**
 * What can be said about a text before any parser has seen it: its size, its nesting, and characters that make it read
 * differently from what it does. One linear pass each; no construct of the language is believed here.
 */
import type { Draft } from "./draft.ts";
import { deepest } from "./nesting.ts";

export const MAX_BYTES = 64 * 1024;
export const MAX_NESTING = 200;

const bidirectional = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const fence = /^[ \t]*(?:`{3,}|~{3,})[^`\n]*$/m;
const fenceAtStart = /^\s*(?:`{3}|~{3})/;

/** Nothing else looks at a text for which this is not empty. */
export function capFindings(source: string): Draft[] {
  const bytes = Buffer.byteLength(source);
  if (bytes > MAX_BYTES)
    return [
      {
        code: "GATE_TOO_LARGE",
        message: `The text has ${Math.ceil(bytes / 1024)} kB, and a module may have ${MAX_BYTES / 1024} kB.`,
        hint: "Remove tables, comments and repetition; compute data in onReady.",
        start: 0,
      },
    ];
  const { depth, at } = deepest(source);
  const deep: Draft[] =
    depth > MAX_NESTING
      ? [
          {
            code: "GATE_TOO_DEEP",
            message: `Brackets are nested ${depth} deep, and ${MAX_NESTING} is the limit.`,
            hint: "Split the expression into named constants or functions.",
            start: at,
            end: at + 1,
          },
        ]
      : [];
  // At the start it cannot be part of a template literal, though it may parse as three of them.
  const fenced = fenceAtStart.test(source) ? fenceFinding(source) : undefined;
  return [...deep, ...controlFindings(source), ...(fenced ? [fenced] : [])];
}

function controlFindings(source: string): Draft[] {
  return Array.from(source.matchAll(bidirectional), ({ 0: character, index }) => ({
    code: "GATE_CONTROL_CHARACTER",
    message: `The text contains the invisible control character U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}.`,
    hint: `Delete it, or write it as "\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}" inside a string.`,
    start: index,
    end: index + 1,
  }));
}

/** Asked too when a text did not parse: a fence is then the likely reason, and its syntax errors would mislead. */
export function fenceFinding(source: string): Draft | undefined {
  const found = fence.exec(source);
  if (found === null) return undefined;
  return {
    code: "GATE_FENCE",
    message: "The text contains a Markdown fence.",
    hint: "Keep only the code between the fences; delete the fences and the prose.",
    start: found.index,
    end: found.index + found[0].length,
  };
}
