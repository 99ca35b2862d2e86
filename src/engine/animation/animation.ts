/** What an animation is, and what its tracks say at a time. Pure but for the fields that `apply` sets. */
import { mixColor, tryColor } from "../color.ts";
import { type Easing, easings } from "../easing.ts";
import { shown } from "../fault.ts";
import { lerp } from "../math.ts";
import type { Node } from "../node.ts";
import { fieldAt } from "../track.ts";

/** Seconds from the start, the value there, and how it gets there from the key before: "linear" without one. */
export type AnimationKey = readonly [seconds: number, value: number | string | boolean, easing?: Easing];

/** One field of one node over time. Numbers and colours go from key to key; other values change at their key. */
export interface AnimationTrack {
  /** From the player's parent: "Arm/Hand"; without one, the parent itself. */
  path?: string;
  /** Dotted where needed: "position.x"; `scale` takes a number for both axes. */
  property: string;
  /** In the order of their times. */
  keys: readonly AnimationKey[];
}

export interface Animation {
  /** Seconds. */
  length: number;
  loop?: boolean;
  tracks?: readonly AnimationTrack[];
  /** Functions, each with the second at which it is called. */
  calls?: readonly (readonly [seconds: number, run: () => void])[];
}

/** Null, or why it cannot be played. */
export function whyNot({ length, tracks = [], calls = [] }: Animation): string | null {
  if (!(length > 0 && length < Infinity))
    return `its length is ${shown(length)}; it must be a number of seconds above 0`;
  for (const { property, keys } of tracks) {
    if (!Array.isArray(keys) || keys.length === 0) return `its track of ${property} has no keys`;
    for (const [index, [seconds, , easing = "linear"]] of keys.entries()) {
      if (!(seconds >= (keys[index - 1]?.[0] ?? 0)))
        return `the keys of ${property} are not in the order of their seconds`;
      if (!Object.hasOwn(easings, easing)) return `no easing is called ${shown(easing)} (in the track of ${property})`;
    }
  }
  if (calls.some(([, run]) => typeof run !== "function")) return "what it calls must be functions";
  return null;
}

/** Sets the field of the node to what the track says at that second. */
export function apply({ property, keys }: AnimationTrack, node: Node, seconds: number): void {
  const { holder, key } = fieldAt(node, property, "animate");
  holder[key] = valueAt(keys, seconds);
}

export function valueAt(keys: readonly AnimationKey[], seconds: number): AnimationKey[1] {
  const next = keys.findIndex(([at]) => at > seconds);
  if (next === -1) return keys.at(-1)![1];
  if (next === 0) return keys[0]![1];
  const [[from, before], [to, after, easing = "linear"]] = [keys[next - 1]!, keys[next]!];
  const weight = easings[easing]((seconds - from) / (to - from));
  if (typeof before === "number" && typeof after === "number") return lerp(before, after, weight);
  if (isColor(before) && isColor(after)) return mixColor(before, after, weight);
  return before;
}

const isColor = (value: AnimationKey[1]): value is string => typeof value === "string" && tryColor(value) !== null;
