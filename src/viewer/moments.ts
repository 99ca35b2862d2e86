/**
 * Moments and ticks. The stage counts moments and never goes back; each module counts its own ticks, from 0 again when it is
 * restarted. How far the one is ahead of the other is measured whenever the server tells its moment. Pure.
 */
export interface Measured {
  readonly tick: number;
  readonly ahead: number;
}

/** A module whose picture rests tells no tick: what was measured last still holds. */
export function measure(
  before: ReadonlyMap<number, Measured>,
  moment: number,
  ticks: ReadonlyMap<number, number>,
): ReadonlyMap<number, Measured> {
  const now = new Map<number, Measured>();
  for (const [slot, tick] of ticks) {
    const known = before.get(slot);
    now.set(slot, known?.tick === tick ? known : { tick, ahead: moment - tick });
  }
  return now;
}
