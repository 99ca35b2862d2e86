/**
 * Bytes being read, little-endian. Every read is checked against the end; what cannot be read throws `Malformed`, which
 * the decoder turns into an answer. Never allocates more than the bytes that are there call for.
 */
import { Malformed } from "./frame-format.ts";

// `@__PURE__`, so that the realm's bundle, which has no TextDecoder, drops it together with the reader.
const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });

export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.at;
  }

  /** Moves past `count` bytes and answers where they start. */
  skip(count: number): number {
    if (count > this.#bytes.length - this.at) throw new Malformed("it ends too early");
    const from = this.at;
    this.at += count;
    return from;
  }

  u8(): number {
    return this.#bytes[this.skip(1)]!;
  }

  u32(): number {
    return this.#view.getUint32(this.skip(4), true);
  }

  f32(): number {
    return this.#view.getFloat32(this.skip(4), true);
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 42; factor *= 0x80) {
      const byte = this.u8();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new Malformed("a number is too long");
  }

  /** A count or a place that must not pass `most`. */
  bounded(most: number, what: string): number {
    const value = this.varint();
    if (value > most) throw new Malformed(`${what} is ${value}, more than ${most}`);
    return value;
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  text(most: number): string {
    const size = this.bounded(most, "the length of a text");
    const from = this.skip(size);
    return utf8.decode(this.#bytes.subarray(from, from + size));
  }
}
