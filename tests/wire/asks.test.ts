/** Calls in a reply, read as claims. */
import { expect, test } from "bun:test";

import fc from "fast-check";

import { type BrokerAsk, MOST_CALL_TEXT, MOST_WAITING } from "../../src/base/broker-call.ts";
import { parseAsk } from "../../src/wire/asks.ts";
import { parseReplyHead } from "../../src/wire/claims.ts";

const asks: readonly BrokerAsk[] = [
  { id: 1, call: "fetch", args: { url: "https://a.test/", method: "GET", headers: { a: "b" } } },
  { id: 2, call: "fetch", args: { url: "", method: "", headers: {}, body: "x" } },
  { id: 3, call: "readText", args: { path: "a.txt" } },
  { id: 4, call: "storage.get", args: { key: "a" } },
  { id: 5, call: "storage.delete", args: { key: "a" } },
  { id: 6, call: "storage.set", args: { key: "a", value: null } },
  { id: 7, call: "ask", args: { prompt: "Who?" } },
  { id: 8, call: "permissions.query", args: { name: "net", scope: "a.test:443" } },
  { id: 9, call: "permissions.query", args: { name: "model" } },
];

test("each call comes through, and nothing but what it says", () => {
  for (const ask of asks) expect(parseAsk(JSON.parse(JSON.stringify(ask)))).toEqual(ask);
  expect(parseAsk({ id: 1, call: "readText", args: { path: "a", more: 1 }, extra: true })).toEqual({
    id: 1,
    call: "readText",
    args: { path: "a" },
  });
});

test("what is no call is none", () => {
  const fetching = (args: object) => ({ id: 1, call: "fetch", args: { url: "", method: "", headers: {}, ...args } });
  for (const claim of [
    null,
    [],
    "fetch",
    {},
    { id: 1, call: "readText" },
    { id: 0, call: "readText", args: { path: "a" } },
    { id: 1.5, call: "readText", args: { path: "a" } },
    { id: "1", call: "readText", args: { path: "a" } },
    { id: 1, call: "toString", args: {} },
    { id: 1, call: "__proto__", args: {} },
    { id: 1, call: "exec", args: { path: "a" } },
    { id: 1, call: "readText", args: { path: ["a"] } },
    { id: 1, call: "readText", args: { path: "a".repeat(MOST_CALL_TEXT) } },
    { id: 1, call: "storage.set", args: { key: "a" } },
    { id: 1, call: "permissions.query", args: { name: "exec" } },
    { id: 1, call: "permissions.query", args: { name: "net", scope: 1 } },
    fetching({ headers: { a: 1 } }),
    fetching({ headers: [] }),
    fetching({ body: {} }),
    fetching({ url: 1 }),
  ])
    expect([claim, parseAsk(claim)]).toEqual([claim, null]);
});

test("any value is a call or none, never an exception", () => {
  const call = fc.constantFrom(...asks.map((ask) => ask.call), "other");
  const claim = fc.record({
    id: fc.anything(),
    call,
    args: fc.dictionary(fc.constantFrom("url", "key", "path", "name"), fc.anything()),
  });
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), claim), (value) => {
      const parsed = parseAsk(JSON.parse(JSON.stringify(value) ?? "null"));
      expect(parsed === null || asks.some((ask) => ask.call === parsed.call)).toBe(true);
    }),
  );
});

test("a reply with one bad call, or with too many, is none", () => {
  const reply = (list: readonly unknown[]) =>
    parseReplyHead({ ok: true, tick: 1, nodes: 1, active: true, log: [], logDropped: 0, asks: list });
  expect(reply(asks)).toMatchObject({ asks });
  expect(reply([...asks, { id: 10, call: "exec", args: {} }])).toBeNull();
  expect(reply(Array.from({ length: MOST_WAITING + 1 }, () => asks[3]))).toBeNull();
});
