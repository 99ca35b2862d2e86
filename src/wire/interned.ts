/**
 * Texts that come again (types, textures, the stems of names), sent once and then by number.
 *
 * A reference is one number: 0, the text follows and is not remembered; 1, it follows and gets the next number;
 * n + 2, the n-th text of the table. A name is a reference to its stem and the number at its end, since siblings are
 * called Ball, Ball2, Ball3 …
 */
import type { ByteReader } from "./byte-reader.ts";
import { type ByteWriter, utf8Extent } from "./byte-writer.ts";
import { Malformed, MAX_INTERNED, MAX_INTERNED_BYTES, MAX_NAME_BYTES } from "./frame-format.ts";

const INLINE = 0;
const NEW = 1;
const FIRST = 2;

export class InternWriter {
  readonly #places = new Map<string, number>();
  #bytes = 0;
  /** Texts that found the table full since it was last empty. */
  turnedAway = 0;

  clear(): void {
    this.#places.clear();
    this.#bytes = 0;
    this.turnedAway = 0;
  }

  /** Remembers a text that is not yet known, if there is room; answers whether it did. */
  add(text: string): boolean {
    const { size } = utf8Extent(text, MAX_NAME_BYTES);
    if (this.#places.size >= MAX_INTERNED || this.#bytes + size > MAX_INTERNED_BYTES) {
      this.turnedAway++;
      return false;
    }
    this.#places.set(text, this.#places.size);
    this.#bytes += size;
    return true;
  }

  has(text: string): boolean {
    return this.#places.has(text);
  }

  /** `learn` is false in a keyframe, which must leave the table as the delta stream knows it. */
  write(out: ByteWriter, text: string, learn: boolean): void {
    const place = this.#places.get(text);
    if (place !== undefined) return out.varint(place + FIRST);
    out.varint(learn && this.add(text) ? NEW : INLINE);
    out.text(text, MAX_NAME_BYTES);
  }

  /** The whole table, for a keyframe. */
  writeAll(out: ByteWriter): void {
    out.varint(this.#places.size);
    for (const text of this.#places.keys()) out.text(text, MAX_NAME_BYTES);
  }
}

export class InternReader {
  #texts: string[] = [];
  #bytes = 0;

  read(input: ByteReader): string {
    const reference = input.varint();
    if (reference >= FIRST) {
      const known = this.#texts[reference - FIRST];
      if (known === undefined) throw new Malformed(`it refers to text ${reference - FIRST} of ${this.#texts.length}`);
      return known;
    }
    return reference === NEW ? this.#learn(input) : input.text(MAX_NAME_BYTES);
  }

  readAll(input: ByteReader): void {
    this.#texts = [];
    this.#bytes = 0;
    for (let count = input.bounded(MAX_INTERNED, "the number of texts"); count > 0; count--) this.#learn(input);
  }

  #learn(input: ByteReader): string {
    const from = input.at;
    const text = input.text(MAX_NAME_BYTES);
    // The length's own bytes count too: it is the bound that matters, not the figure.
    this.#bytes += input.at - from;
    if (this.#texts.length >= MAX_INTERNED || this.#bytes > MAX_INTERNED_BYTES + 2 * MAX_INTERNED)
      throw new Malformed("the table of texts is full");
    this.#texts.push(text);
    return text;
  }
}

/** "Ball12" is "Ball" and 12. Zeros in front, and numbers of more than nine digits, belong to the stem. */
export function splitName(name: string): { stem: string; number: number } {
  let at = name.length;
  while (at > 0 && name.length - at < 9 && isDigit(name.charCodeAt(at - 1))) at--;
  while (at < name.length && name.charCodeAt(at) === 0x30) at++;
  // A stem that is cut would give the number to another name.
  if (at === name.length || at > MAX_NAME_BYTES / 3) return { stem: name, number: 0 };
  return { stem: name.slice(0, at), number: Number(name.slice(at)) };
}

/** What was split; 0 is no number. */
export const joinName = (stem: string, number: number): string => (number === 0 ? stem : `${stem}${number}`);

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
