/**
 * Any text that a page could send gives a message or a problem, never a throw; every honest message is taken as it is.
 */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { MAX_JSON_BYTES } from "../../src/server/json-text.ts";
import { readPageMessage } from "../../src/server/page-messages.ts";
import type { PageInput, PageUp } from "../../src/wire/page.ts";
import { fuzz } from "./fuzz.ts";

const count = fc.nat({ max: 2 ** 53 - 1 });
const pixel = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
const input: fc.Arbitrary<PageInput> = fc.oneof(
  fc.record({
    type: fc.constantFrom("keyDown", "keyUp"),
    key: fc.string({ minLength: 1, maxLength: 16 }),
    repeat: fc.boolean(),
  }),
  fc.record({
    type: fc.constantFrom("pointerDown", "pointerUp", "pointerMove"),
    x: pixel,
    y: pixel,
    button: fc.integer({ min: -1, max: 31 }),
  }),
  fc.record({ type: fc.constant("wheel"), dx: pixel, dy: pixel }),
);
const message: fc.Arbitrary<PageUp> = fc.oneof(
  fc.record({ type: fc.constant("input"), records: fc.array(input, { maxLength: 20 }) }),
  fc.record({ type: fc.constant("inspect"), node: fc.option(count) }),
  fc.record({
    type: fc.constant("edit"),
    node: count,
    property: fc.string({ minLength: 1, maxLength: 60 }),
    value: fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Extract<PageUp, { type: "edit" }>["value"]>,
  }),
  fc.record(
    {
      type: fc.constant("transport"),
      action: fc.constantFrom("play", "pause", "step", "restart"),
      ticks: fc.integer({ min: 1, max: 10_000 }),
      speed: fc.double({ min: 0.1, max: 10, noNaN: true }),
    },
    { requiredKeys: ["type", "action"] },
  ),
  fc.record({ type: fc.constantFrom("revive", "remove"), slot: count }),
  fc.record({
    type: fc.constant("make"),
    description: fc.string({ minLength: 1, maxLength: 500 }).map((text) => `a${text}`),
  }),
  fc.record({ type: fc.constant("resync") }),
);

const isProblem = (text: string): boolean => {
  const read = readPageMessage(text);
  return read.ok || (read.error.code !== "" && read.error.message.startsWith("Cannot ") && read.error.hint !== "");
};

describe("page messages", () => {
  test("honest ones are taken as they are", async () => {
    await fuzz(
      "page-honest",
      fc.property(message, (sent) => {
        const text = JSON.stringify(sent);
        const read = readPageMessage(text);
        expect(read).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  test("any text is a message or a problem", async () => {
    await fuzz("page-text", fc.property(fc.string({ unit: "binary", maxLength: 2000 }), isProblem));
  });

  test("any JSON is a message or a problem", async () => {
    await fuzz("page-json", fc.property(fc.json({ maxDepth: 50 }), isProblem));
  });

  test("any damage to an honest one is a message or a problem", async () => {
    const damage = fc.tuple(message, fc.nat(), fc.nat({ max: 40 }), fc.string({ unit: "binary", maxLength: 20 }));
    await fuzz(
      "page-damaged",
      fc.property(damage, ([sent, at, length, put]) => {
        const text = JSON.stringify(sent);
        const start = at % text.length;
        return isProblem(text.slice(0, start) + put + text.slice(start + length));
      }),
    );
  });

  test("any other type of one field is refused with the field's path", async () => {
    const wrong = fc.oneof(fc.constant(null), fc.constant([]), fc.constant({}), fc.boolean());
    await fuzz(
      "page-types",
      fc.property(wrong, (slot) => {
        const read = readPageMessage(JSON.stringify({ type: "revive", slot }));
        expect(read).toMatchObject({
          ok: false,
          error: { code: "INVALID", hint: expect.stringContaining('"slot": ') },
        });
      }),
    );
  });

  for (const [name, unit] of [
    ["brackets", "["],
    ["objects", '{"a":'],
    ["quotes", '"\\"'],
    ["escapes", "\\"],
    ["keys", '{"type":"input","records":[{},'],
  ] as const) {
    test(`as many ${name} as fit are refused`, () => {
      const text = unit.repeat(Math.floor(MAX_JSON_BYTES / unit.length));
      expect(readPageMessage(text)).toMatchObject({ ok: false, error: { code: "MESSAGE_MALFORMED" } });
    });
  }
});
