/**
 * Whether a scene rests: until something reaches it from outside, no further tick will change anything but its time.
 *
 * It must have shown so. In a tick that brought nothing, promise jobs that were left over may still run; in a second one the
 * scene takes in what they did. When none of the module's code ran and nothing was to be seen in both, none will.
 */
import { cameraRests } from "./camera2d.ts";
import type { Node } from "./node.ts";
import type { Scene } from "./scene.ts";
import type { System } from "./systems.ts";

const SHOWN = 2;

export class Rest {
  readonly #scene: Scene;
  #calls = 0;
  #quietTurns = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** After each turn, however it was played: whether it brought nothing from outside, and changed nothing that is shown. */
  noteTurn(isUneventful: boolean): boolean {
    const { calls } = this.#scene.guard;
    const isQuiet = isUneventful && calls === this.#calls && hasNoPlans(this.#scene);
    this.#calls = calls;
    this.#quietTurns = isQuiet ? this.#quietTurns + 1 : 0;
    return this.#quietTurns >= SHOWN;
  }
}

/** Nothing that time alone sets going. */
const hasNoPlans = ({ population: { lists, cameras }, schedule, calls }: Scene): boolean =>
  lists.updated.length === 0 &&
  schedule.isEmpty &&
  // The answer is to reach it at the tick at which it is there.
  !calls.areWaiting &&
  cameras.every(cameraRests) &&
  areIdle(lists.bySystem);

function areIdle(bySystem: ReadonlyMap<System, readonly Node[]>): boolean {
  for (const [system, nodes] of bySystem) if (!nodes.every(system.rests)) return false;
  return true;
}
