/** A scene's state as it was last written: most of what asks for it asks again, and a scene at rest changes only its stamp. */
import type { Scene } from "./scene.ts";
import { restamp, type StateBytes, stateBytes, stateMarks } from "./state.ts";

export class WrittenState {
  readonly #scene: Scene;
  /** As it was when it was asked for. */
  #last: StateBytes | null = null;
  /** Whether it still is so: the marks are asked for after the digest. */
  #isCurrent = false;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** The scene may change from here on. */
  outdate(): void {
    this.#isCurrent = false;
  }

  /** `rested`: since they were asked for last, no turn has changed anything. */
  bytes(rested: boolean): Uint8Array {
    if (rested && this.#last !== null) restamp(this.#last, this.#scene);
    else this.#last = stateBytes(this.#scene);
    this.#isCurrent = true;
    return this.#last.bytes;
  }

  marks(): string {
    return stateMarks(this.#isCurrent && this.#last !== null ? this.#last : stateBytes(this.#scene));
  }
}
