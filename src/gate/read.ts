/**
 * Reads a text as the rules need it, and judges it: parse, scopes, rules, all within one budget of time. Used twice, for
 * the author's text and for the JavaScript that was made from it.
 */
import { analyze } from "@typescript-eslint/scope-manager";

import type { Kind } from "../kinds/kind.ts";
import type { Permissions } from "../permission/permissions.ts";
import { withinBudget } from "./budget.ts";
import { rules } from "./rules/all.ts";
import type { TextForm } from "./rules/rule.ts";
import { parse } from "./syntax/parse.ts";
import { readPermissions } from "./syntax/permissions.ts";
import { type Shape, shapeOf } from "./syntax/shape.ts";
import type { Tree } from "./syntax/tree.ts";
import type { Draft } from "./text/draft.ts";

export interface Reading {
  /** Not empty: the text could not be read, and no rule was asked. */
  readonly unreadable: readonly Draft[];
  readonly contract: readonly Draft[];
  readonly tree?: Tree;
  readonly shape?: Shape;
  readonly permissions: Permissions;
  readonly ms: { readonly parse: number; readonly rules: number };
}

export function read(text: string, form: TextForm, kind: Kind): Reading {
  const started = performance.now();
  const parsed = withinBudget(() => parse(text, form === "source" ? "typescript" : "javascript"));
  const parseMs = performance.now() - started;
  if (!parsed.ok) return unreadable([tooCostly(parsed.error)], parseMs);
  const { errors, syntax } = parsed.value;
  if (errors.length > 0 || syntax === undefined) return unreadable(errors, parseMs);

  const judged = withinBudget(() => {
    const { tree, comments } = syntax;
    const shape = shapeOf(tree);
    const scopes = analyze(tree.program, { sourceType: "module", lib: [] });
    const context = { kind, text, tree, comments, scopes, shape };
    const contract = rules.filter((rule) => rule.of.includes(form)).flatMap((rule) => rule.check(context));
    return { contract, shape, permissions: readPermissions(tree, kind.permissions).permissions };
  });
  const rulesMs = performance.now() - started - parseMs;
  if (!judged.ok) return unreadable([tooCostly(judged.error)], parseMs);
  return { unreadable: [], tree: syntax.tree, ...judged.value, ms: { parse: parseMs, rules: rulesMs } };
}

const unreadable = (drafts: readonly Draft[], ms: number): Reading => ({
  unreadable: drafts,
  contract: [],
  permissions: {},
  ms: { parse: ms, rules: 0 },
});

const tooCostly = (what: "time" | "stack"): Draft =>
  what === "time"
    ? {
        code: "GATE_TOO_COSTLY",
        message: "Reading the text takes longer than a second.",
        hint: "Write `value as Type` instead of `<Type>value`, and fewer generic arrow functions inside one another.",
        start: 0,
      }
    : {
        code: "GATE_TOO_DEEP",
        message: "The text is nested deeper than it can be read.",
        hint: "Split long chains of operators, calls or conditions into several statements.",
        start: 0,
      };
