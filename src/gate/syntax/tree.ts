/**
 * The syntax tree as the rules see it: every node with its parent, indexed by type. Babel writes it in the ESTree form
 * that the scope manager's types describe.
 */
import type { Reference } from "@typescript-eslint/scope-manager";

/** Any node of the tree, as the scope manager types it. */
export type AnyNode = NonNullable<Reference["writeExpr"]>;
export type NodeType = `${AnyNode["type"]}`;
export type NodeOf<T extends NodeType> = AnyNode extends infer N
  ? N extends { type: infer U extends string }
    ? `${U}` extends T
      ? N
      : never
    : never
  : never;
export type Program = NodeOf<"Program">;

/** `is(node, "Identifier", "Literal")`; false for null and undefined. */
export const is = <T extends NodeType>(node: AnyNode | null | undefined, ...types: T[]): node is NodeOf<T> =>
  node != null && types.includes(node.type as string as T);

export interface Tree {
  readonly program: Program;
  readonly depth: number;
  /** Where the parser left out a statement that it could not read, without a word. */
  readonly gap: AnyNode | undefined;
  /** Every node of these types, in source order of their type's first look-up. */
  all<T extends NodeType>(...types: T[]): NodeOf<T>[];
}

/**
 * One walk without recursion: a tree from hostile text may be deeper than the stack. Sets `parent` on every node, and
 * gives a plain JavaScript tree the two lists that the scope manager reads off every class and parameter.
 */
export function treeOf(program: Program): Tree {
  const byType = new Map<string, AnyNode[]>();
  let deepest = 0;
  let gap: AnyNode | undefined;
  const stack: { node: AnyNode; depth: number }[] = [{ node: program, depth: 1 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
    const lists = node as { decorators?: unknown; implements?: unknown };
    lists.decorators ??= [];
    lists.implements ??= [];
    if (depth > deepest) deepest = depth;
    const same = byType.get(node.type);
    if (same === undefined) byType.set(node.type, [node]);
    else same.push(node);
    if (hasGap(node)) gap ??= node;
    for (const child of childrenOf(node)) {
      (child as { parent?: AnyNode }).parent = node;
      stack.push({ node: child, depth: depth + 1 });
    }
  }
  return {
    program,
    depth: deepest,
    gap,
    all: <T extends NodeType>(...types: T[]) =>
      types.flatMap((type) => (byType.get(type) ?? []) as NodeOf<T>[]).sort((a, b) => a.range[0] - b.range[0]),
  };
}

const skipped = new Set(["type", "start", "end", "loc", "range", "parent", "extra", "comments", "tokens", "errors"]);

export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  const fields = node as unknown as Record<string, unknown>;
  for (const key in fields) {
    if (skipped.has(key)) continue;
    const value = fields[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

const branching = new Set<string>([
  "IfStatement",
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
  "LabeledStatement",
  "WithStatement",
]);

/** What may be absent is null; a place in a list of statements, or a branch, never is undefined in a whole tree. */
function hasGap(node: AnyNode): boolean {
  const { body, consequent, alternate } = node as { body?: unknown; consequent?: unknown; alternate?: unknown };
  const isLeftOut = (list: unknown): boolean => Array.isArray(list) && list.includes(undefined);
  if (isLeftOut(body) || isLeftOut(consequent)) return true;
  if (!branching.has(node.type)) return false;
  return node.type === "IfStatement" ? consequent === undefined || alternate === undefined : body === undefined;
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
