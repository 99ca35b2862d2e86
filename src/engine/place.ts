/**
 * The vector that a node holds as its position or scale: each of its two numbers is checked when it is set, whoever sets
 * it, so that a transform is finite at all times. What it holds stands under symbols: to the author it is a `Vec2`.
 */
import { finite } from "./fields.ts";
import type { Node } from "./node.ts";
import { Vec2, type Vec2Like } from "./vec2.ts";

const owner = Symbol("owner");
const field = Symbol("field");
const x = Symbol("x");
const y = Symbol("y");

export class Place extends Vec2 {
  declare [owner]: Node;
  declare [field]: string;
  declare [x]: number;
  declare [y]: number;

  constructor(node: Node, name: string, initial: number) {
    super(initial, initial);
    this[owner] = node;
    this[field] = name;
  }

  static {
    // Not written as accessors of the class: TypeScript has none where the base declares fields.
    Object.defineProperties(this.prototype, {
      x: {
        get(this: Place) {
          return this[x];
        },
        set(this: Place, value: number) {
          this[x] = value - value === 0 ? value : finite(value, this[owner], `${this[field]}.x`);
        },
      },
      y: {
        get(this: Place) {
          return this[y];
        },
        set(this: Place, value: number) {
          this[y] = value - value === 0 ? value : finite(value, this[owner], `${this[field]}.y`);
        },
      },
    });
  }
}

/** Both numbers or none. */
export function assignPlace(place: Place, value: Vec2Like): void {
  place.set(value.x, value.y);
}
