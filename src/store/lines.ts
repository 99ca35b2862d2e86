/** The lines of a file, one after the other, in bounded memory however long the file is. */
import type { FileHandle } from "node:fs/promises";

const CHUNK = 64 * 1024;
const NEWLINE = 0x0a;

/**
 * Without their newlines; what stands after the last one is no line. A line of more than `mostBytes` is undefined.
 */
export async function* linesOf(file: FileHandle, mostBytes: number): AsyncGenerator<string | undefined, void> {
  const chunk = Buffer.alloc(CHUNK);
  let parts: Buffer[] = [];
  let size = 0;
  const keep = (piece: Buffer) => {
    size += piece.length;
    // The chunk is written over by the next reading.
    if (size <= mostBytes) parts.push(Buffer.from(piece));
  };
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0 && end < bytesRead; end = chunk.indexOf(NEWLINE, start)) {
      keep(chunk.subarray(start, end));
      yield size > mostBytes ? undefined : Buffer.concat(parts).toString("utf8");
      parts = [];
      size = 0;
      start = end + 1;
    }
    keep(chunk.subarray(start, bytesRead));
  }
}
