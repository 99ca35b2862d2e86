/**
 * A module's tree as rows, one under the other, as far as it is open. Pure: which rows are open is asked of the caller.
 */
import { stageId } from "./ids.ts";

export interface TreeNode {
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  readonly type: string;
}

export interface TreeRow {
  /** Stage-wide. */
  readonly id: number;
  readonly parent: number | null;
  readonly depth: number;
  readonly name: string;
  readonly type: string;
  readonly children: number;
  readonly open: boolean;
}

/** A node with more children than this starts closed, unless it is a root. */
const openUpTo = 12;
const openDeep = 4;

/** What a person has opened or closed; the rest opens by size. */
export type Opened = ReadonlyMap<number, boolean>;

/** `nodes` in tree order, parents before their children. */
export function treeRows(slot: number, nodes: Iterable<TreeNode>, opened: Opened): TreeRow[] {
  const all = [...nodes];
  const children = new Map<number, number>();
  for (const node of all) children.set(node.parent, (children.get(node.parent) ?? 0) + 1);

  const rows: TreeRow[] = [];
  /** The rows whose children show, by the node's own id. */
  const showing = new Map<number, TreeRow>();
  for (const node of all) {
    const above = showing.get(node.parent);
    if (node.parent !== 0 && !above) continue;
    const id = stageId(slot, node.id);
    const depth = above ? above.depth + 1 : 0;
    const count = children.get(node.id) ?? 0;
    const open = count > 0 && (opened.get(id) ?? (depth === 0 || (count <= openUpTo && depth < openDeep)));
    const row = { id, parent: above?.id ?? null, depth, name: node.name, type: node.type, children: count, open };
    rows.push(row);
    if (open) showing.set(node.id, row);
  }
  return rows;
}
