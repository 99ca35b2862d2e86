/**
 * Replies of a child that may be an attacker: whatever the bytes and however they are cut, the parser gives a reply, "more"
 * or a sentence, never a throw, and what comes out is within the bounds.
 */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { parseDescription, parseHello, parseReplyHead, parseSnapshot, parseState } from "../../src/wire/claims.ts";
import { encodeReply, readHead, ReplyReader } from "../../src/wire/reply.ts";
import { fuzz } from "./fuzz.ts";

const bounds = { headBytes: 4_096, frameBytes: 1_024 };
const parsers = [parseHello, parseReplyHead, parseDescription, parseSnapshot, parseState];

/** Feeds bytes in pieces of the given sizes; the answer of the last piece that changed anything. */
function read(bytes: Uint8Array, sizes: readonly number[]) {
  const reader = new ReplyReader(bounds);
  let at = 0;
  for (let piece = 0; at < bytes.length; piece++) {
    const size = sizes[piece % sizes.length] ?? bytes.length;
    const answer = reader.push(bytes.subarray(at, at + size));
    at += size;
    if (!answer.ok || answer.value !== null) return { answer, rest: bytes.length - at };
  }
  return { answer: { ok: true as const, value: null }, rest: 0 };
}

const sizes = fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 8 });
const json = fc.jsonValue({ maxDepth: 4 });

describe("replies", () => {
  test("what is encoded is read, however it is cut", async () => {
    const frame = fc.uint8Array({ maxLength: bounds.frameBytes });
    await fuzz(
      "reply-cut",
      fc.property(json, frame, frame, sizes, (head, delta, keyframe, cuts) => {
        const text = JSON.stringify(head);
        fc.pre(new TextEncoder().encode(text).length <= bounds.headBytes);
        const { answer } = read(encodeReply(text, delta, keyframe), cuts);
        expect(answer).toEqual({ ok: true, value: { head: new TextEncoder().encode(text), delta, keyframe } });
        expect(readHead(answer.ok && answer.value ? answer.value.head : delta)).toEqual({
          ok: true,
          value: JSON.parse(text) as unknown,
        });
      }),
    );
  });

  test("any bytes at all", async () => {
    await fuzz(
      "reply-any",
      fc.property(fc.uint8Array({ maxLength: 200 }), sizes, (bytes, cuts) => {
        const { answer } = read(bytes, cuts);
        if (!answer.ok) expect(answer.error.length).toBeGreaterThan(0);
        const head = readHead(bytes);
        if (!head.ok) expect(head.error.length).toBeGreaterThan(0);
      }),
    );
  });

  test("a good reply with some bytes changed", async () => {
    const good = encodeReply('{"ok":true,"log":[]}', new Uint8Array(40), new Uint8Array(40));
    const change = fc.tuple(fc.integer({ min: 0, max: good.length - 1 }), fc.integer({ min: 0, max: 255 }));
    await fuzz(
      "reply-damaged",
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), sizes, (changes, cuts) => {
        const bytes = good.slice();
        for (const [place, byte] of changes) bytes[place] = byte;
        const { answer } = read(bytes, cuts);
        if (!answer.ok || answer.value === null) return;
        expect(answer.value.delta.length).toBeLessThanOrEqual(bounds.frameBytes);
        expect(answer.value.keyframe.length).toBeLessThanOrEqual(bounds.frameBytes);
        const head = readHead(answer.value.head);
        if (head.ok) for (const parse of parsers) parse(head.value);
        else expect(head.error.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test("one byte too many is one too many, in the same piece or the next", () => {
    const reply = encodeReply("{}");
    const reader = new ReplyReader(bounds);
    expect(reader.push(new Uint8Array([...reply, 0]))).toMatchObject({ ok: false });
    const next = new ReplyReader(bounds);
    expect(next.push(reply)).toMatchObject({ ok: true, value: { head: new TextEncoder().encode("{}") } });
    expect(next.push(new Uint8Array(1)).ok).toBe(false);
  });

  test("a head that would weigh many times its bytes is refused", () => {
    const lists = (count: number) => new TextEncoder().encode(`[${"[],".repeat(count)}[]]`);
    expect(readHead(lists(1_000))).toMatchObject({ ok: true });
    expect(readHead(lists(300_000))).toMatchObject({ ok: false });
  });

  test("lengths over the bounds are refused before memory is taken", () => {
    for (const place of [4, 8, 12]) {
      const bytes = encodeReply("{}");
      new DataView(bytes.buffer).setUint32(place, 0xfffffff0, true);
      expect(new ReplyReader(bounds).push(bytes)).toMatchObject({ ok: false });
    }
  });
});

describe("claims", () => {
  test("any JSON is a claim that holds or null", async () => {
    await fuzz(
      "claims-any",
      fc.property(json, (value) => {
        for (const parse of parsers) parse(value);
      }),
      { numRuns: 500 },
    );
  });

  test("JSON that nests deeper than any tree", () => {
    for (const depth of [100, 5_000]) {
      const tree = (n: number): string =>
        n === 0 ? "[]" : `[{"id":1,"name":"","type":"","base":"","path":"","properties":[],"children":${tree(n - 1)}}]`;
      const [root] = JSON.parse(tree(depth)) as unknown[];
      expect(parseDescription(root) === null).toBe(depth > 1_000);
    }
    const list = JSON.parse(`${"[".repeat(5_000)}${"]".repeat(5_000)}`) as unknown;
    expect(parseState([{ path: "/", type: "A", field: "b", value: list }])).toBeNull();
  });

  test("unknown keys are dropped, and no key sets a prototype", () => {
    const snapshot = JSON.parse(
      '{"version":1,"tick":0,"nextId":2,"random":[],"notCarried":[],"extra":1,"nodes":[{"path":"/","type":"A","id":1,"fields":{"__proto__":{"a":1},"b":{"__proto__":2}}}]}',
    ) as unknown;
    const parsed = parseSnapshot(snapshot)!;
    expect(Object.keys(parsed)).not.toContain("extra");
    expect(Object.getOwnPropertyNames(parsed.nodes[0]!.fields)).toEqual(["b"]);
    expect(parsed.nodes[0]!.fields.b).toEqual({});
  });
});
