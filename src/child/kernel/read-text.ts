/** Reads files before the lock; by the C library, since loading the runtime's `node:fs` takes a child a millisecond. */
import { errno, libc } from "./libc.ts";

const O_RDONLY = 0;
const CHUNK_BYTES = 64 * 1024;

export function readText(path: string): string {
  return readToEnd(openToRead(path), path);
}

/** A descriptor, for who closes it. */
export function openToRead(path: string): number {
  const file = libc.open(new TextEncoder().encode(`${path}\0`), O_RDONLY);
  if (file < 0) throw new Error(`Cannot read "${path}": opening it failed with errno ${errno()}`);
  return file;
}

/** Closes it; `name` is for the error. */
export function readToEnd(file: number, name: string): string {
  const decoder = new TextDecoder();
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (let text = ""; ;) {
    const count = Number(libc.read(file, chunk, chunk.length));
    if (count < 0) throw new Error(`Cannot read "${name}": it failed with errno ${errno()}`);
    if (count === 0) {
      libc.close(file);
      return text + decoder.decode();
    }
    text += decoder.decode(chunk.subarray(0, count), { stream: true });
  }
}
