/** Codes of the type stage. Findings carry TypeScript's own numbers. */
import { type CodeRow, rowsOf } from "./row.ts";

const types = rowsOf("types");

export const typeCodes: readonly CodeRow[] = [
  types(
    "TYPES_n",
    "A type error, under TypeScript's own number",
    "`TYPES_2551` is TypeScript's error 2551. The text is checked with `strict` against the engine's declarations.",
    "The hint says what the error means for this engine.",
  ),
  types(
    "TYPES_TOO_COSTLY",
    "Checking the types takes too much time or memory",
    "Types can double with every line; the budget of two seconds of processor time and 1 GiB ends it.",
    "Give the values that build on each other an explicit type, and avoid recursive conditional types.",
  ),
];
