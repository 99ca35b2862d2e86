import { expect, test } from "bun:test";

import { toJsonSchema } from "@valibot/to-json-schema";

import { shape } from "../../src/server/schema-shape.ts";
import { editBody, loadBody, makeBody, transportBody } from "../../src/server/schemas.ts";

test("a body's schema reads as a shape", () => {
  const read = (schema: Parameters<typeof toJsonSchema>[0]) =>
    shape(toJsonSchema(schema) as Parameters<typeof shape>[0]);
  expect(read(makeBody)).toBe(
    "{\n  description: text of at most 2000\n  attempts?: whole number from 1 to 10\n  seed?: whole number from 0 to 4294967295\n  edit?: text\n}",
  );
  expect(read(loadBody)).toBe("{\n  hash: text\n} | {\n  file: text of at most 500\n}");
  expect(read(transportBody)).toContain('action: "play" | "pause" | "step" | "restart" | "seek"\n');
  expect(read(editBody)).toBe("{\n  [name]: any JSON\n}");
});

test("what it does not know is any JSON", () => {
  expect(shape({})).toBe("any JSON");
  expect(shape({ type: "array" })).toBe("[any JSON, …]");
  expect(shape({ type: "object" })).toBe("{ … }");
  expect(shape({ type: "null" })).toBe("null");
});
