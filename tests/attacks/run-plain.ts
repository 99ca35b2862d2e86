/**
 * Runs one module on plain Bun, as anybody would who trusts it: imported into the process of the program, on the real
 * engine, which prints its verdict as JSON. This is how an attack is shown to work, and what the wall is there for.
 *
 * Argument: the module's path. What the module started goes on until nothing is left to wait for, or somebody ends it.
 */
import * as engine from "../../src/engine/index.ts";
import { Scene } from "../../src/engine/scene.ts";
import { editOf, inputAt, LIVE_TICKS, run, SMOKE_TICKS } from "./life.ts";

Bun.plugin({
  name: "nodegen",
  setup: (build) => void build.module("nodegen", () => ({ exports: { ...engine }, loader: "object" })),
});

const problems: string[] = [];
/** Tells the cause of it all, as it was thrown. */
const note = (error: unknown): void => {
  const cause = (error as { cause?: unknown } | undefined)?.cause ?? error;
  console.error((cause as Error).stack);
  problems.push(`${cause as string}`);
};
process.on("unhandledRejection", note);
process.on("uncaughtException", note);

let digest = "";
try {
  const module = (await import(process.argv[2]!)) as { default: new () => engine.Node };
  const scene = begin(module.default);
  for (let tick = 0; tick < SMOKE_TICKS; tick++) await step(scene, []);
  digest = new Bun.CryptoHasher("sha256").update(scene.stateBytes()).digest("hex");
  console.log(`VERDICT ${JSON.stringify({ ok: problems.length === 0, digest })}`);
  await live(scene, module.default);
} catch (error) {
  note(error);
  console.log(`VERDICT ${JSON.stringify({ ok: false, problems })}`);
}

function begin(type: new () => engine.Node): Scene {
  const scene = new Scene({ ...run, maxNodes: Infinity, asked: [], smoke: true });
  scene.start(() => new type());
  return scene;
}

async function live(scene: Scene, type: new () => engine.Node): Promise<void> {
  const edit = editOf(scene.describe());
  for (let tick = 0; tick < LIVE_TICKS; tick++) await step(scene, inputAt(tick), tick === 0 && edit ? [edit] : []);
  const successor = begin(type);
  successor.restore(scene.snapshot());
  await step(successor, []);
  successor.root?.queueFree();
  await step(successor, []);
}

async function step(
  scene: Scene,
  input: Parameters<Scene["step"]>[0]["input"],
  edits: Parameters<Scene["step"]>[0]["edits"] = [],
): Promise<void> {
  scene.step({ input, edits, drain: () => {} });
  await new Promise<void>((resolve) => setImmediate(resolve));
}
