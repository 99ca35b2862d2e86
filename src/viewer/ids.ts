/** Stage-wide node ids, as `wire/page.ts` lays them down: the module's slot above, the node's own number below. */
const nodesInSlot = 2 ** 32;

export const stageId = (slot: number, node: number): number => slot * nodesInSlot + node;
export const slotOf = (id: number): number => Math.floor(id / nodesInSlot);
export const nodeOf = (id: number): number => id % nodesInSlot;
