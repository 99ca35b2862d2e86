/** Smooth random values over a plane (Ken Perlin's improved gradient noise, 2002), the same for the same seed. */
import { RandomSource } from "./random.ts";

/** `(x, y)` to -1 … 1; zero at whole coordinates, so sample between them. */
export function makeNoise(seed: number): (x: number, y: number) => number {
  // Made by the first who asks: most scenes never do.
  let table: Uint8Array | undefined;
  const corner = (column: number, row: number, x: number, y: number): number => {
    table ??= shuffledBytes(new RandomSource(seed));
    return slope(table[(table[column & 255]! + row) & 255]!, x, y);
  };
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    const right = x - column;
    const down = y - row;
    const across = fade(right);
    const top = mix(corner(column, row, right, down), corner(column + 1, row, right - 1, down), across);
    const bottom = mix(
      corner(column, row + 1, right, down - 1),
      corner(column + 1, row + 1, right - 1, down - 1),
      across,
    );
    return Math.max(-1, Math.min(1, mix(top, bottom, fade(down)) * Math.SQRT2));
  };
}

/** Eight directions of length 1, an eighth of a turn apart. */
function slope(hash: number, x: number, y: number): number {
  const diagonal = Math.SQRT1_2;
  const along = hash & 1 ? -x : x;
  const aside = hash & 2 ? -y : y;
  if (hash & 4) return (along + aside) * diagonal;
  return hash & 8 ? along : aside;
}

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);
const mix = (from: number, to: number, weight: number): number => from + (to - from) * weight;

function shuffledBytes(source: RandomSource): Uint8Array {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  for (let last = 255; last > 0; last--) {
    const other = Math.floor(source.next() * (last + 1));
    [bytes[last], bytes[other]] = [bytes[other]!, bytes[last]!];
  }
  return bytes;
}
