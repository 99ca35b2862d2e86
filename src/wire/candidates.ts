import type { Touched } from "./frame-node.ts";

/** The nodes that a delta compares, by place in tree order, rising; and which of their fields turned out to have changed. */
export class Candidates {
  places = new Int32Array(64);
  /** Filled in by whoever compares: bits, as in a run. */
  masks = new Int32Array(64);
  count = 0;

  takeAll(count: number): void {
    this.#begin(count);
    for (let place = 0; place < count; place++) this.places[place] = place;
  }

  /** Clears them there. */
  take(touched: Touched): void {
    const { places: from, count } = touched;
    this.#begin(count);
    const { places } = this;
    let isRising = true;
    for (let k = 0; k < count; k++) {
      places[k] = from[k]!;
      if (k > 0 && from[k]! < from[k - 1]!) isRising = false;
    }
    if (!isRising) places.subarray(0, count).sort();
    touched.clear();
  }

  /** Beside those that it has, the places of `list` where `belongs` holds. */
  takeAlso<T>(list: readonly T[], belongs: (one: T) => boolean): void {
    const isTaken = new Uint8Array(list.length);
    for (let k = 0; k < this.count; k++) isTaken[this.places[k]!] = 1;
    this.#begin(list.length);
    let count = 0;
    for (let place = 0; place < list.length; place++)
      if (isTaken[place] === 1 || belongs(list[place]!)) this.places[count++] = place;
    this.count = count;
  }

  #begin(count: number): void {
    this.count = count;
    if (count <= this.places.length) return;
    this.places = new Int32Array(2 * count);
    this.masks = new Int32Array(2 * count);
  }
}
