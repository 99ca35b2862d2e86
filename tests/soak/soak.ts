/**
 * A stage under everything at once, for as long as one likes, and what it left behind: ticks that were lost, memory that
 * grew, descriptors, processes.
 */
import { children, descriptors, type Sample, sample, slope } from "./measure.ts";
import { SoakedStage } from "./soaked-stage.ts";

export interface SoakOptions {
  readonly minutes: number;
  /** So many things are done, however long it takes. */
  readonly least?: number;
  readonly seed: number;
  readonly tell: (line: string) => void;
}

export interface SoakReport {
  readonly done: { readonly [action: string]: number };
  /** That were due. */
  readonly ticks: number;
  /** Of a module that lives as long as the soak: due, and not played. */
  readonly lostTicks: number;
  readonly heapSlope: number;
  readonly rssSlope: number;
  readonly childSlope: number;
  readonly samples: readonly Sample[];
  /** Milliseconds from the kill of a child to its successor's first picture. */
  readonly back: readonly number[];
  readonly descriptorsBefore: number;
  readonly descriptorsAfter: number;
  /** By their command lines. */
  readonly childrenLeft: readonly string[];
  /** Modules that behave, and were ended or turned away for their time: the machine had too much else to do. */
  readonly slow: readonly string[];
  /** What must not have happened, in words; empty when all held. */
  readonly failures: readonly string[];
}

/** Megabytes a minute. A whole picture of the main module is a hundredth of it. */
const MOST_HEAP_SLOPE = 1;
/** What the allocator keeps comes and goes. */
const MOST_RSS_SLOPE = 4;
/** Shorter than this, a slope is chance. */
const SLOPE_COUNTS_FROM = 4;
const PATIENCE_MS = 5_000;

export async function soak({ minutes, least = 0, seed, tell }: SoakOptions): Promise<SoakReport> {
  const before = descriptors();
  const running = await SoakedStage.open(seed);
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 60_000;
  const samples: Sample[] = [];
  const every = Math.max(minutes / 40, 0.01);
  for (let acts = 0; elapsed() < minutes || acts < least; acts++) {
    if (elapsed() >= samples.length * every) {
      samples.push(sample(elapsed(), running.steadyPid));
      if (samples.length % 4 === 1) tell(running.line(samples.at(-1)!));
    }
    await running.act();
  }
  samples.push(sample(elapsed(), running.steadyPid));
  const { lostTicks, ticks } = running;
  await running.close();
  Bun.gc(true);
  const report = {
    done: running.done,
    ticks,
    lostTicks,
    heapSlope: slope(samples, "heap"),
    rssSlope: slope(samples, "rss"),
    childSlope: slope(samples, "childRss"),
    samples,
    back: running.back,
    slow: running.slow,
    descriptorsBefore: before,
    descriptorsAfter: descriptors(),
    childrenLeft: await childrenLeft(),
  };
  return { ...report, failures: [...running.failures, ...leaks(report, minutes)] };
}

/** Who was told to end may take a moment. */
async function childrenLeft(): Promise<readonly string[]> {
  const until = performance.now() + PATIENCE_MS;
  while (children().length > 0 && performance.now() < until) await Bun.sleep(20);
  return children();
}

function leaks(report: Omit<SoakReport, "failures">, minutes: number): string[] {
  const { heapSlope, rssSlope, childSlope, descriptorsBefore, descriptorsAfter, childrenLeft } = report;
  const failures: string[] = [];
  const grows = (what: string, mbPerMinute: number, most: number) => {
    if (minutes >= SLOPE_COUNTS_FROM && mbPerMinute > most)
      failures.push(`${what} grows by ${mbPerMinute.toFixed(1)} MB a minute`);
  };
  grows("the host's heap", heapSlope, MOST_HEAP_SLOPE);
  grows("the host's memory", rssSlope, MOST_RSS_SLOPE);
  grows("a child's memory", childSlope, MOST_RSS_SLOPE);
  // Bun keeps a few of its own, made when they are first needed.
  if (descriptorsAfter > descriptorsBefore + 12)
    failures.push(`${descriptorsAfter - descriptorsBefore} descriptors are still open`);
  if (childrenLeft.length > 0) failures.push(`children are left: ${childrenLeft.join(", ")}`);
  return failures;
}
