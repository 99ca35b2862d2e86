/**
 * Time for work that is done in pieces: only the pieces count, not what lies between them. A piece that is late or whose
 * module was stopped is left, and its signal tells the work to end.
 */
import type { BrokerClock } from "./powers.ts";

export type Ran<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "late" }
  | { readonly kind: "stopped" };

export class StopWatch {
  readonly #clock: BrokerClock;
  readonly #stopped: AbortSignal;
  #left: number;

  constructor(clock: BrokerClock, milliseconds: number, stopped: AbortSignal) {
    this.#clock = clock;
    this.#left = milliseconds;
    this.#stopped = stopped;
  }

  async run<T>(piece: (signal: AbortSignal) => Promise<T>): Promise<Ran<T>> {
    if (this.#stopped.aborted) return { kind: "stopped" };
    const ending = new AbortController();
    const ended = Promise.withResolvers<Ran<T>>();
    const end = (kind: "late" | "stopped") => {
      ended.resolve({ kind });
      ending.abort();
    };
    const onStop = () => end("stopped");
    const began = this.#clock.now();
    const cancel = this.#clock.at(began + this.#left, () => end("late"));
    this.#stopped.addEventListener("abort", onStop, { once: true });
    const worked = piece(ending.signal).then(
      (value): Ran<T> => ({ kind: "done", value }),
      (error: unknown): Ran<T> => ({ kind: "failed", error }),
    );
    // A name server cannot be told to stop: whoever waited goes on without it.
    const ran = await Promise.race([ended.promise, worked]);
    cancel();
    this.#stopped.removeEventListener("abort", onStop);
    this.#left -= this.#clock.now() - began;
    return ran;
  }
}
