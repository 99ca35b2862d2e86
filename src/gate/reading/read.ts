/**
 * Reads a text as the rules need it, and judges it: parse, scopes, rules. Used twice, for the author's text and for the
 * JavaScript that was made from it. Some short texts take it exponential time (`<a>(<a>(<a>(…`): it relies on running in
 * a thread that is ended then.
 */
import { analyze } from "@typescript-eslint/scope-manager";

import type { Kind } from "../../kinds/kind.ts";
import type { Permissions } from "../../permission/permissions.ts";
import { rules } from "../rules/all.ts";
import type { TextForm } from "../rules/rule.ts";
import { parse, type Parsed } from "../syntax/parse.ts";
import { readPermissions } from "../syntax/permissions.ts";
import { type Shape, shapeOf } from "../syntax/shape.ts";
import type { Tree } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";

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
  let parsed = started;
  try {
    const { errors, syntax } = parse(text, form === "source" ? "typescript" : "javascript");
    parsed = performance.now();
    if (errors.length > 0 || syntax === undefined) return unreadable(errors, parsed - started);
    const judged = judge(syntax, form, kind);
    return { unreadable: [], ...judged, ms: { parse: parsed - started, rules: performance.now() - parsed } };
  } catch (error) {
    if (error instanceof RangeError && /call stack/i.test(error.message))
      return unreadable([tooDeep], performance.now() - started);
    throw error;
  }
}

function judge({ text, tree, comments }: NonNullable<Parsed["syntax"]>, form: TextForm, kind: Kind) {
  const shape = shapeOf(tree);
  const scopes = analyze(tree.program, { sourceType: "module", lib: [] });
  const context = { kind, text, tree, comments, scopes, shape };
  const contract = rules.filter((rule) => rule.of.includes(form)).flatMap((rule) => rule.check(context));
  return { contract, tree, shape, permissions: readPermissions(tree, kind.permissions).permissions };
}

const unreadable = (drafts: readonly Draft[], ms: number): Reading => ({
  unreadable: drafts,
  contract: [],
  permissions: {},
  ms: { parse: ms, rules: 0 },
});

const tooDeep: Draft = {
  code: "GATE_TOO_DEEP",
  message: "The text is nested deeper than it can be read.",
  hint: "Split long chains of operators, calls or conditions into several statements.",
  start: 0,
};
