/** The clock of the machine; whoever needs time is handed it. */
export const clock = {
  /** Milliseconds, never going back. */
  now: () => performance.now(),
  /** Milliseconds since 1970. */
  date: () => Date.now(),
  today: () => new Date(),
  every: (milliseconds: number, run: () => void) => {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  },
  /** Runs once, not before `time` of `now`. */
  at: (time: number, run: () => void) => {
    const timer = setTimeout(run, Math.max(0, time - performance.now()));
    return () => clearTimeout(timer);
  },
};
