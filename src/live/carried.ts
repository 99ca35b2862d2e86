/** What a swap carried over, in words: for each class the number of its nodes and the fields that were brought back. */
import type { Json } from "../base/json.ts";
import type { Snapshot, SnapshotNode } from "../base/snapshot.ts";

/** Fields named in one sentence; a person reads no more. */
const MOST_FIELDS = 12;

/** `after` is the scene of the new child, started from `before`. E.g. `Ball ×5: x, y, score`. */
export function carriedOver(before: Snapshot, after: Snapshot): string[] {
  const here = new Map(after.nodes.map((node) => [node.path, node]));
  const byType = new Map<string, { nodes: number; fields: Set<string> }>();
  for (const node of before.nodes) {
    const successor = here.get(node.path);
    if (successor?.type !== node.type) continue;
    const fields = broughtBack(node, successor);
    if (fields.length === 0) continue;
    const row = byType.get(node.type) ?? { nodes: 0, fields: new Set() };
    row.nodes++;
    for (const field of fields) row.fields.add(field);
    byType.set(node.type, row);
  }
  return [...byType].map(([type, row]) => sentence(type, row.nodes, [...row.fields]));
}

const broughtBack = (before: SnapshotNode, after: SnapshotNode): string[] =>
  (before.changed ?? Object.keys(before.fields)).filter(
    (name) => Object.hasOwn(after.fields, name) && isSame(before.fields[name], after.fields[name]),
  );

const isSame = (one: Json | undefined, other: Json | undefined): boolean =>
  one === other || (typeof one === "object" && JSON.stringify(one) === JSON.stringify(other));

function sentence(type: string, nodes: number, fields: readonly string[]): string {
  const more = fields.length > MOST_FIELDS ? ` and ${fields.length - MOST_FIELDS} more` : "";
  return `${type}${nodes > 1 ? ` ×${nodes}` : ""}: ${fields.slice(0, MOST_FIELDS).join(", ")}${more}`;
}
