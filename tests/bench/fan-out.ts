/**
 * Frames to many viewers: real sockets over loopback, the server in one process and the viewers in two others, from when
 * the host begins to hand out a delta until a viewer's program has it. With one viewer that reads nothing; and with as many
 * as the machine can.
 */
import { join } from "node:path";

import { TICK_RATE } from "../../src/engine/scene.ts";
import type { BenchRow } from "./row.ts";

/** What a person would not notice beside the screen's own 16 ms. */
const LIMIT_MS = 25;
const SECONDS = 4;
/** Each step of the search for the limit. */
const SEARCH_SECONDS = 2;
/** Whoever has no picture by then has none, milliseconds. */
const JOIN_MS = 5000;
/** Where the search ends at the latest: the descriptors of one process. */
const MOST_VIEWERS = 6400;

export async function rows(): Promise<BenchRow[]> {
  const list: BenchRow[] = [];
  for (const moving of [100, 1000]) {
    const host = await openHost(moving);
    const about = `${moving} of 1,000 move`;
    const few = await watchWith(host, 200);
    list.push(row(`200 viewers, ${about}`, few));
    const stalled = await openViewers(host.url, 1);
    // Its sockets stay open and nothing is read any more.
    stalled?.process.kill("SIGSTOP");
    list.push(row(`200 viewers and a stalled one, ${about}`, await watchWith(host, 200)));
    stalled?.process.kill("SIGKILL");
    list.push(await findLimit(host, about));
    await host.close();
  }
  return list;
}

/** Twice as many again and again until they are too many, then between the last two, to a tenth. */
async function findLimit(host: Host, about: string): Promise<BenchRow> {
  let best = await watchWith(host, 200, SEARCH_SECONDS);
  let over: Measured | undefined;
  while (over === undefined ? best.viewers < MOST_VIEWERS : over.viewers > 1.1 * best.viewers) {
    const count = over === undefined ? best.viewers * 2 : Math.round((best.viewers + over.viewers) / 2);
    const next = await watchWith(host, count, SEARCH_SECONDS);
    if (isServed(next)) best = next;
    else over = next;
  }
  const told = [best, over].filter((each) => each !== undefined).map((each) => `${each.viewers}: ${noteOf(each)}`);
  return { ...row(`viewers within ${LIMIT_MS} ms at most, ${about}`, best), note: told.join("; ") };
}

const isServed = ({ delays, lost, hertz }: Measured): boolean =>
  percentile(delays, 0.99) <= LIMIT_MS && lost === 0 && hertz > 0.95 * TICK_RATE;

interface Measured {
  readonly viewers: number;
  /** Milliseconds from the host's hand to the viewer, of each delta of each viewer. */
  readonly delays: readonly number[];
  /** Deltas that a viewer did not get. */
  readonly lost: number;
  /** Deltas that the host handed out, a second. */
  readonly hertz: number;
  /** Milliseconds to the whole picture, of some who came while the others watched. */
  readonly joined: readonly number[];
  readonly bytesPerSecond: number;
  /** Share of one core that the server took. */
  readonly hostShare: number;
}

/** Of so many that not all of them have the picture in time. */
const nobodyServed = { delays: [], lost: 0, hertz: 0, joined: [], bytesPerSecond: 0, hostShare: 0 };

async function watchWith(host: Host, count: number, seconds = SECONDS): Promise<Measured> {
  const half = Math.floor(count / 2);
  const opened = await Promise.all([openViewers(host.url, count - half), openViewers(host.url, half)]);
  const viewers = opened.filter((each) => each !== undefined);
  if (viewers.length < opened.length) {
    for (const each of viewers) each.process.kill("SIGKILL");
    return { ...nobodyServed, viewers: count };
  }
  const before = await host.begin();
  const began = performance.now();
  for (const each of viewers) each.process.send("begin");
  await Bun.sleep(seconds * 500);
  const late = await openViewers(host.url, 5);
  late?.process.kill("SIGKILL");
  await Bun.sleep(seconds * 500);
  const handed = await host.end();
  const took = (performance.now() - began) / 1000;
  // What was handed out last is still on its way.
  await Bun.sleep(200);
  const seen = await Promise.all(viewers.map((each) => each.end()));
  for (const each of viewers) each.process.kill("SIGKILL");
  const delays = seen.flatMap(({ arrivals }) =>
    arrivals.flatMap(({ sequence, at }) => {
      const from = handed.handed[sequence];
      return from === undefined ? [] : [at - from];
    }),
  );
  const sequences = Object.keys(handed.handed).length;
  return {
    viewers: count,
    delays: delays.sort((a, b) => a - b),
    // Both ends of the stretch are ragged: the processes began and ended at different moments.
    lost: Math.max(0, Math.round(sequences * count * 0.97) - delays.length),
    joined: (late?.joined ?? []).toSorted((a, b) => a - b),
    hertz: sequences / took,
    bytesPerSecond: seen.reduce((sum, { bytes }) => sum + bytes, 0) / took,
    hostShare: (handed.cpu.user + handed.cpu.system - before) / 1e6 / took,
  };
}

