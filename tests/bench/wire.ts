/** What frames cost: the encoder in the child, the decoder in the page, and the bytes between them. Times are for one tick. */
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import type { FrameNode } from "../../src/wire/frame-node.ts";
import { drawKinds } from "../../src/wire/schema.ts";
import type { BenchRow } from "./row.ts";
import { sample } from "./sample.ts";
import { TouchedPlaces } from "./touched-places.ts";

const kind = drawKinds.findIndex(({ name }) => name === "Circle");
/** Ticks in one sample: a single one is too short to be measured. */
const TICKS = 100;

class Ball implements FrameNode {
  readonly kind = kind;
  readonly type = "Circle";
  readonly name: string;
  readonly #numbers = Float64Array.of(0, 0, 0, 1, 1, 1, 0, 1, 0, 0xffffffff, 0, 2, 16);

  constructor(
    readonly id: number,
    readonly parent: number,
  ) {
    this.name = `Ball${id}`;
  }

  /** x, y and rotation. */
  move(): void {
    for (let i = 0; i < 3; i++) this.#numbers[i]! += 0.25;
  }

  numbers(into: Float64Array): void {
    into.set(this.#numbers);
  }

  extra(): null {
    return null;
  }
}

export async function rows(): Promise<BenchRow[]> {
  return [
    ...(await rowsOf(1, 100)),
    ...(await rowsOf(100, 100)),
    ...(await rowsOf(100, 1000)),
    ...(await rowsOf(10_000, 10_000)),
  ];
}

/** `changed` of `count` nodes move at each tick, other ones than at the tick before where there are others. */
async function rowsOf(changed: number, count: number): Promise<BenchRow[]> {
  const nodes = Array.from({ length: count }, (_, i) => new Ball(i + 1, i === 0 ? 0 : 1));
  const touched = new TouchedPlaces(count);
  const encoder = new FrameEncoder();
  const decoder = new FrameDecoder();
  const step = (tick: number): Uint8Array => {
    for (let k = 0; k < changed; k++) {
      const place = (Math.floor((k * count) / changed) + tick) % count;
      nodes[place]!.move();
      touched.touch(place);
    }
    return encoder.encode(tick, nodes, false, touched);
  };
  step(0);
  const whole = encoder.encode(0, nodes, true);
  decoder.apply(whole);
  let tick = 0;
  const frames = Array.from({ length: TICKS }, () => step(++tick));
  // Deltas that change no structure can be applied again and again, after the first, which teaches the mask.
  const deltas = frames.slice(1);
  decoder.apply(frames[0]!);

  const bytes = deltas.reduce((sum, { length }) => sum + length, 0) / deltas.length;
  const note = `${Math.round(bytes)} B a tick, ${changed * 12} B as raw Float32; whole: ${whole.length} B`;
  const encode = await sample(`encode, ${changed} of ${count} nodes move`, () => {
    for (let i = 0; i < TICKS; i++) step(++tick);
  });
  const decode = await sample(`decode, ${changed} of ${count} nodes move`, () => {
    for (const delta of deltas) {
      const change = decoder.apply(delta);
      if (!change.ok) throw new Error(change.error);
    }
  });
  return [perTick(encode, TICKS, note), perTick(decode, deltas.length)];
}

const perTick = ({ name, medianMs, p90Ms }: BenchRow, ticks: number, note?: string): BenchRow => ({
  name,
  medianMs: medianMs / ticks,
  p90Ms: p90Ms / ticks,
  note,
});
