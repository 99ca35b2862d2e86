/** What a tween moves: a field of a node, found by its path, from where it stands to a number or a colour. */
import { didYouMean } from "../base/nearest.ts";
import { mixColor, noColor, tryColor } from "./color.ts";
import { shown } from "./fault.ts";
import { inner, label } from "./inner.ts";
import { lerp } from "./math.ts";
import type { Node } from "./node.ts";
import { Vec2 } from "./vec2.ts";

export interface Track {
  /** Notes where the field stands. */
  begin(): void;
  play(weight: number): void;
  /** To the target itself: no rounding may be left in it. */
  end(): void;
}

/** An Error says what cannot be tweened, and why. */
export function track(node: Node, path: string, target: number | string): Track {
  const { holder, key } = fieldAt(node, path);
  const value = holder[key];
  const refuse = (why: string): never => {
    throw new TypeError(`Cannot tween ${path} of ${label(node)} to ${shown(target)}: ${why}`);
  };
  if (typeof target === "string") {
    if (typeof value !== "string" || tryColor(value) === null)
      return refuse(`${path} holds ${shown(value)}, no colour`);
    if (tryColor(target) === null) refuse(noColor(target));
    return trackOf(holder, key, target, mixColor);
  }
  if (typeof target !== "number" || !Number.isFinite(target)) return refuse("it must be a finite number or a colour");
  if (typeof value === "number") return trackOf(holder, key, target, lerp);
  if (key !== "scale" || !(value instanceof Vec2))
    return refuse(
      value instanceof Vec2
        ? `it is a vector; tween "${path}.x" and "${path}.y"`
        : `it holds ${shown(value)}, no number`,
    );
  const axes = [
    trackOf(value as unknown as Fields, "x", target, lerp),
    trackOf(value as unknown as Fields, "y", target, lerp),
  ];
  return {
    begin: () => axes.forEach((axis) => axis.begin()),
    play: (weight) => axes.forEach((axis) => axis.play(weight)),
    end: () => axes.forEach((axis) => axis.end()),
  };
}

type Fields = Record<string, unknown>;

function trackOf<T>(holder: Fields, key: string, target: T, mix: (from: T, to: T, weight: number) => T): Track {
  let from = target;
  return {
    begin: () => {
      from = holder[key] as T;
    },
    play: (weight) => {
      holder[key] = mix(from, target, weight);
    },
    end: () => {
      holder[key] = target;
    },
  };
}

/** `doing` is what a message says cannot be done. */
export function fieldAt(node: Node, path: string, doing: string = "tween"): { holder: Fields; key: string } {
  let holder = node as unknown as Fields;
  const keys = path.split(".");
  const key = keys.pop()!;
  for (const step of keys) {
    const next = step in holder ? holder[step] : undefined;
    if (typeof next !== "object" || next === null) throw noField(node, path, step, holder, doing);
    holder = next as Fields;
  }
  if (!(key in holder)) throw noField(node, path, key, holder, doing);
  return { holder, key };
}

function noField(node: Node, path: string, key: string, holder: Fields, doing: string): Error {
  const { info } = inner(node);
  const known =
    holder === (node as unknown) ? [...info.settable, ...info.properties.keys(), ...Object.keys(node)] : ["x", "y"];
  return new TypeError(
    `Cannot ${doing} ${path} of ${label(node)}: no field is called "${key}".${didYouMean(key, known)}`,
  );
}