interface Handed {
  readonly handed: Readonly<Record<number, number>>;
  readonly cpu: { readonly user: number; readonly system: number };
}

interface Host {
  readonly url: string;
  /** Answers with the processor time so far, in microseconds. */
  begin(): Promise<number>;
  end(): Promise<Handed>;
  close(): Promise<void>;
}

async function openHost(moving: number): Promise<Host> {
  const { process: child, next } = start<{ url: string } | Handed>("fan-out-host.ts", [String(moving)]);
  const { url } = (await next()) as { url: string };
  const ask = async (): Promise<Handed> => {
    child.send("end");
    return (await next()) as Handed;
  };
  return {
    url,
    async begin() {
      child.send("begin");
      const { cpu } = await ask();
      return cpu.user + cpu.system;
    },
    end: ask,
    async close() {
      child.send("close");
      await child.exited;
    },
  };
}

interface Seen {
  readonly arrivals: readonly { readonly sequence: number; readonly at: number }[];
  readonly bytes: number;
}

/** Undefined where not all of them had the whole picture in time. */
async function openViewers(url: string, count: number) {
  const { process: child, next } = start<{ joined: number[] } | Seen>("fan-out-viewers.ts", [url, String(count)]);
  const answer = await Promise.race([next(), Bun.sleep(JOIN_MS)]);
  if (answer === undefined) {
    child.kill("SIGKILL");
    return undefined;
  }
  const { joined } = answer as { joined: number[] };
  return {
    process: child,
    joined,
    async end(): Promise<Seen> {
      child.send("end");
      return (await next()) as Seen;
    },
  };
}

/** A program of this folder, and its messages one after another. */
function start<T>(program: string, words: readonly string[]) {
  const waiting: T[] = [];
  let wake = Promise.withResolvers<void>();
  const child = Bun.spawn([process.execPath, join(import.meta.dir, program), ...words], {
    stdout: "ignore",
    stderr: "inherit",
    ipc(message: T) {
      waiting.push(message);
      wake.resolve();
    },
    onExit: (_, code) => wake.reject(new Error(`${program} ended with ${code}`)),
  });
  // Whoever waits hears of an end; at the end nobody waits.
  wake.promise.catch(() => {});
  const next = async (): Promise<T> => {
    while (waiting.length === 0) {
      await wake.promise;
      wake = Promise.withResolvers();
      wake.promise.catch(() => {});
    }
    return waiting.shift()!;
  };
  return { process: child, next };
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const noteOf = ({ delays, lost, hertz, joined, bytesPerSecond, hostShare }: Measured): string =>
  [
    `${hertz.toFixed(0)} Hz`,
    `p99 ${percentile(delays, 0.99).toFixed(1)} ms`,
    `lost ${lost}`,
    `the last of ${joined.length} who join has the picture in ${percentile(joined, 1).toFixed(0)} ms`,
    `${(bytesPerSecond / 1e6).toFixed(0)} MB/s`,
    `host ${Math.round(100 * hostShare)} % of a core`,
  ].join(", ");

const row = (name: string, measured: Measured): BenchRow => ({
  name,
  medianMs: percentile(measured.delays, 0.5),
  p90Ms: percentile(measured.delays, 0.9),
  note: noteOf(measured),
});

if (import.meta.main) console.table(await rows());
