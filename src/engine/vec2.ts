/** The pair of numbers that places, directions and speeds are made of. */

export type Vec2Like = { readonly x: number; readonly y: number };

/** A mutable pair of numbers. Arithmetic returns new vectors; only `set` and the fields change one. */
export class Vec2 {
  static readonly ZERO: Readonly<Vec2> = Object.freeze(new Vec2());
  static fromAngle(radians: number, length: number = 1): Vec2 {
    return new Vec2(Math.cos(radians) * length, Math.sin(radians) * length);
  }

  x: number;
  y: number;
  constructor(x: number = 0, y: number = 0) {
    this.x = x;
    this.y = y;
  }

  set(x: number, y: number): this {
    this.x = x;
    this.y = y;
    return this;
  }
  clone(): Vec2 {
    return new Vec2(this.x, this.y);
  }
  add(other: Vec2Like): Vec2 {
    return new Vec2(this.x + other.x, this.y + other.y);
  }
  sub(other: Vec2Like): Vec2 {
    return new Vec2(this.x - other.x, this.y - other.y);
  }
  mul(factor: number | Vec2Like): Vec2 {
    if (typeof factor === "number") return new Vec2(this.x * factor, this.y * factor);
    return new Vec2(this.x * factor.x, this.y * factor.y);
  }
  dot(other: Vec2Like): number {
    return this.x * other.x + this.y * other.y;
  }
  cross(other: Vec2Like): number {
    return this.x * other.y - this.y * other.x;
  }
  length(): number {
    return Math.hypot(this.x, this.y);
  }
  angle(): number {
    return Math.atan2(this.y, this.x);
  }
  angleTo(other: Vec2Like): number {
    return Math.atan2(this.cross(other), this.dot(other));
  }
  distanceTo(other: Vec2Like): number {
    return Math.hypot(other.x - this.x, other.y - this.y);
  }
  /** The same direction, length 1; (0, 0) stays (0, 0). */
  normalized(): Vec2 {
    const length = this.length();
    return length === 0 ? new Vec2() : new Vec2(this.x / length, this.y / length);
  }
  /** At most this long. */
  limit(length: number): Vec2 {
    const current = this.length();
    return current > length ? this.mul(length / current) : this.clone();
  }
  rotated(radians: number): Vec2 {
    const cos = Math.cos(radians);
    const sin = Math.sin(radians);
    return new Vec2(this.x * cos - this.y * sin, this.x * sin + this.y * cos);
  }
  lerp(to: Vec2Like, weight: number): Vec2 {
    return new Vec2(this.x + (to.x - this.x) * weight, this.y + (to.y - this.y) * weight);
  }
  moveToward(to: Vec2Like, distance: number): Vec2 {
    const left = this.distanceTo(to);
    return left <= distance || left === 0 ? new Vec2(to.x, to.y) : this.lerp(to, distance / left);
  }
}
