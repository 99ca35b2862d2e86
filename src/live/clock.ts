/** The time of the machine, handed in, so that tests turn it by hand. */
export interface StageClock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Calls `run` once, not before `time`; never, once the returned function was called. */
  at(time: number, run: () => void): () => void;
}
