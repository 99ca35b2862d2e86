/**
 * The scenes that the formats are compared over: circles on a stage, of which some move at each tick to places that fit no
 * format better than another. Every format is told of a move when it happens, since that is how each is used.
 */
import { RandomSource } from "../../src/base/random.ts";

/** What every format carries of a node; `full` sends all of it. */
export interface Ball {
  readonly id: number;
  readonly parent: number;
  readonly type: string;
  readonly name: string;
  x: number;
  y: number;
  rotation: number;
  readonly radius: number;
  /** 0xRRGGBBAA */
  readonly color: number;
}

export interface Row {
  readonly name: string;
  readonly nodes: number;
  readonly moving: number;
  /** Other nodes than at the tick before. */
  readonly others: boolean;
}

export const rowsCompared: readonly Row[] = [
  { name: "1 of 100, the same", nodes: 100, moving: 1, others: false },
  { name: "1 of 100, another each tick", nodes: 100, moving: 1, others: true },
  { name: "100 of 100", nodes: 100, moving: 100, others: false },
  { name: "100 of 1,000, the same", nodes: 1000, moving: 100, others: false },
  { name: "100 of 1,000, others each tick", nodes: 1000, moving: 100, others: true },
  { name: "10,000 of 10,000", nodes: 10_000, moving: 10_000, others: false },
];

export const balls = (count: number): Ball[] =>
  Array.from({ length: count }, (_, i) => ({
    id: i + 1,
    parent: i === 0 ? 0 : 1,
    type: "Circle",
    name: i === 0 ? "Ball" : `Ball${i + 1}`,
    x: 10.5 + i,
    y: 20.25 + i,
    rotation: 0.125,
    radius: 12.5,
    color: (0x336699ff + 256 * i) >>> 0,
  }));

/** Which ball is where next: three numbers for each that moves, the same for every format. */
export interface Moves {
  readonly places: readonly number[];
  readonly numbers: Float64Array;
}

/** The moves of so many ticks. */
export function movesOf({ nodes, moving, others }: Row, ticks: number): Moves[] {
  const random = new RandomSource(nodes + moving);
  return Array.from({ length: ticks }, (_, tick) => ({
    places: Array.from({ length: moving }, (_, k) => (Math.floor((k * nodes) / moving) + (others ? tick : 0)) % nodes),
    numbers: Float64Array.from({ length: 3 * moving }, () => 960 * random.next()),
  }));
}
