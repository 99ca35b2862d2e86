/** A list of bytes that grows: numbers as little-endian Float64, text as UTF-8 behind its length. The realm has no TextEncoder. */
export class ByteWriter {
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  number(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  text(value: string): void {
    // A UTF-16 unit takes three bytes at most.
    this.#reserve(4 + 3 * value.length);
    const start = this.#length;
    this.#length = this.#ascii(value, start + 4);
    for (let index = this.#length - start - 4; index < value.length; index++) {
      const point = value.codePointAt(index)!;
      if (point > 0xffff) index++;
      this.#point(point);
    }
    this.#view.setUint32(start, this.#length - start - 4, true);
  }

  get length(): number {
    return this.#length;
  }

  take(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** What of the text is ASCII, up to the first that is not: most texts are nothing else. The value is where it ends. */
  #ascii(value: string, start: number): number {
    const bytes = this.#bytes;
    const { length } = value;
    let at = start;
    for (let index = 0; index < length; index++) {
      const unit = value.charCodeAt(index);
      if (unit >= 0x80) break;
      bytes[at++] = unit;
    }
    return at;
  }

  #point(point: number): void {
    if (point < 0x80) this.#bytes[this.#length++] = point;
    else if (point < 0x800) this.#put(0xc0 | (point >> 6), point);
    else if (point < 0x10000) this.#put(0xe0 | (point >> 12), point >> 6, point);
    else this.#put(0xf0 | (point >> 18), point >> 12, point >> 6, point);
  }

  #put(first: number, ...rest: number[]): void {
    this.#bytes[this.#length++] = first;
    for (const bits of rest) this.#bytes[this.#length++] = 0x80 | (bits & 0x3f);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
