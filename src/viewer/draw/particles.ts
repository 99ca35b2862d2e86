/**
 * Particles2D: discs whose size and colour follow from how much of their life is over. Those of one age are one path, so
 * that thousands cost a few fills.
 */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { css, isClear } from "./color.ts";
import { field } from "./fields.ts";
import { between } from "./interpolate.ts";
import type { Draw } from "./pen.ts";

const startSize = field("Particles2D", "startSize");
const endSize = field("Particles2D", "endSize");
const startColor = field("Particles2D", "startColor");
const endColor = field("Particles2D", "endColor");
const local = field("Particles2D", "local");

/** Steps of colour: more cannot be told apart on things that small. */
const AGES = 16;

export const stayInScene = ({ values }: DecodedNode): boolean => values[local] === 0;

export const drawParticles: Draw = (pen, node) => {
  const { context } = pen;
  const { values, points: p = new Float32Array(0) } = node;
  const [from, to] = [pen.at(node, startSize) / 2, pen.at(node, endSize) / 2];
  const byAge = Array.from({ length: AGES }, (): number[] => []);
  for (let i = 0; i + 2 < p.length; i += 3) byAge[ageOf(p[i + 2]!)]!.push(i);
  for (const [age, places] of byAge.entries()) {
    const color = mixed(values[startColor]!, values[endColor]!, age / (AGES - 1));
    if (places.length === 0 || isClear(color)) continue;
    context.fillStyle = css(color);
    context.beginPath();
    for (const i of places) {
      const radius = between(from, to, p[i + 2]!);
      if (!(radius > 0)) continue;
      context.moveTo(p[i]! + radius, p[i + 1]!);
      context.arc(p[i]!, p[i + 1]!, radius, 0, 2 * Math.PI);
    }
    context.fill();
  }
};

const ageOf = (share: number): number => Math.min(Math.max(Math.floor(share * AGES), 0), AGES - 1) || 0;

/**
 * Each channel of its own. "transparent" is black, which would darken what fades: where one end is clear, the colour is the
 * other's.
 */
export function mixed(from: number, to: number, weight: number): number {
  const [start, end] = [isClear(from) ? to & ~0xff : from, isClear(to) ? from & ~0xff : to];
  const channel = (shift: number): number =>
    Math.round(between((start >>> shift) & 0xff, (end >>> shift) & 0xff, weight)) << shift;
  return (channel(24) | channel(16) | channel(8) | channel(0)) >>> 0;
}
