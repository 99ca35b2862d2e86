/**
 * What a child's JSON says, read as claims: every value is checked for its type and its size, rebuilt field by field,
 * and anything unknown is dropped. A claim that does not fit throws `Malformed` inside this file and comes out as null.
 *
 * The child may be run by an attacker in full: a claim that passed is well formed, not true.
 */
import { type BrokerAsk, MOST_WAITING } from "../base/broker-call.ts";
import type { Json } from "../base/json.ts";
import type { NodeDescription, PropertyDescription } from "../base/node-description.ts";
import type { OthersWord } from "../base/others.ts";
import type { Snapshot, SnapshotNode } from "../base/snapshot.ts";
import { parseAsk } from "./asks.ts";
import { parseOthersWord } from "./others.ts";
import type { ChildFault, Hello, LogLine, NoHello, ReplyHead, StateEntry } from "./protocol.ts";

class Malformed extends Error {}

/** Longest name, message or log line; the child's own caps are tighter. */
const TEXT = 4_000;
/** Deepest tree of nodes or of a field's value that the host follows. */
const DEPTH = 1_000;
const LIST = 200_000;

export const parseHello = (value: unknown): Hello | null => claim(() => hello(value));
export const parseNoHello = (value: unknown): NoHello | null => claim(() => ({ failed: text(record(value).failed) }));
export const parseReplyHead = (value: unknown): ReplyHead | null => claim(() => replyHead(value));
export const parseDescription = (value: unknown): NodeDescription | null => claim(() => description(value, 0));
export const parseSnapshot = (value: unknown): Snapshot | null => claim(() => snapshot(value));
/** Sentences about what a snapshot could not bring back. */
export const parseSentences = (value: unknown): string[] | null => claim(() => list(value, LIST, text));
/** Four hexadecimal digits for each node, or for neighbours that share them. */
export const parseMarks = (value: unknown): string | null =>
  typeof value === "string" && /^(?:[0-9a-f]{4}){0,4096}$/.test(value) ? value : null;
export const parseState = (value: unknown): StateEntry[] | null => claim(() => list(value, LIST, stateEntry));

function claim<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

function hello(value: unknown): Hello {
  const from = record(value);
  return {
    version: whole(from.version),
    environment: list(from.environment, 64, text),
    probes: list(from.probes, 64, (entry) => {
      const probe = record(entry);
      return { name: text(probe.name), held: flag(probe.held), seen: text(probe.seen) };
    }),
  };
}

function replyHead(value: unknown): ReplyHead {
  const from = record(value);
  const log = list(from.log, 10_000, logLine);
  if (from.ok === false) return { ok: false, fault: fault(from.fault), log };
  if (from.ok !== true) throw new Malformed();
  return {
    ok: true,
    tick: whole(from.tick),
    nodes: whole(from.nodes),
    active: flag(from.active),
    log,
    logDropped: whole(from.logDropped),
    digest: optional(from.digest, digest),
    // What a request asked for: JSON, whose shape the parser of that request's answer checks.
    value: from.value as Json | undefined,
    refused: optional(from.refused, (inner) => list(inner, 10_000, refusal)),
    asks: optional(from.asks, (inner) => list(inner, MOST_WAITING, ask)),
    others: optional(from.others, othersWord),
    still: optional(from.still, flag),
  };
}

const levels = ["log", "info", "warn", "error", "debug"] as const;
const phases = ["compile", "construct", "tick", "call"] as const;

function logLine(value: unknown): LogLine {
  const from = record(value);
  return { level: oneOf(from.level, levels), text: text(from.text), tick: whole(from.tick) };
}

function fault(value: unknown): ChildFault {
  const from = record(value);
  return {
    code: text(from.code),
    phase: oneOf(from.phase, phases),
    node: optional(from.node, text),
    type: optional(from.type, text),
    hook: optional(from.hook, text),
    field: optional(from.field, text),
    tick: whole(from.tick),
    message: text(from.message),
    at: list(from.at, 64, (entry) => {
      const place = record(entry);
      return { line: whole(place.line), column: whole(place.column) };
    }),
  };
}

