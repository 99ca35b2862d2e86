/**
 * Values of fields as JSON and back, for snapshots and states: what plain data says, and `Vec2`, `Map`, `Set` and the numbers
 * that JSON lacks, each as an object with the key "$". Anything else (nodes, functions, instances of other classes, rings)
 * has no such form.
 */
import { isRecord, type Json } from "../base/json.ts";
import { Vec2 } from "./vec2.ts";

/** A field with more than this in it is not worth a copy at every snapshot. */
const MOST_PARTS = 100_000;
const MOST_LEVELS = 16;

/** Undefined when the value has no such form. Reads own data only; a getter of the module's is never called. */
export function encode(value: unknown): Json | undefined {
  if (typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) return value as Json;
  let parts = 0;
  const list = (items: readonly unknown[], depth: number): Json[] | undefined => {
    const encoded: Json[] = [];
    for (const item of items) {
      const one = visit(item, depth);
      if (one === undefined) return undefined;
      encoded.push(one);
    }
    return encoded;
  };
  const visit = (item: unknown, depth: number): Json | undefined => {
    if (++parts > MOST_PARTS || depth > MOST_LEVELS) return undefined;
    if (item === null || typeof item === "boolean" || typeof item === "string") return item;
    if (typeof item === "number") return Number.isFinite(item) ? item : { $: "number", is: `${item}` };
    if (item === undefined) return { $: "undefined" };
    if (typeof item !== "object") return undefined;
    if (item instanceof Vec2) return visitVector(item);
    if (Array.isArray(item)) return list(item, depth + 1);
    if (item instanceof Map) return tagged("Map", list([...item].flat(), depth + 1));
    if (item instanceof Set) return tagged("Set", list([...item], depth + 1));
    return visitRecord(item, depth);
  };
  const visitRecord = (record: object, depth: number): Json | undefined => {
    const prototype: unknown = Object.getPrototypeOf(record);
    if (prototype !== Object.prototype && prototype !== null) return undefined;
    const encoded: Record<string, Json> = {};
    for (const key of Object.keys(record)) {
      const one = visit(ownValue(record, key), depth + 1);
      if (one === undefined || key === "$" || key === "__proto__") return undefined;
      encoded[key] = one;
    }
    return encoded;
  };
  return visit(value, 0);
}

export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const keys = Object.keys(one);
  if (Array.isArray(one) !== Array.isArray(other) || keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => sameJson((one as Fields)[key], (other as Fields)[key]));
}
type Fields = Readonly<Record<string, Json | undefined>>;

/** A field's value, or what has no form as JSON where it is a getter. */
export function ownValue(holder: object, key: string): unknown {
  const { get, set, value } = Object.getOwnPropertyDescriptor(holder, key) ?? {};
  return get ?? set ?? (value as unknown);
}

/** What `encode` made, as it was; anything else as plain data. */
export function decode(json: Json | undefined): unknown {
  if (Array.isArray(json)) return json.map(decode);
  if (!isRecord(json)) return json;
  switch (json["$"]) {
    case "Vec2":
      return new Vec2(Number(json["x"]), Number(json["y"]));
    case "number":
      return Number(json["is"]);
    case "undefined":
      return undefined;
    case "Set":
      return new Set(items(json));
    case "Map": {
      const flat = items(json);
      return new Map(Array.from({ length: flat.length / 2 }, (_, pair) => [flat[2 * pair], flat[2 * pair + 1]]));
    }
    default:
      return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, decode(value as Json)]));
  }
}

const items = (json: Record<string, unknown>): unknown[] =>
  Array.isArray(json["items"]) ? json["items"].map((item: Json) => decode(item)) : [];

const tagged = ($: string, list: Json[] | undefined): Json | undefined =>
  list === undefined ? undefined : { $, items: list };

function visitVector({ x, y }: Vec2): Json | undefined {
  const [across, down] = [encode(x), encode(y)];
  if (Number.isFinite(x) && Number.isFinite(y)) return { $: "Vec2", x, y };
  // Not a number: it is told, but a vector of it is not brought back.
  return across === undefined || down === undefined ? undefined : [across, down];
}
