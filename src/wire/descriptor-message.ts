/**
 * A message of two numbers that can carry a descriptor to another process, as the x86-64 kernel reads it: `struct msghdr`,
 * `struct iovec` and `struct cmsghdr` (sendmsg(2), unix(7), cmsg(3)).
 *
 * All of it stands in one array, which is what sendmsg and recvmsg are given: what is only pointed to could be collected before
 * the call, and the runtime does not notice that a call has changed it.
 */

/** Places in the array, in words of eight bytes. */
const PART = 7;
const CONTROL = 9;
const NUMBERS = 12;
const WORDS = 14;
const CONTROL_LENGTH = 5;
const DESCRIPTOR = 11;

/** `struct cmsghdr` with one descriptor, without and with its padding. */
const CONTROL_BYTES = 20n;
const CONTROL_SPACE = 24n;
/** `SOL_SOCKET` and, in the upper half, `SCM_RIGHTS`. */
const RIGHTS = 0x1_0000_0001n;

export type Message = BigUint64Array;

export interface Received {
  readonly numbers: readonly [number, number];
  /** What came with them, or null. */
  readonly descriptor: number | null;
}

/** The bytes of the two numbers: what sendmsg and recvmsg return when all went well. */
export const MESSAGE_BYTES = 16;

/** With room for a descriptor to be received; `addressOf` tells where an array lies in memory. */
export function makeMessage(addressOf: (words: BigUint64Array) => number): Message {
  const words = new BigUint64Array(WORDS);
  const at = (place: number): bigint => BigInt(addressOf(words) + 8 * place);
  words.set([0n, 0n, at(PART), 1n, at(CONTROL), CONTROL_SPACE, 0n, at(NUMBERS), BigInt(MESSAGE_BYTES)]);
  return words;
}

/** Fills it in, to be sent. */
export function putMessage(words: Message, [one, other]: readonly [number, number], descriptor?: number): void {
  words.set([BigInt(one), BigInt(other)], NUMBERS);
  if (descriptor === undefined) words[CONTROL_LENGTH] = 0n;
  else words.set([CONTROL_BYTES, RIGHTS, BigInt(descriptor)], CONTROL);
}

/** What was received. */
export function takeMessage(words: Message): Received {
  const hasDescriptor = words[CONTROL_LENGTH] !== 0n;
  const descriptor = hasDescriptor ? Number(BigInt.asIntN(32, words[DESCRIPTOR]!)) : null;
  return { numbers: [Number(words[NUMBERS]), Number(words[NUMBERS + 1])], descriptor };
}
