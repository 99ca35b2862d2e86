/** What a child says for the other modules on its stage, read as a claim. */
import { expect, test } from "bun:test";

import fc from "fast-check";

import { type Appearance, MOST_MESSAGES, type OthersWord } from "../../src/base/others.ts";
import { parseReplyHead } from "../../src/wire/claims.ts";
import { parseOthersWord } from "../../src/wire/others.ts";

const self: Appearance = { place: [1, 2, 0, 1, 1, 1], properties: { speed: 3 } };

test("what is said comes through, and nothing else", () => {
  const word: OthersWord = {
    looks: true,
    sends: [
      { to: 2, message: { hit: 1 } },
      { to: "Moth", message: null },
    ],
    self,
  };
  expect(parseOthersWord(JSON.parse(JSON.stringify(word)))).toEqual(word);
  const more = { looks: true, more: 1, sends: [{ to: 1, message: 2, from: 3 }], self: { ...self, name: "me" } };
  expect(JSON.stringify(parseOthersWord(more))).toBe(
    JSON.stringify({ looks: true, sends: [{ to: 1, message: 2 }], self }),
  );
});

test("what is none ends the reply that it is in", () => {
  const claims = [
    null,
    [],
    { looks: 1 },
    { sends: {} },
    { sends: [{ to: 1.5, message: 1 }] },
    { sends: [{ to: "a".repeat(201), message: 1 }] },
    { sends: [{ to: 1 }] },
    { sends: [{ to: 1, message: "a".repeat(1100) }] },
    { sends: Array.from({ length: MOST_MESSAGES + 1 }, () => ({ to: 1, message: 1 })) },
    { self: { ...self, place: [1, 2, 3] } },
    { self: { ...self, place: [1, 2, 3, 4, 5, null] } },
    { self: { ...self, properties: [] } },
    { self: { ...self, properties: { a: "a".repeat(10_000) } } },
  ];
  for (const claim of claims) {
    expect(parseOthersWord(claim)).toBeNull();
    const head = { ok: true, tick: 1, nodes: 1, active: true, log: [], logDropped: 0, others: claim };
    expect(parseReplyHead(head)).toBeNull();
  }
});

test("any JSON is a word or none, however deep", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => void parseOthersWord(value)));
  let deep: unknown = 1;
  for (let level = 0; level < 20_000; level++) deep = [deep];
  expect(parseOthersWord({ sends: [{ to: 1, message: deep }] })).toBeNull();
});
