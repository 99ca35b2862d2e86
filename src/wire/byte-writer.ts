/**
 * Bytes being written, little-endian, growing as needed. Runs inside the realm, so it has a UTF-8 coder of its own: there
 * is no TextEncoder.
 */
export class ByteWriter {
  bytes = new Uint8Array(4096);
  view = new DataView(this.bytes.buffer);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** Makes room for `count` bytes and answers where they start; the caller fills them in. */
  reserve(count: number): number {
    const at = this.length;
    this.length += count;
    if (this.length > this.bytes.length) this.#grow();
    return at;
  }

  u8(value: number): void {
    const at = this.reserve(1);
    this.bytes[at] = value;
  }

  u32(value: number): void {
    const at = this.reserve(4);
    this.view.setUint32(at, value, true);
  }

  f32(value: number): void {
    const at = this.reserve(4);
    this.view.setFloat32(at, value, true);
  }

  /** Seven bits a byte, low ones first; whole numbers up to 2 ** 53. */
  varint(value: number): void {
    while (value >= 0x80) {
      this.u8((value % 0x80) | 0x80);
      value = Math.floor(value / 0x80);
    }
    this.u8(value);
  }

  /** Small numbers of either sign stay short. */
  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  append(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
  }

  /** Its length in bytes, then UTF-8, cut at a character so that it has at most `most` bytes. */
  text(text: string, most: number): void {
    const { end, size } = utf8Extent(text, most);
    this.varint(size);
    let at = this.reserve(size);
    const { bytes } = this;
    for (let i = 0; i < end; i++) {
      let code = text.charCodeAt(i);
      if (isSurrogate(code)) {
        code = codePoint(text, i);
        if (code > 0xffff) i++;
      }
      if (code < 0x80) {
        bytes[at++] = code;
      } else {
        const continuations = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        bytes[at++] = leadBits[continuations]! | (code >> (6 * continuations));
        for (let shift = 6 * (continuations - 1); shift >= 0; shift -= 6) bytes[at++] = 0x80 | ((code >> shift) & 0x3f);
      }
    }
  }

  /** What was written, as bytes of its own. */
  take(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  #grow(): void {
    const larger = new Uint8Array(Math.max(this.length, 2 * this.bytes.length));
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}

/** How much of a text fits into `most` bytes: units of the text, and bytes. */
export function utf8Extent(text: string, most: number): { end: number; size: number } {
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    let units = 1;
    if (isSurrogate(code)) {
      code = codePoint(text, i);
      if (code > 0xffff) units = 2;
    }
    const bytes = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (size + bytes > most) return { end: i, size };
    size += bytes;
    i += units - 1;
  }
  return { end: text.length, size };
}

/** By the number of bytes that follow. */
const leadBits = [0, 0xc0, 0xe0, 0xf0];

const isSurrogate = (unit: number): boolean => (unit & 0xf800) === 0xd800;

/** A lone surrogate is no character: U+FFFD stands for it. */
function codePoint(text: string, at: number): number {
  const code = text.codePointAt(at)!;
  return code > 0xffff ? code : 0xfffd;
}
