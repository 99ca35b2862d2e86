/**
 * A thousand swaps of one module with real children, as fast as they go, with a viewer that throws where a delta is missing or
 * does not fit: the time of each, and the memory of the host and of the child in place after a hundred and after all.
 */
import { processes } from "../../src/cli/powers/processes.ts";
import { readMemory } from "../../src/sandbox/usage.ts";
import { about, closeAll, openReal, prove } from "../live/children.ts";
import type { BenchRow } from "./row.ts";

const SWAPS = 1_000;
/** By then what is kept has reached its bounds. */
const FIRST = 100;

const moduleText = (color: string) => `import { Circle, Node2D } from "nodegen";
export default class Painted extends Node2D {
  ticks = 0;
  dot = this.addChild(new Circle({ radius: 5, color: "${color}", name: "Dot" }));
  onUpdate() {
    this.dot.x = ++this.ticks % 900;
  }
}`;

export async function rows(): Promise<BenchRow[]> {
  const versions = await Promise.all(["red", "green", "blue"].map((color) => prove(moduleText(color))));
  const { stage, page, pids } = await openReal();
  const added = await stage.add(versions[0]!, about);
  if (!added.ok) throw new Error("the module of the bench does not start");
  const memory = () => {
    Bun.gc(true);
    const megabytes = (pid: number) => Math.round((readMemory(pid, processes.proc) ?? 0) / 2 ** 20);
    return { host: megabytes(process.pid), child: megabytes(pids.at(-1)!) };
  };
  const times: number[] = [];
  let early = memory();
  for (let swap = 1; swap <= SWAPS; swap++) {
    const began = performance.now();
    const swapped = await stage.swap(1, versions[swap % versions.length]!, about);
    if (!swapped.ok) throw new Error(`swap ${swap} failed: ${JSON.stringify(swapped.error)}`);
    times.push(performance.now() - began);
    page.events.length = 0;
    if (swap === FIRST) early = memory();
  }
  const late = memory();
  const { droppedTicks, tick } = stage.status();
  await stage.close();
  await closeAll();
  times.sort((a, b) => a - b);
  const memories = `host ${early.host} → ${late.host} MB, child ${early.child} → ${late.child} MB`;
  return [
    {
      name: "swap, one of a thousand, no pool",
      medianMs: times[SWAPS / 2]!,
      p90Ms: times[SWAPS * 0.9]!,
      note: `after ${FIRST} and ${SWAPS}: ${memories}; a viewer missed nothing; ticks lost: ${droppedTicks} of ${tick}`,
    },
  ];
}

if (import.meta.main) console.table(await rows());
