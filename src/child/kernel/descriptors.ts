/** Waiting for descriptors, and taking one that another process sends over a Unix socket: poll(2), unix(7), cmsg(3). */
import { ptr } from "bun:ffi";

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

const order = new BigUint64Array(2);
/** `struct iovec`: where the bytes go, and how many there are. */
const parts = new BigUint64Array([BigInt(ptr(order)), BigInt(order.byteLength)]);
/** `struct cmsghdr` with one descriptor: its length, what it is, the descriptor, and padding. */
const control = new Int32Array(6);
/** `struct msghdr`: no address, one part, one piece of control data. */
const message = new BigUint64Array([0n, 0n, BigInt(ptr(parts)), 1n, BigInt(ptr(control)), 24n, 0n]);
const CONTROL_LENGTH = 5;
const DESCRIPTOR = 4;

export interface Received {
  readonly numbers: readonly [number, number];
  /** What came with them, or null. */
  readonly descriptor: number | null;
}

/** Null when nobody can send any more. */
export function receive(socket: number): Received | null {
  message[CONTROL_LENGTH] = BigInt(control.byteLength);
  const count = Number(libc.recvmsg(socket, message, 0));
  if (count === 0) return null;
  if (count !== order.byteLength) throw new Error(`an order of ${count} bytes came: errno ${errno()}`);
  const numbers = [Number(order[0]), Number(order[1])] as const;
  return { numbers, descriptor: message[CONTROL_LENGTH] === 0n ? null : control[DESCRIPTOR]! };
}
