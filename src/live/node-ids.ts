/** Ids of nodes on the stage: `slot * 2 ** 32 + id within the module`, whole numbers that JSON carries exactly. */
import type { NodeDescription } from "../base/node-description.ts";

const MODULE = 2 ** 32;

export const stageNode = (slot: number, local: number): number => slot * MODULE + local;
export const slotOfNode = (node: number): number => Math.floor(node / MODULE);
export const localNode = (node: number): number => node % MODULE;

/** A module's tree with the stage's ids. Without recursion: how deep it goes is the module's choice. */
export function stageTree(slot: number, tree: NodeDescription): NodeDescription {
  const copyOf = (node: NodeDescription) => ({ ...node, id: stageNode(slot, node.id), children: [...node.children] });
  const root = copyOf(tree);
  const open: { children: NodeDescription[] }[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const children = node.children.map(copyOf);
    node.children = children;
    open.push(...children);
  }
  return root;
}
