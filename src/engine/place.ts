/**
 * The vector that a node holds as its position or scale: each of its two numbers is checked when it is set, whoever sets
 * it, so that a transform is finite at all times. To the author it is a `Vec2` like any other: `x` and `y` are its own, and
 * `{ ...place }` copies them.
 */
import { finite } from "./fields.ts";
import { touch } from "./inner.ts";
import type { Node } from "./node.ts";
import { Vec2, type Vec2Like } from "./vec2.ts";

const owner = Symbol("owner");
const field = Symbol("field");
const across = Symbol("x");
const down = Symbol("y");

export type Place = Vec2 & { [owner]: Node; [field]: string; [across]: number; [down]: number };

// On each place, not on a prototype of places: a class could not have them over the fields of `Vec2`.
const x: PropertyDescriptor & ThisType<Place> = {
  enumerable: true,
  get() {
    return this[across];
  },
  set(value: number) {
    this[across] = value - value === 0 ? value : finite(value, this[owner], `${this[field]}.x`);
    touch(this[owner]);
  },
};
const y: PropertyDescriptor & ThisType<Place> = {
  enumerable: true,
  get() {
    return this[down];
  },
  set(value: number) {
    this[down] = value - value === 0 ? value : finite(value, this[owner], `${this[field]}.y`);
    touch(this[owner]);
  },
};

export function makePlace(node: Node, name: string, initial: number): Place {
  const place = Object.create(Vec2.prototype) as Place;
  Object.defineProperty(place, "x", x);
  Object.defineProperty(place, "y", y);
  place[across] = initial;
  place[down] = initial;
  place[owner] = node;
  place[field] = name;
  return place;
}

/** Both numbers or none. */
export function assignPlace(place: Place, value: Vec2Like): void {
  place.set(value.x, value.y);
}
