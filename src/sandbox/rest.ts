/**
 * The ticks that a child at rest is not woken for: its scene has said that until something reaches it, no tick changes anything.
 * It plays them, each as any other, before whatever it is asked next: only when they are played is another time.
 *
 * The child says so about itself. One that lies is shown later than the others, and that is all.
 */
import type { SessionTick, TickResult } from "./sandbox.ts";

/** So often it is woken all the same, once a second: a scene that was mistaken about itself is late by no more. */
const MOST = 63;
const nothing = new Uint8Array(0);

export class Rest {
  #last: TickResult | undefined;
  #owed = 0;

  /** The result of a tick that need not be asked for now. */
  leaveOut(request: SessionTick): TickResult | undefined {
    const last = this.#last;
    if (!last || this.#owed === MOST || bringsSomething(request) || request.keyframe || request.digest)
      return undefined;
    this.#owed++;
    const { nodes, others } = last;
    const looks = others?.looks ? { looks: true } : undefined;
    const said = { delta: nothing, log: [], logDropped: 0, refused: [], others: looks, still: true };
    return (this.#last = { tick: last.tick + 1, nodes, ...said, ms: 0 });
  }

  /** How many ticks come before what the child is asked now. */
  take(): number {
    const owed = this.#owed;
    this.#owed = 0;
    return owed;
  }

  /** What the child has answered to a tick; until then nobody knows whether it rests. */
  heard(result: TickResult | undefined): void {
    this.#last = result?.still ? result : undefined;
  }
}

const bringsSomething = ({ input, edits, broker, others, tell = false, hold = false }: SessionTick): boolean =>
  input.length > 0 || edits.length > 0 || broker !== undefined || others !== undefined || tell || hold;
