/**
 * Text to tree, with every syntax error that the parser can recover from, not the first alone. Relies on a caller that
 * bounds the time (`reading/reader.ts`). Findings are in offsets of the text.
 */
import { parse as babel, type ParserOptions } from "@babel/parser";

import { printable } from "../../base/printable.ts";
import type { Draft } from "../text/draft.ts";
import { linesOf } from "../text/lines.ts";
import { type Program, type Tree, treeOf } from "./tree.ts";

export interface Comment {
  readonly value: string;
  readonly block: boolean;
  readonly start: number;
  readonly end: number;
}

export interface Syntax {
  readonly text: string;
  readonly tree: Tree;
  readonly comments: readonly Comment[];
}

export interface Parsed {
  readonly errors: readonly Draft[];
  /** Absent when the parser gave up. */
  readonly syntax?: Syntax;
}

/** The author's TypeScript, or JavaScript as it was emitted: `a < b > (c)` is a call in one and a comparison in the other. */
export type Language = "typescript" | "javascript";

const plugins: Record<Language, ParserOptions["plugins"]> = {
  typescript: ["typescript", "estree", "decorators"],
  javascript: ["estree"],
};
const options: ParserOptions = {
  sourceType: "module",
  ranges: true,
  errorRecovery: true,
  attachComment: false,
};

/** Expressions may chain (`a + b + c …`) deeper than brackets nest; walkers that come later recurse. */
export const MAX_TREE_DEPTH = 1000;

export function parse(text: string, language: Language): Parsed {
  try {
    const file = babel(text, { ...options, plugins: plugins[language] });
    const tree = treeOf(file.program as unknown as Program);
    if (tree.gap !== undefined) return { errors: [tripped(text, tree.gap.range[0])] };
    const comments = (file.comments ?? []).map((comment) => ({
      value: comment.value,
      block: comment.type === "CommentBlock",
      start: comment.start ?? 0,
      end: comment.end ?? 0,
    }));
    const errors = ((file.errors ?? []) as unknown as BabelError[]).map((error) => describe(error, text));
    return {
      errors: tree.depth > MAX_TREE_DEPTH ? [...errors, tooDeep(tree.depth)] : errors,
      syntax: { text, tree, comments },
    };
  } catch (error) {
    if (isBabelError(error)) return { errors: [describe(error, text)] };
    // The parser trips over some texts (`namespace this`) instead of refusing them.
    if (error instanceof TypeError) return { errors: [tripped(text, 0)] };
    throw error;
  }
}

interface BabelError {
  readonly message: string;
  /** NaN for some errors of the tokenizer, whose line and column are right. */
  readonly pos: number;
  readonly loc: { readonly line: number; readonly column: number };
  readonly code: string;
  readonly reasonCode?: string;
  readonly missingPlugin?: readonly string[];
}

const isBabelError = (error: unknown): error is BabelError =>
  error instanceof SyntaxError && (error as Partial<BabelError>).code?.startsWith("BABEL_") === true;

function describe(error: BabelError, text: string): Draft {
  const start = placeOf(error, text);
  if (error.missingPlugin !== undefined)
    return {
      code: "SYNTAX_ERROR",
      message: "This syntax is newer than ES2025, and modules do not have it.",
      hint: "Write it with the syntax of ES2025; JSX is not available either.",
      start,
    };
  const said = printable(error.message.replace(/ \(\d+:\d+\)$/, "").split("\n")[0]!);
  return { code: "SYNTAX_ERROR", message: said, hint: hints[error.reasonCode ?? ""] ?? generalHint, start };
}

/** The one thing known to do it; no module may have a namespace anyway. */
const namespace = /\bnamespace\b/g;

function tripped(text: string, from: number): Draft {
  namespace.lastIndex = from;
  return {
    code: "SYNTAX_ERROR",
    message: "The parser cannot read this text.",
    hint: "Look for a `namespace` whose name is a reserved word, and remove it; if there is none, write the text in simpler steps.",
    start: namespace.exec(text)?.index ?? from,
  };
}

const placeOf = ({ pos, loc }: BabelError, text: string): number =>
  Number.isInteger(pos) ? pos : linesOf(text).offset(loc.line, loc.column + 1);

const generalHint =
  "Mend the text at or just before this place: look for a missing bracket, comma, quote or semicolon.";
const hints: Readonly<Record<string, string>> = {
  UnterminatedString:
    "Close the string with the quote it began with, on the same line; use a template literal for several lines.",
  UnterminatedTemplate: "Close the template literal with a backtick.",
  UnterminatedComment: "Close the comment with */.",
  UnterminatedRegExp: "Close the regular expression with a slash on the same line.",
  VarRedeclaration: "Rename or remove one of the two declarations.",
  DuplicateExport: "Keep one of the two exports.",
  DuplicateDefaultExport: "Keep one `export default`; a module is one class.",
  ModuleExportUndefined: "Declare what is exported, or mend its spelling.",
  AwaitNotInAsyncContext: "Make the enclosing function `async`; onUpdate may not be, so await in onReady.",
  MissingClassName: "Give the class a name.",
  DuplicateConstructor: "Keep one constructor.",
  DecoratorConstructor: "Put the decorator on a field.",
  InvalidDecimal: "Write the number without the leading zero.",
  DeclareClassFieldHasInitializer: "Remove `declare`, so that the field has its value.",
};

const tooDeep = (depth: number): Draft => ({
  code: "GATE_TOO_DEEP",
  message: `Expressions are nested ${depth} deep, and ${MAX_TREE_DEPTH} is the limit.`,
  hint: "Split long chains of operators, calls or conditions into several statements.",
  start: 0,
});
