/** One rule of the contract: what it looks at, and the codes it can give. Rules only read; they share nothing. */
import type { ScopeManager } from "@typescript-eslint/scope-manager";

import type { Kind } from "../../kinds/kind.ts";
import type { Comment } from "../syntax/parse.ts";
import type { Shape } from "../syntax/shape.ts";
import type { Tree } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";

export interface RuleContext {
  readonly kind: Kind;
  readonly text: string;
  readonly tree: Tree;
  readonly comments: readonly Comment[];
  readonly scopes: ScopeManager;
  readonly shape: Shape;
}

/** The author's text, or the JavaScript that was made from it and is what runs. */
export type TextForm = "source" | "emitted";

export interface Rule {
  readonly name: string;
  readonly codes: readonly string[];
  /** What makes a module safe to run is asked of both; its form is asked of the author alone. */
  readonly of: readonly TextForm[];
  readonly check: (context: RuleContext) => Draft[];
}

/** Where a node stands, for a draft. */
export const span = (node: { readonly range: readonly [number, number] }): { start: number; end: number } => ({
  start: node.range[0],
  end: node.range[1],
});
