/**
 * Frames beside their peers: the same moves through each format, turn by turn, so that what else the machine does meets all
 * of them; each scene in a process of its own, so that none is slowed by what the machine learned of another. A page that
 * follows is compared with the scene at the end: a format that lost something is no figure.
 *
 * Encoding is timed from the moves to the bytes: one format notices changes when they are made, another when it is asked.
 */
import { type Format, formats } from "./peers-formats.ts";
import { balls, type Moves, movesOf, type Row, rowsCompared } from "./peers-scene.ts";
import type { BenchRow } from "./row.ts";

const WARM = 20;
const RUNS = 40;
/** Moves in one run: a single tick is too short to be measured. */
const MOVES = 5000;

const comparisons: readonly (() => BenchRow[])[] = [
  ...rowsCompared.map((row) => () => compareTicks(row)),
  ...[100, 1000, 10_000].map((count) => () => compareWhole(count)),
];

export async function rows(): Promise<BenchRow[]> {
  const list: BenchRow[] = [];
  for (const at of comparisons.keys()) {
    const child = Bun.spawn([process.execPath, import.meta.path, String(at)], {
      stdout: "pipe",
      stderr: "inherit",
      env: {},
    });
    list.push(...((await new Response(child.stdout).json()) as BenchRow[]));
  }
  return list;
}

interface Measured {
  readonly name: string;
  readonly format: Format;
  /** Milliseconds for one tick or one whole scene, of each run. */
  encode: number[];
  decode: number[];
  bytes: number;
}

const begin = (count: number): Measured[] =>
  Object.entries(formats).map(([name, make]) => {
    const format = make(balls(count));
    format.join(format.full().slice());
    return { name, format, encode: [], decode: [], bytes: 0 };
  });

function compareTicks(row: Row): BenchRow[] {
  const moves = movesOf(row, Math.max(2, Math.round(MOVES / row.moving)));
  const measured = begin(row.nodes);
  inTurns(measured, (one) => {
    const frames: Uint8Array[] = [];
    let encoding = 0;
    for (const move of moves) {
      const began = performance.now();
      const bytes = one.format.tick(move);
      encoding += performance.now() - began;
      frames.push(bytes.slice());
    }
    const began = performance.now();
    for (const frame of frames) one.format.follow(frame);
    note(one, encoding, performance.now() - began, frames);
  });
  for (const { name, format } of measured) expectShown(name, format, moves);
  return told(row.name, measured);
}

/** The whole scene, for a page that joins. */
function compareWhole(count: number): BenchRow[] {
  const measured = begin(count);
  const times = Math.max(1, Math.round(MOVES / count));
  inTurns(measured, (one) => {
    const began = performance.now();
    let bytes = new Uint8Array(0);
    for (let i = 0; i < times; i++) bytes = one.format.full() as typeof bytes;
    const encoded = performance.now();
    for (let i = 0; i < times; i++) one.format.join(bytes);
    note(one, encoded - began, performance.now() - encoded, Array(times).fill(bytes));
  });
  return told(`all of ${count.toLocaleString("en")}, whole`, measured);
}

/** One after the other, again and again. */
function inTurns(measured: readonly Measured[], run: (one: Measured) => void): void {
  for (let i = 0; i < WARM + RUNS; i++) for (const one of measured) run(one);
}

function note(one: Measured, encoding: number, decoding: number, frames: readonly Uint8Array[]): void {
  one.encode.push(encoding / frames.length);
  one.decode.push(decoding / frames.length);
  one.bytes = frames.reduce((sum, { length }) => sum + length, 0) / frames.length;
}

function expectShown(name: string, format: Format, moves: readonly Moves[]): void {
  const { places, numbers } = moves.at(-1)!;
  places.forEach((place, i) => {
    const wanted = [...numbers.subarray(3 * i, 3 * i + 3)].map(Math.fround);
    const shown = format.shown(place + 1).map(Math.fround);
    if (!Bun.deepEquals(shown, wanted)) throw new Error(`${name} shows ball ${place + 1} at ${shown}, not ${wanted}`);
  });
}

/** Ours in full, the others as multiples of it: best run against best run, since what else the machine does only adds. */
function told(name: string, measured: readonly Measured[]): BenchRow[] {
  const [ours, ...peers] = measured as [Measured, ...Measured[]];
  const row = (what: "encode" | "decode"): BenchRow => {
    const of = (one: Measured) => one[what].slice(WARM).sort((a, b) => a - b);
    const times = of(ours);
    const ratios = peers.map((peer) => `${peer.name} ×${(of(peer)[0]! / times[0]!).toFixed(2)}`);
    return {
      name: `${what}, ${name}`,
      medianMs: times[RUNS / 2]!,
      p90Ms: times[Math.floor(RUNS * 0.9)]!,
      note: ratios.join(", "),
    };
  };
  const bytes = [ours, ...peers].map((one) => `${one.name} ${Math.round(one.bytes)} B`).join(", ");
  const [encode, decode] = [row("encode"), row("decode")];
  return [{ ...encode, note: `${encode.note}; ${bytes}` }, decode];
}

if (import.meta.main) console.log(JSON.stringify(comparisons[Number(process.argv[2])]!()));
