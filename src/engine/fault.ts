/**
 * What a module did wrong while it ran, as the one error that leaves `Scene.start` and `Scene.step`.
 *
 * Whatever a module throws may be hostile: a getter that throws, a proxy, no error at all. It is read here only, and
 * each read stands by itself.
 */
import { inner, label, pathOf } from "./inner.ts";
import type { Node } from "./node.ts";

export type FaultCode =
  "SMOKE_THREW" | "SMOKE_NOT_FINITE" | "SMOKE_TOO_MANY_NODES" | "SMOKE_TOO_DEEP" | "SMOKE_UNHANDLED_REJECTION";

export interface FaultPlace {
  readonly nodePath?: string;
  /** The class as the author named it. */
  readonly type?: string;
  readonly hook?: string;
  readonly field?: string;
}

export class SceneFault extends Error {
  readonly nodePath: string | undefined;
  readonly type: string | undefined;
  readonly hook: string | undefined;
  readonly field: string | undefined;
  /** `cause` is what the module threw, untouched: read it with `stackOf`. */
  constructor(
    readonly code: FaultCode,
    message: string,
    readonly tick: number,
    place: FaultPlace,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.nodePath = place.nodePath;
    this.type = place.type;
    this.hook = place.hook;
    this.field = place.field;
  }
}

/** A number that cannot be drawn was assigned to a node's field. */
export class NotFinite extends RangeError {
  constructor(
    readonly node: Node,
    readonly field: string,
    value: number,
  ) {
    super(`Cannot set ${field} of ${label(node)} to ${value}: it must be a finite number`);
  }
}

/** Where the engine was when the module's code ran. */
export interface At {
  readonly node: Node | null;
  readonly hook: string;
}

export function faultFrom(thrown: unknown, at: At, tick: number): SceneFault {
  if (thrown instanceof SceneFault) return thrown;
  const where = at.node === null ? at.hook : `${at.hook} of ${label(at.node)}`;
  if (!(thrown instanceof NotFinite)) {
    const message = `${where} threw at tick ${tick}: ${describeThrown(thrown)}`;
    return new SceneFault("SMOKE_THREW", message, tick, placeOf(at.node, at.hook), thrown);
  }
  const own = at.node === thrown.node;
  const message = `${thrown.message} (in ${where}, tick ${tick})`;
  const place = { ...placeOf(thrown.node, own ? at.hook : undefined), field: thrown.field };
  return new SceneFault("SMOKE_NOT_FINITE", message, tick, place, thrown);
}

export function placeOf(node: Node | null, hook: string | undefined): FaultPlace {
  return node === null ? { hook } : { nodePath: pathOf(node), type: inner(node).info.name, hook };
}

/** "TypeError: x is not a function", whatever was thrown; at most 300 characters. Never throws. */
export function describeThrown(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return shown(thrown);
  const name = textOf(() => (thrown as Error).name) ?? "Error";
  const message = textOf(() => (thrown as Error).message);
  return (message === undefined || message === "" ? name : `${name}: ${message}`).slice(0, 300);
}

/** The stack as the engine wrote it, or "" when there is none to be had. Never throws. */
export const stackOf = (thrown: unknown): string => textOf(() => (thrown as Error).stack) ?? "";

/** A value in a message: text in quotes, objects by their kind; at most 60 characters. Never throws. */
export function shown(value: unknown): string {
  if (typeof value === "string") return value.length > 60 ? `"${value.slice(0, 59)}…"` : `"${value}"`;
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value !== "object" || value === null) return `${value as number}`;
  const name = textOf(() => value.constructor.name);
  return name === undefined || name === "Object" ? "an object" : name === "Array" ? "a list" : `a ${name}`;
}

function textOf(read: () => unknown): string | undefined {
  try {
    const value = read();
    return typeof value === "string" ? value : undefined;
  } catch {
    // The value's own getter threw; there is nothing more to learn from it.
    return undefined;
  }
}
