/**
 * Numbers against ticks: each plot remembers the last samples of one number of one node. Numbers that frames carry are
 * sampled whenever a frame comes, all others whenever the server describes the node, which is while it is selected. Pure.
 */
import type { Json } from "../base/json.ts";
import type { NodeDescription, PropertyDescription } from "../base/node-description.ts";
import type { DecodedNode } from "../wire/decoded-node.ts";
import type { FrameDecoder } from "../wire/frame-decoder.ts";
import { drawKinds } from "../wire/schema.ts";
import { field } from "./draw/fields.ts";
import { nodeOf, slotOf } from "./ids.ts";

export interface Sample {
  readonly tick: number;
  readonly value: number;
}

export interface Plot {
  /** On the stage. */
  readonly node: number;
  /** As the inspector has it; a vector's with its axis: `position.x`. */
  readonly property: string;
  readonly title: string;
  /** Oldest first. */
  readonly samples: Sample[];
}

/** Nine seconds of a number that changes at every tick. */
const mostSamples = 576;

export const plotKey = ({ node, property }: Pick<Plot, "node" | "property">): string => `${node} ${property}`;

/** What a property shows as plots: itself, or each axis of a vector. */
export function plotsOf(node: number, name: string, property: PropertyDescription): Omit<Plot, "samples">[] {
  const parts = property.type === "vector" ? [`${property.name}.x`, `${property.name}.y`] : [property.name];
  return parts.map((part) => ({ node, property: part, title: `${name} ${part}` }));
}

/** A tick that was there before takes the place of all since: the scene was restarted. */
export function addSample({ samples }: Plot, tick: number, value: number): void {
  if (!Number.isFinite(value)) return;
  while (samples.length > 0 && samples.at(-1)!.tick >= tick) samples.pop();
  samples.push({ tick, value });
  if (samples.length > mostSamples) samples.shift();
}

/** The numbers that this frame of the slot has. */
export function samplePlots(plots: readonly Plot[], slot: number, { tick, nodes }: FrameDecoder): void {
  for (const plot of plots) {
    const node = slotOf(plot.node) === slot ? nodes.get(nodeOf(plot.node)) : undefined;
    const value = node && numberInFrame(node, plot.property);
    if (value !== undefined) addSample(plot, tick, value);
  }
}

/** The stage's picture, as far as sampling needs it. */
export interface Shown {
  node(id: number): DecodedNode | undefined;
  tickOf(slot: number): number;
}

/** The numbers that only the description has. */
export function sampleDescription(
  plots: readonly Plot[],
  node: number,
  description: NodeDescription,
  shown: Shown,
): void {
  const drawn = shown.node(node);
  for (const plot of plots) {
    if (plot.node !== node || (drawn && numberInFrame(drawn, plot.property) !== undefined)) continue;
    const value = numberInDescription(description, plot.property);
    if (value !== undefined) addSample(plot, shown.tickOf(slotOf(node)), value);
  }
}

/** Undefined where frames do not carry the number. */
export function numberInFrame(node: DecodedNode, property: string): number | undefined {
  const kind = drawKinds[node.kind];
  const name = inFrames.get(property) ?? property;
  const column = kind?.fields.find((one) => one.name === name);
  return kind && column?.type === "f32" ? node.values[field(kind.name, name)] : undefined;
}
const inFrames: ReadonlyMap<string, string> = new Map([
  ["position.x", "x"],
  ["position.y", "y"],
  ["scale.x", "scaleX"],
  ["scale.y", "scaleY"],
]);

export function numberInDescription({ properties }: NodeDescription, property: string): number | undefined {
  const [name, axis] = property.split(".");
  const value = properties.find((one) => one.name === name)?.value;
  const number = axis === undefined ? value : (value as { readonly [axis: string]: Json } | undefined)?.[axis];
  return typeof number === "number" ? number : undefined;
}

/** The smallest and the largest value, apart enough to be drawn. */
export function rangeOf(samples: readonly Sample[]): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { value } of samples) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low > high) return [0, 1];
  const room = Math.max((high - low) * 0.06, Math.abs(high) * 1e-3, 1e-6);
  return [low - room, high + room];
}
