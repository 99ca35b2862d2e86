import { expect, test } from "bun:test";

import { EnvelopeType, follows, pack, unpack } from "../../src/wire/envelope.ts";

const keyframe = { type: EnvelopeType.KEYFRAME, slot: 0x01020304, sequence: 0xfffe, frame: Uint8Array.of(9, 8, 7) };

test("an envelope is eight bytes and the frame", () => {
  expect([...pack(keyframe)]).toEqual([1, 2, 0xfe, 0xff, 4, 3, 2, 1, 9, 8, 7]);
  expect(unpack(pack(keyframe))).toEqual({ ok: true, value: keyframe });
});

test("the frame is read in place, wherever the message lies in its buffer", () => {
  const inside = new Uint8Array([0, 0, 0, ...pack(keyframe)]).subarray(3);
  const read = unpack(inside);
  expect(read).toEqual({ ok: true, value: keyframe });
  expect(read.ok && read.value.frame.buffer).toBe(inside.buffer);
});

test.each([
  [[], "0 bytes are no envelope"],
  [[1, 1, 0, 0, 0, 0, 0], "7 bytes are no envelope"],
  [[2, 1, 0, 0, 0, 0, 0, 0], "version 2, this reader 1"],
  [[1, 0, 0, 0, 0, 0, 0, 0], "its type 0 is unknown"],
  [[1, 5, 0, 0, 0, 0, 0, 0], "its type 5 is unknown"],
])("%j is no envelope", (bytes, reason) => {
  expect(unpack(Uint8Array.from(bytes))).toEqual({ ok: false, error: expect.stringContaining(reason) });
});

test("sequence numbers go round", () => {
  expect(follows(1, 0)).toBe(true);
  expect(follows(0, 0xffff)).toBe(true);
  expect(follows(2, 0)).toBe(false);
  expect(follows(0, 0)).toBe(false);
});
