/**
 * Something that is done at once and then so often at most: what is asked for too soon is done once, as soon as it may be. So
 * the last word is always said, and a thousand who ask at the same time cost two.
 */
export interface Seldom {
  ask(): void;
  /** What waits is not done any more. */
  drop(): void;
}

export interface AlarmClock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Calls `run` once, not before `time`; never, once the returned function was called. */
  at(time: number, run: () => void): () => void;
}

/** No timer runs while nobody waits. */
export function atMostEvery(ms: number, clock: AlarmClock, act: () => void): Seldom {
  let next = -Infinity;
  /** Present while somebody waits. */
  let cancel: (() => void) | undefined;
  const actNow = (): void => {
    cancel = undefined;
    next = clock.now() + ms;
    act();
  };
  return {
    ask(): void {
      if (cancel) return;
      if (clock.now() >= next) actNow();
      else cancel = clock.at(next, actNow);
    },
    drop(): void {
      cancel?.();
      cancel = undefined;
    },
  };
}
