/**
 * A seeded source of random numbers: sfc32, four words of state, period at least 2^32, and the same numbers on every
 * machine. It is no secret: never use it for tokens or keys.
 *
 * Design and test results of the generator: Chris Doty-Humphrey, PractRand. The seed is spread over the state by
 * splitmix32, so that neighbouring seeds have nothing in common.
 */
export class RandomSource {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** Any finite number is a seed; whole numbers up to 2^53 are all different. */
  constructor(seed: number) {
    const spread = splitmix32(Math.trunc(seed) | 0, Math.floor(seed / 2 ** 32) | 0);
    this.#a = spread();
    this.#b = spread();
    this.#c = spread();
    for (let round = 0; round < 12; round++) this.word();
  }

  /** A whole number from 0 to 2^32 - 1. */
  word(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** From 0, below 1, with all 53 bits that a number has there. */
  next(): number {
    const high = this.word() >>> 5;
    return (high * 2 ** 26 + (this.word() >>> 6)) / 2 ** 53;
  }

  /** The four words; given back to `restore`, the same numbers follow. */
  get state(): readonly number[] {
    return [this.#a >>> 0, this.#b >>> 0, this.#c >>> 0, this.#counter >>> 0];
  }

  restore(state: readonly number[]): void {
    const [a = 0, b = 0, c = 0, counter = 1] = state;
    [this.#a, this.#b, this.#c, this.#counter] = [a | 0, b | 0, c | 0, counter | 0];
  }
}

function splitmix32(low: number, high: number): () => number {
  let word = low ^ Math.imul(high, 0x85ebca6b);
  return () => {
    word = (word + 0x9e3779b9) | 0;
    let mixed = word ^ (word >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
}
