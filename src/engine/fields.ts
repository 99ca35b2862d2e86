/**
 * The kinds of field that engine nodes have: what may be assigned, and what is kept.
 *
 * Checking stands at the assignment, so that a mistake is reported at the author's own line, and so that no state of a
 * scene ever holds a number that cannot be drawn.
 */
import { didYouMean } from "../base/nearest.ts";
import { noColor, tryColor } from "./color.ts";
import { NotFinite, shown } from "./fault.ts";
import { label } from "./inner.ts";
import type { Node } from "./node.ts";
import { Vec2, type Vec2Like } from "./vec2.ts";

export type FieldType = "number" | "string" | "boolean" | "vector" | "points";

export interface FieldKind<T = unknown> {
  readonly type: FieldType;
  readonly initial: T;
  /** The value as it is kept, or an Error that says what may be assigned. */
  readonly admit: (value: unknown, node: Node, field: string) => T;
  /** Where the value can be changed in place: makes each node its own, when it is first asked for. */
  readonly own?: () => T;
  /** The class has an accessor for it already. */
  readonly handmade?: boolean;
  /** Only the engine and the constructor's options set it. */
  readonly fixed?: boolean;
  readonly range?: readonly [min: number, max: number];
  readonly options?: readonly string[];
  readonly kind?: "color" | "angle" | "multiline";
}

export function refuse(node: Node, field: string, value: unknown, why: string): never {
  throw new TypeError(`Cannot set ${field} of ${label(node)} to ${shown(value)}: ${why}`);
}

/** `value - value` is 0 for finite numbers only, and this is asked at every assignment of every moving node. */
export function finite(value: unknown, node: Node, field: string): number {
  if (typeof value === "number" && value - value === 0) return value;
  if (typeof value === "number") throw new NotFinite(node, field, value);
  return refuse(node, field, value, "it must be a number");
}

export const number = (initial: number, about: Pick<FieldKind, "kind"> = {}): FieldKind<number> => ({
  type: "number",
  initial,
  admit: finite,
  ...about,
});

/** What lies outside is brought to the bound, as a tween with a `back` easing goes a little below zero. */
export const bounded = (initial: number, min: number, max: number = Infinity): FieldKind<number> => ({
  type: "number",
  initial,
  admit: (value, node, field) => Math.min(Math.max(finite(value, node, field), min), max),
  ...(max === Infinity ? {} : { range: [min, max] as const }),
});

export const size = (initial: number): FieldKind<number> => bounded(initial, 0);

/** Rounded, and at least 1. */
export const wholeNumber = (initial: number): FieldKind<number> => ({
  type: "number",
  initial,
  admit: (value, node, field) => Math.max(Math.round(finite(value, node, field)), 1),
});

export const flag = (initial: boolean): FieldKind<boolean> => ({
  type: "boolean",
  initial,
  admit: (value, node, field) =>
    typeof value === "boolean" ? value : refuse(node, field, value, "it must be true or false"),
});

export const text = (initial: string, about: Pick<FieldKind, "kind"> = {}): FieldKind<string> => ({
  type: "string",
  initial,
  admit: string,
  ...about,
});

export const choice = <T extends string>(initial: T, options: readonly T[]): FieldKind<T> => ({
  type: "string",
  initial,
  options,
  admit: (value, node, field) => oneOf(value, options, node, field) as T,
});

export const color = (initial: string): FieldKind<string> => ({
  type: "string",
  kind: "color",
  initial,
  admit: (value, node, field) => {
    const css = string(value, node, field);
    if (tryColor(css) === null) refuse(node, field, value, noColor(value));
    return css;
  },
});

/** Kept as it is given: the author may go on changing the list and its points in place. */
export const points = (): FieldKind<Vec2Like[]> => ({
  type: "points",
  initial: [],
  own: () => [],
  admit: (value, node, field) => {
    if (!Array.isArray(value)) return refuse(node, field, value, "it must be a list of points");
    for (const point of value) vector(point, node, field);
    return value as Vec2Like[];
  },
});

/** For what a class has accessors of its own for, over a `Place`. */
export const placeField = (initial: number): FieldKind<Vec2Like> => ({
  type: "vector",
  initial: Object.freeze({ x: initial, y: initial }),
  handmade: true,
  admit: vector,
});

export const fixed = <T>(kind: FieldKind<T>): FieldKind<T> => ({ ...kind, fixed: true });

export function string(value: unknown, node: Node, field: string): string {
  return typeof value === "string" ? value : refuse(node, field, value, "it must be a string");
}

export function oneOf(value: unknown, options: readonly string[], node: Node, field: string): string {
  const word = string(value, node, field);
  if (options.includes(word)) return word;
  const list = options.map((option) => `"${option}"`).join(", ");
  return refuse(node, field, value, `it must be one of ${list}.${didYouMean(word, options)}`);
}

/** Two finite numbers; the caller copies them. */
export function vector(value: unknown, node: Node, field: string): Vec2Like {
  const pair = value as Vec2Like | null | undefined;
  if (pair instanceof Vec2 || (typeof pair === "object" && pair !== null && "x" in pair && "y" in pair)) {
    finite(pair.x, node, `${field}.x`);
    finite(pair.y, node, `${field}.y`);
    return pair;
  }
  return refuse(node, field, value, "it must be a Vec2 or { x, y }");
}
