/** Waiting for descriptors, and taking one that another process sends over a Unix socket: poll(2), recvmsg(2). */
import { ptr } from "bun:ffi";

import { makeMessage, MESSAGE_BYTES, type Received, takeMessage } from "../../wire/descriptor-message.ts";
import { EINTR, POLLIN } from "./abi.ts";
import { errno, libc } from "./libc.ts";

/** Blocks until one of them can be read from, or was closed at its other end, or `ms` are over; -1 is without an end. */
export function readable(descriptors: readonly number[], ms: number): readonly number[] {
  // `struct pollfd`: the descriptor, then what is asked and what is answered, 16 bits each.
  const asked = new Int32Array(descriptors.flatMap((descriptor) => [descriptor, POLLIN]));
  const count = libc.poll(asked, descriptors.length, ms);
  if (count < 0 && errno() !== EINTR) throw new Error(`poll failed with errno ${errno()}`);
  return count <= 0 ? [] : descriptors.filter((_, place) => asked[2 * place + 1]! >>> 16 !== 0);
}

/** Null when nobody can send any more. */
export function receive(socket: number): Received | null {
  const message = makeMessage(ptr);
  const count = Number(libc.recvmsg(socket, message, 0));
  if (count === 0) return null;
  if (count !== MESSAGE_BYTES) throw new Error(`an order of ${count} bytes came: errno ${errno()}`);
  return takeMessage(message);
}
