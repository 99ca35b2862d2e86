/**
 * What happens to every module, wherever it runs: ten ticks by itself, as in a smoke run, then ticks with keys, pointer and
 * wheel, then a swap into a successor of the same text. Whoever waits for a hook to strike finds it called.
 */
import type { InputRecord } from "../../src/base/input-record.ts";

export const run = { seed: 1, width: 960, height: 540 } as const;
export const SMOKE_TICKS = 10;
export const LIVE_TICKS = 14;
/** Of a module that has a world outside, in a life of its own: each call takes a tick. */
export const OUTSIDE_TICKS = 40;

/** The input of a live tick, counted from 0. */
export const inputAt = (tick: number): readonly InputRecord[] => inputs[tick] ?? [];

const inputs: readonly (readonly InputRecord[])[] = [
  [],
  [{ type: "keyDown", key: "a", repeat: false, viewer: 1 }],
  [{ type: "pointerMove", x: 480, y: 270, button: 0, viewer: 1 }],
  [{ type: "pointerDown", x: 480, y: 270, button: 0, viewer: 1 }],
  [{ type: "wheel", dx: 0, dy: 1, viewer: 1 }],
  [{ type: "keyUp", key: "a", repeat: false, viewer: 1 }],
];

/** The first number that can be tuned, set to itself: enough for `onPropertyChange` to be called. */
export function editOf(description: Described): { node: number; property: string; value: number } | undefined {
  const found = description.properties.find(({ tunable, value }) => tunable && typeof value === "number");
  return found && { node: description.id, property: found.name, value: found.value as number };
}

interface Described {
  readonly id: number;
  readonly properties: readonly { readonly name: string; readonly tunable: boolean; readonly value: unknown }[];
}