function ask(value: unknown): BrokerAsk {
  const parsed = parseAsk(value);
  if (parsed === null) throw new Malformed();
  return parsed;
}

function othersWord(value: unknown): OthersWord {
  const parsed = parseOthersWord(value);
  if (parsed === null) throw new Malformed();
  return parsed;
}

function refusal(value: unknown): { edit: number; message: string } {
  const from = record(value);
  return { edit: whole(from.edit), message: text(from.message) };
}

function description(value: unknown, depth: number): NodeDescription {
  if (depth > DEPTH) throw new Malformed();
  const from = record(value);
  return {
    id: whole(from.id),
    name: text(from.name),
    type: text(from.type),
    base: text(from.base),
    path: text(from.path),
    properties: list(from.properties, 1_000, property),
    children: list(from.children, LIST, (child) => description(child, depth + 1)),
  };
}

const valueTypes = ["number", "string", "boolean", "vector", "json"] as const;
const editors = ["color", "multiline", "angle"] as const;

function property(value: unknown): PropertyDescription {
  const from = record(value);
  return {
    name: text(from.name),
    value: json(from.value, 0),
    type: oneOf(from.type, valueTypes),
    tunable: flag(from.tunable),
    initial: json(from.initial, 0),
    range: optional(from.range, range),
    step: optional(from.step, number),
    options: optional(from.options, (inner) => list(inner, 1_000, text)),
    kind: optional(from.kind, (inner) => oneOf(inner, editors)),
    group: optional(from.group, text),
  };
}

function range(value: unknown): readonly [number, number] {
  const [min, max, ...rest] = list(value, 2, number);
  if (min === undefined || max === undefined || rest.length > 0) throw new Malformed();
  return [min, max];
}

function snapshot(value: unknown): Snapshot {
  const from = record(value);
  if (from.version !== 1) throw new Malformed();
  return {
    version: 1,
    tick: whole(from.tick),
    nextId: whole(from.nextId),
    random: list(from.random, 64, number),
    nodes: list(from.nodes, LIST, snapshotNode),
    notCarried: list(from.notCarried, 1_000, text),
  };
}

function snapshotNode(value: unknown): SnapshotNode {
  const from = record(value);
  return {
    path: text(from.path),
    type: text(from.type),
    id: whole(from.id),
    fields: json(record(from.fields), 0) as { [name: string]: Json },
    changed: optional(from.changed, (inner) => list(inner, LIST, text)),
  };
}

function stateEntry(value: unknown): StateEntry {
  const from = record(value);
  return { path: text(from.path), type: text(from.type), field: text(from.field), value: json(from.value, 0) };
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Malformed();
  return value as Record<string, unknown>;
}

function list<T>(value: unknown, atMost: number, read: (entry: unknown) => T): T[] {
  if (!Array.isArray(value) || value.length > atMost) throw new Malformed();
  return value.map(read);
}

function text(value: unknown): string {
  if (typeof value !== "string" || value.length > TEXT) throw new Malformed();
  return value;
}

function number(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Malformed();
  return value;
}

function whole(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Malformed();
  return value as number;
}

function flag(value: unknown): boolean {
  if (typeof value !== "boolean") throw new Malformed();
  return value;
}

function digest(value: unknown): string {
  if (typeof value !== "string" || !/^sha256:[0-9a-f]{64}$/.test(value)) throw new Malformed();
  return value;
}

function oneOf<const T extends string>(value: unknown, allowed: readonly T[]): T {
  if (!allowed.includes(value as T)) throw new Malformed();
  return value as T;
}

const optional = <T>(value: unknown, read: (inner: unknown) => T): T | undefined =>
  value === undefined ? undefined : read(value);

/** Any JSON, not too deep. A key named `__proto__` is dropped: copied by assignment, it would set a prototype. */
function json(value: unknown, depth: number): Json {
  if (depth > DEPTH) throw new Malformed();
  if (Array.isArray(value)) return value.map((entry) => json(entry, depth + 1));
  if (typeof value === "object" && value !== null) {
    const kept = Object.entries(value).filter(([key]) => key !== "__proto__");
    return Object.fromEntries(kept.map(([key, inner]) => [key, json(inner, depth + 1)]));
  }
  return value as Json;
}
