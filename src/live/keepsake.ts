/**
 * What is kept of a running module in case its child dies: a snapshot to bring it back from, and a picture for viewers who
 * join after its death. Taken now and then between two ticks, more seldom where it takes the child long, and not of a scene
 * that has rested since. A snapshot is read only when it is needed: reading a large one takes longer than the ticks between.
 */
import type { Snapshot } from "../base/snapshot.ts";
import type { Kept, Session, TickResult } from "../sandbox/sandbox.ts";

/** Ticks between two, where it is quick: what is lost at most. */
export const KEEP_EVERY = 64;
/** Ticks to wait for each millisecond that it took: about three parts in a hundred of the child's time at speed 1. */
const TICKS_PER_MS = 2;

export class Keepsake {
  /** As of tick `#tick`. */
  #kept: Kept | undefined;
  #tick = 0;
  #keyframe: Uint8Array | undefined;
  /** The last tick that may have changed something. */
  #changed: number | undefined;
  #wait = 0;

  /** The scene may have gone on since. Undefined, too, when what the child gave is none: it has only itself to blame. */
  get snapshot(): Snapshot | undefined {
    const snapshot = this.#kept?.();
    return snapshot ? { ...snapshot, tick: this.#tick } : undefined;
  }
  get keyframe(): Uint8Array | undefined {
    return this.#keyframe;
  }

  /** From another child, as it began. */
  begin(snapshot: Snapshot | undefined, keyframe: Uint8Array): void {
    this.#kept = snapshot && (() => snapshot);
    this.#tick = snapshot?.tick ?? 0;
    this.#keyframe = keyframe;
    this.#changed = undefined;
    this.#wait = KEEP_EVERY;
  }

  saw(keyframe: Uint8Array): void {
    this.#keyframe = keyframe;
  }

  /** After each tick; `isCurrent` says whether the session still speaks for the slot when it has answered. */
  async afterTick({ tick, still }: TickResult, session: Session, isCurrent: () => boolean): Promise<void> {
    if (!still || this.#changed === undefined) this.#changed = tick;
    else if (this.#kept && this.#tick >= this.#changed) {
      this.#tick = tick;
      return;
    }
    if (--this.#wait > 0) return;
    this.#wait = KEEP_EVERY;
    const asked = performance.now();
    const [kept, keyframe] = await Promise.all([session.keep(), session.keyframe()]);
    if (!isCurrent()) return;
    if (kept.ok) [this.#kept, this.#tick] = [kept.value, tick];
    if (keyframe.ok) this.#keyframe = keyframe.value;
    this.#wait = Math.max(this.#wait, Math.ceil(TICKS_PER_MS * (performance.now() - asked)));
  }
}
