/**
 * The vector that a node holds as its position or scale: each of its two numbers is checked when it is set, whoever sets
 * it, so that a transform is finite at all times. To the author it is a `Vec2` like any other: `x` and `y` are its own, and
 * `{ ...place }` copies them.
 */
import { finite } from "./fields.ts";
import { touch } from "./inner.ts";
import type { Node } from "./node.ts";
import { Vec2 } from "./vec2.ts";

export class Place extends Vec2 {
  // On each place, not on the prototype: a class could not have them over the fields of `Vec2`.
  static readonly #across: PropertyDescriptor & ThisType<Place> = {
    enumerable: true,
    get() {
      return this.#x;
    },
    set(value: number) {
      this.#x = value - value === 0 ? value : finite(value, this.#node, `${this.#field}.x`);
      touch(this.#node);
    },
  };
  static readonly #down: PropertyDescriptor & ThisType<Place> = {
    enumerable: true,
    get() {
      return this.#y;
    },
    set(value: number) {
      this.#y = value - value === 0 ? value : finite(value, this.#node, `${this.#field}.y`);
      touch(this.#node);
    },
  };

  #x: number;
  #y: number;
  readonly #node: Node;
  readonly #field: string;

  constructor(node: Node, field: string, initial: number) {
    super();
    this.#x = initial;
    this.#y = initial;
    this.#node = node;
    this.#field = field;
    Object.defineProperty(this, "x", Place.#across);
    Object.defineProperty(this, "y", Place.#down);
  }
}
// Nothing of it is to be told from a `Vec2`, and what a module set on it would be there when it is played again.
Reflect.deleteProperty(Place.prototype, "constructor");
Object.freeze(Place.prototype);
