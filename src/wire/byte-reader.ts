/**
 * Bytes being read, little-endian. Every read is checked against the end; what cannot be read throws `Malformed`, which
 * the decoder turns into an answer. Never allocates more than the bytes that are there call for.
 */
import { Malformed } from "./frame-format.ts";

// `@__PURE__`, so that the realm's bundle, which has no TextDecoder, drops it together with the reader.
const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });

/** Up to here copying the bytes costs less than a view of them. */
const SMALL = 16_384;
const TOO_SHORT = "it ends too early";
/** Bytes of a text that is read without the decoder. */
const PLAIN = 16;
// Shared: what is read is read in one go, and by nobody else meanwhile.
const own = /* @__PURE__ */ new Uint8Array(SMALL);
const ownView = /* @__PURE__ */ new DataView(own.buffer);

export class ByteReader {
  #bytes = own;
  #view = ownView;
  #length = 0;
  at = 0;

  /** Reads these from now on. */
  open(bytes: Uint8Array): this {
    this.at = 0;
    this.#length = bytes.length;
    if (bytes.length <= SMALL) {
      own.set(bytes);
      this.#bytes = own;
      this.#view = ownView;
    } else {
      this.#bytes = bytes as Uint8Array<ArrayBuffer>;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) as DataView<ArrayBuffer>;
    }
    return this;
  }

  /** Lets go of what it read. */
  close(): void {
    this.#bytes = own;
    this.#view = ownView;
    this.#length = 0;
  }

  /** For whoever reads many numbers of one kind, from where `skip` says. */
  get view(): DataView {
    return this.#view;
  }

  get left(): number {
    return this.#length - this.at;
  }

  /** Moves past `count` bytes and answers where they start. */
  skip(count: number): number {
    if (count > this.#length - this.at) throw new Malformed(TOO_SHORT);
    const from = this.at;
    this.at += count;
    return from;
  }

  u8(): number {
    if (this.at >= this.#length) throw new Malformed(TOO_SHORT);
    return this.#bytes[this.at++]!;
  }

  u32(): number {
    return this.#view.getUint32(this.skip(4), true);
  }

  f32(): number {
    return this.#view.getFloat32(this.skip(4), true);
  }

  varint(): number {
    const first = this.u8();
    if (first < 0x80) return first;
    let value = first & 0x7f;
    for (let factor = 0x80; factor <= 2 ** 42; factor *= 0x80) {
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
    return this.#plainText(from, size) ?? utf8.decode(this.#bytes.subarray(from, from + size));
  }

  /** Short ASCII, which most names are: put together before the decoder would have begun. */
  #plainText(from: number, size: number): string | undefined {
    if (size > PLAIN) return undefined;
    let text = "";
    for (let i = from; i < from + size; i++) {
      const byte = this.#bytes[i]!;
      if (byte >= 0x80) return undefined;
      text += String.fromCharCode(byte);
    }
    return text;
  }
}
