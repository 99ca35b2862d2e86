/**
 * How the list of nodes changed: what came, went, moved and was renamed, as steps that turn the old list, in tree order,
 * into the new one. Parents follow from depths, so that no bytes can name a parent that is not there.
 *
 * A step is a number, `8 × n + step`: keep or drop the next n nodes of the old list; add a node; place one that is dropped
 * elsewhere; rename one. 0 ends, and keeps the rest of the old list. Where a node is added or placed, n says how many
 * levels above a child of the node before it it stands.
 */
export const Step = { KEEP: 1, DROP: 2, ADD: 3, PLACE: 4, RENAME: 5 } as const;
export const STEPS = 8;

/** What both sides know of a node's place. */
export interface Placed {
  readonly id: number;
  depth: number;
}
