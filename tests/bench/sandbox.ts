/** A verdict from nothing: a child started, locked, checked, ten frames in two plays; beside the floor, `bun -e 0`. */
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import type { Session } from "../../src/sandbox/sandbox.ts";
import { checkedFrom, options, powers, value } from "../sandbox/helpers.ts";
import type { BenchRow } from "./row.ts";
import { sample } from "./sample.ts";

const source = `import { Circle, Node2D } from "nodegen";
export default class Spinner extends Node2D {
  speed = 2;
  onReady() { for (let i = 0; i < 20; i++) this.addChild(new Circle({ x: i * 10, radius: 4 })); }
  onUpdate(dt: number) { this.rotation += this.speed * dt; }
}`;

export async function rows(): Promise<BenchRow[]> {
  const sandbox = makeSandbox(powers);
  const checked = await checkedFrom(source);
  const { verdict, proven } = value(await sandbox.prove(checked, options));
  if (proven === undefined) throw new Error(`the module of the bench does not pass: ${verdict.findings[0]?.message}`);
  const floor = await sample(
    "bun -e 0",
    () => Bun.spawn([process.execPath, "-e", "0"], { env: {} }).exited,
    "the floor",
  );
  const cold = await sample(
    "verdict, cold",
    async () => value(await sandbox.prove(checked, options)),
    "10 frames, two plays",
  );
  const opened = await sandbox.open(proven, options);
  if (!opened.ok) throw new Error("the session of the bench does not open");
  const tick = await sample("64 ticks of a live scene", () => second(opened.value), "one second of simulated time");
  const probe = await sample("doctor's probes", () => sandbox.probe(), "four children");
  await sandbox.close();
  return [floor, cold, tick, probe];
}

async function second(session: Session): Promise<void> {
  for (let tick = 0; tick < 64; tick++) await session.tick({ input: [], edits: [], keyframe: false, digest: false });
}
