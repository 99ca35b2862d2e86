/**
 * Whether so many threads want the machine's processors that waiting for one takes as long as working. Asked before every turn of
 * every child, and answered for all of them by one look now and then.
 */
import type { ProcReader } from "./powers.ts";
import { readRunnable } from "./usage.ts";

/** So many threads a processor that want it: from here on a short turn may wait for as long as a long one works. */
const CROWD = 2;
/** A fifth of the shortest time in which a turn is ended. */
const LOOK_EVERY_MS = 50;

class Crowd {
  readonly #proc: ProcReader;
  #looked = -Infinity;
  #isThere = false;

  constructor(proc: ProcReader) {
    this.#proc = proc;
  }

  get isThere(): boolean {
    const now = performance.now();
    if (now - this.#looked < LOOK_EVERY_MS) return this.#isThere;
    this.#looked = now;
    return (this.#isThere = (readRunnable(this.#proc) ?? 0) > CROWD * navigator.hardwareConcurrency);
  }
}

const crowds = new WeakMap<ProcReader, Crowd>();

/** Of the machine that `proc` tells of. */
export function isCrowded(proc: ProcReader): boolean {
  let crowd = crowds.get(proc);
  if (crowd === undefined) crowds.set(proc, (crowd = new Crowd(proc)));
  return crowd.isThere;
}
