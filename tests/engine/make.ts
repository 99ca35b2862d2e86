/**
 * What the engine's tests share: a scene of a given root, stepped by hand, and modules from text, lowered as the gate does it.
 */
import { transformSync } from "esbuild";
import * as planck from "planck";

import type { InputRecord } from "../../src/base/input-record.ts";
import type { PropertyEdit } from "../../src/engine/edit.ts";
import * as engine from "../../src/engine/index.ts";
import { setSolver } from "../../src/engine/physics/solver.ts";
import { Scene, type SceneOptions } from "../../src/engine/scene.ts";

// As the harness does it for a module that has bodies.
setSolver(planck);

export const options: SceneOptions = { seed: 1, width: 960, height: 540, maxNodes: 20_000, asked: [], smoke: false };

export function startScene<T extends engine.Node>(
  create: () => T,
  changes: Partial<SceneOptions> = {},
): { scene: Scene; root: T } {
  const scene = new Scene({ ...options, ...changes });
  scene.start(create);
  return { scene, root: scene.root as T };
}

/** Steps without promise jobs. */
export function step(
  scene: Scene,
  ticks: number = 1,
  turn: { input?: readonly InputRecord[]; edits?: readonly PropertyEdit[] } = {},
): ReturnType<Scene["advance"]> {
  let result = { refused: [] } as ReturnType<Scene["advance"]>;
  for (let tick = 0; tick < ticks; tick++)
    result = scene.step({ input: turn.input ?? [], edits: turn.edits ?? [], drain: () => {} });
  return result;
}

/** Steps with the promise jobs run where the step says so. */
export async function stepAsync(scene: Scene, ticks: number = 1): Promise<void> {
  for (let tick = 0; tick < ticks; tick++) {
    scene.advance({ input: [], edits: [] });
    // A task of its own runs after every promise job that is due.
    await new Promise((resolve) => setImmediate(resolve));
    scene.settle();
  }
}

/** The default export of a module's text. */
export function load<T extends engine.Node = engine.Node>(source: string): new () => T {
  const { code } = transformSync(source, {
    loader: "ts",
    format: "cjs",
    target: "es2022",
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  const module = { exports: {} as { default: new () => T } };
  // The tests' own text, lowered as the gate lowers a module's.
  new Function("require", "module", "exports", code)(() => engine, module, module.exports);
  return module.exports.default;
}
