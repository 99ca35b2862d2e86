/**
 * A module's whole life with nothing around it: on the real engine, in the realm of whoever calls this, with a verdict
 * printed as JSON that is believed as it stands. Names nothing of any runtime but `console`.
 */
import type { BrokerAnswer, BrokerAsk } from "../../src/base/broker-call.ts";
import type { Node } from "../../src/engine/node.ts";
import { Scene } from "../../src/engine/scene.ts";
import { editOf, inputAt, LIVE_TICKS, OUTSIDE_TICKS, run, SMOKE_TICKS } from "./life.ts";

type NodeType = new () => Node;

const problems: string[] = [];

/** Tells the cause of it all, as it was thrown. */
export const note = (error: unknown): void => {
  const cause = (error as { cause?: unknown } | undefined)?.cause ?? error;
  console.error((cause as Error).stack);
  problems.push(`${cause as string}`);
};

/** Does what a module asks for outside; `tell` says at the end what was used up. */
export interface Answering {
  answer(ask: BrokerAsk): Promise<BrokerAnswer>;
  tell(): void;
}

/** `breathe` lets the runtime do what waits: promise jobs, timers, input and output. */
export async function playUnwalled(
  load: () => Promise<{ default: NodeType }>,
  breathe: () => Promise<void>,
  outside?: Answering,
): Promise<void> {
  try {
    const { default: type } = await load();
    if (outside) await liveOutside(begin(type, false), breathe, outside);
    const scene = begin(type);
    for (let tick = 0; tick < SMOKE_TICKS; tick++) await step(scene, breathe);
    const digest = digestOf(scene.stateBytes());
    console.log(`VERDICT ${JSON.stringify({ ok: problems.length === 0, digest })}`);
    await live(scene, type, breathe);
  } catch (error) {
    note(error);
    console.log(`VERDICT ${JSON.stringify({ ok: false, problems })}`);
  }
}

function begin(type: NodeType, smoke = true): Scene {
  const scene = new Scene({ ...run, maxNodes: Infinity, asked: [], smoke });
  scene.start(() => new type());
  return scene;
}

async function live(scene: Scene, type: NodeType, breathe: () => Promise<void>): Promise<void> {
  const edit = editOf(scene.describe());
  for (let tick = 0; tick < LIVE_TICKS; tick++)
    await step(scene, breathe, inputAt(tick), tick === 0 && edit ? [edit] : []);
  const successor = begin(type);
  successor.restore(scene.snapshot());
  await step(successor, breathe);
  successor.root?.queueFree();
  await step(successor, breathe);
}

async function liveOutside(scene: Scene, breathe: () => Promise<void>, outside: Answering): Promise<void> {
  for (let tick = 0; tick < OUTSIDE_TICKS; tick++) {
    const answers = await Promise.all(scene.calls.take().map((ask) => outside.answer(ask)));
    for (const _ of scene.calls.hear({ changes: [], answers })) await breathe();
    await step(scene, breathe);
  }
  outside.tell();
}

async function step(
  scene: Scene,
  breathe: () => Promise<void>,
  input: Parameters<Scene["step"]>[0]["input"] = [],
  edits: Parameters<Scene["step"]>[0]["edits"] = [],
): Promise<void> {
  scene.step({ input, edits, drain: () => {} });
  await breathe();
}

/** To tell two states apart, not to prove anything: FNV-1a. */
function digestOf(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16);
}
