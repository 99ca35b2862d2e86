/**
 * The modules' pictures as they stand on the stage: in the order of the list, each moved and scaled as a whole, without
 * those that are not shown. Points of the stage go the other way, into a module's own picture.
 */
import type { Placement, SlotInfo } from "../../wire/page.ts";
import { stageId } from "../ids.ts";
import { hit } from "./hit.ts";
import type { Part } from "./picture.ts";

/** A module that is not listed yet stands in front, where it draws itself. */
export function standing(parts: readonly Part[], slots: readonly SlotInfo[]): Part[] {
  const ranks = new Map(slots.map((info, rank) => [info.slot, { rank, place: info.place }]));
  const rankOf = ({ slot }: Part) => ranks.get(slot)?.rank ?? slots.length;
  return parts
    .map((part) => ({ ...part, place: ranks.get(part.slot)?.place }))
    .filter(({ place }) => place?.visible !== false)
    .sort((a, b) => rankOf(a) - rankOf(b));
}

/** The stage-wide id of the topmost node under a point of the stage. */
export function nodeAt(parts: readonly Part[], x: number, y: number, context: CanvasRenderingContext2D): number | null {
  for (const { slot, layout, place } of parts.toReversed()) {
    const node = hit(layout, into(place, x, "x"), into(place, y, "y"), context);
    if (node) return stageId(slot, node.id);
  }
  return null;
}

const into = (place: Placement | undefined, at: number, axis: "x" | "y"): number =>
  place ? (at - place[axis]) / place.scale : at;
