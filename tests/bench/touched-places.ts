import type { Touched } from "../../src/wire/frame-node.ts";

/** Noted as the engine does it: a flag for each node, and the places of those that have it. */
export class TouchedPlaces implements Touched {
  readonly places: Int32Array;
  count = 0;
  readonly #isTouched: Uint8Array;

  constructor(nodes: number) {
    this.places = new Int32Array(nodes);
    this.#isTouched = new Uint8Array(nodes);
  }

  touch(place: number): void {
    if (this.#isTouched[place] === 1) return;
    this.#isTouched[place] = 1;
    this.places[this.count++] = place;
  }

  clear(): void {
    for (let k = 0; k < this.count; k++) this.#isTouched[this.places[k]!] = 0;
    this.count = 0;
  }
}
