/**
 * Standard input and output, which are open before the lock: requests come in as lines, replies go out as bytes, both synchronously,
 * so that no event loop has to be let through the filter.
 */
import { ptr } from "bun:ffi";

import { EINTR } from "./abi.ts";
import { errno, libc } from "./libc.ts";

const STDIN = 0;
const STDOUT = 1;
const NEWLINE = 0x0a;

let buffer = new Uint8Array(64 * 1024);
let start = 0;
let end = 0;

/** The next request, or null when the host has closed its end. */
export function readLine(): string | null {
  let searched = start;
  for (;;) {
    const newline = buffer.subarray(searched, end).indexOf(NEWLINE);
    if (newline >= 0) {
      const line = new TextDecoder().decode(buffer.subarray(start, searched + newline));
      start = searched + newline + 1;
      return line;
    }
    makeRoom();
    searched = end;
    const count = again(() => libc.read(STDIN, buffer.subarray(end), buffer.length - end));
    if (count === 0) return null;
    end += count;
  }
}

function makeRoom(): void {
  buffer.copyWithin(0, start, end);
  end -= start;
  start = 0;
  if (end < buffer.length) return;
  const larger = new Uint8Array(buffer.length * 2);
  larger.set(buffer);
  buffer = larger;
}

export function writeAll(bytes: Uint8Array, to = STDOUT): void {
  for (let written = 0; written < bytes.length;)
    written += again(() => libc.write(to, ptr(bytes, written), bytes.length - written));
}

/** A call that a signal interrupted is made again; any other failure means that the host is gone. */
function again(call: () => number | bigint): number {
  for (;;) {
    const count = Number(call());
    if (count >= 0) return count;
    if (errno() !== EINTR) throw new Error(`the stream failed with errno ${errno()}`);
  }
}
