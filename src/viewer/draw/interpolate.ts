/** Values between two ticks. Pure. */

const turn = 2 * Math.PI;

/** A step this long within one tick is a jump (a wrap around the edge, a new start), not a movement. */
const jump = 128;

export const between = (from: number, to: number, weight: number): number => from + (to - from) * weight;

/** By the shortest way round. */
export function betweenAngles(from: number, to: number, weight: number): number {
  let difference = (to - from) % turn;
  if (difference > Math.PI) difference -= turn;
  else if (difference < -Math.PI) difference += turn;
  return from + difference * weight;
}

export const isJump = (dx: number, dy: number): boolean => Math.abs(dx) > jump || Math.abs(dy) > jump;
