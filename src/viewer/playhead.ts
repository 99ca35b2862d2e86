/**
 * Where between two ticks the picture is. The server's ticks come in bursts and never in step with the screen, so the
 * picture runs a little behind the newest tick, at an even pace that leans towards the right distance. Pure.
 */

/** Ticks behind the newest: one to interpolate over, half a one for frames that come late. */
const distance = 1.5;
/** Further behind than this, the pace cannot catch up unseen: jump. */
const farBehind = 12;

export class Playhead {
  /** In ticks, with a fraction. */
  at = 0;

  /** Moves on by `ms` of wall clock at `rate` ticks a second, never past `newest`. */
  advance(ms: number, rate: number, newest: number): void {
    const perPicture = (rate * ms) / 1000;
    const wanted = Math.max(distance, perPicture);
    const behind = newest - this.at;
    if (behind < 0 || behind > farBehind + 2 * perPicture) {
      this.at = Math.max(0, newest - Math.min(1, wanted));
      return;
    }
    const lean = 1 + 0.1 * Math.max(-2, Math.min(4, behind - wanted));
    this.at = Math.min(newest, this.at + perPicture * lean);
  }
}
