/**
 * The scene that `random`, `input`, `view` and the broker speak of: a realm holds one module, and a module one scene.
 * Nothing else in the engine is a variable of a file's that changes while a scene runs.
 */
import type { Scene } from "./scene.ts";

let current: Scene | null = null;

export const setCurrentScene = (scene: Scene | null): void => {
  current = scene;
};

/** Null until a `Scene` was made: while a module's top level runs. */
export const currentScene = (): Scene | null => current;

export function sceneFor(what: string): Scene {
  if (current !== null) return current;
  throw new Error(`Cannot use ${what} at the top level of a module: use it inside the class, in a hook or a field`);
}
