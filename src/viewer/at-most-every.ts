/** Runs at once, then no sooner than `ms` after the last time: of what was asked for meanwhile, one run is left. */
export function atMostEvery(ms: number, later: (run: () => void, ms: number) => void, run: () => void): () => void {
  let rests = false;
  let isAsked = false;
  const wake = () => {
    rests = false;
    if (isAsked) ask();
  };
  const ask = () => {
    isAsked = rests;
    if (rests) return;
    rests = true;
    later(wake, ms);
    run();
  };
  return ask;
}
