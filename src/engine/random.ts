/** Chance, out of the run's seed: every draw moves one stream on, which is part of the scene's state. */
import { sceneFor } from "./current.ts";
import { shown } from "./fault.ts";
import { TAU } from "./math.ts";
import { Vec2 } from "./vec2.ts";

const next = (): number => sceneFor("random").random.next();

const float = (min: number = 0, max: number = 1): number => min + next() * (max - min);
const int = (min: number, max: number): number =>
  Math.floor(Math.ceil(min) + next() * (Math.floor(max) - Math.ceil(min) + 1));

function pick<T>(items: readonly T[]): T {
  if (!(items?.length > 0))
    throw new RangeError(`Cannot pick from ${items?.length === 0 ? "an empty list" : shown(items)}`);
  return items[int(0, items.length - 1)]!;
}

/** The Box–Muller transform; the second number that it could give is not kept, so that a draw is a draw. */
function gaussian(mean: number = 0, deviation: number = 1): number {
  const radius = Math.sqrt(-2 * Math.log(1 - next()));
  return mean + deviation * radius * Math.cos(TAU * next());
}

/** Fisher–Yates, on a copy. */
function shuffle<T>(items: readonly T[]): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = int(0, last);
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}

/** Seeded by the run: the same seed gives the same scene. `Math.random` is this source too. */
export const random: {
  readonly float: (min?: number, max?: number) => number;
  /** Both bounds included. */
  readonly int: (min: number, max: number) => number;
  /** Throws on an empty list. */
  readonly pick: <T>(items: readonly T[]) => T;
  readonly chance: (probability: number) => boolean;
  readonly angle: () => number;
  /** A point of the stage. */
  readonly point: () => Vec2;
  readonly gaussian: (mean?: number, deviation?: number) => number;
  readonly shuffle: <T>(items: readonly T[]) => T[];
} = Object.freeze({
  float,
  int,
  pick,
  chance: (probability: number) => next() < probability,
  angle: () => next() * TAU,
  point: () => {
    const { width, height } = sceneFor("random");
    return new Vec2(next() * width, next() * height);
  },
  gaussian,
  shuffle,
});

/** Smooth noise in -1 to 1, seeded by the run. */
export function noise(x: number, y: number = 0): number {
  return sceneFor("noise").noise(x, y);
}
