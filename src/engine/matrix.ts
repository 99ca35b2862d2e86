/** Affine transforms, as [a, b, c, d, x, y]: a point goes to (a·px + c·py + x, b·px + d·py + y), as in CSS and Canvas. */
import { Vec2, type Vec2Like } from "./vec2.ts";

export type Matrix = readonly [a: number, b: number, c: number, d: number, x: number, y: number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** Scaled first, then turned, then moved. */
export function transform(x: number, y: number, rotation: number, scaleX: number, scaleY: number): Matrix {
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  return [cos * scaleX, sin * scaleX, -sin * scaleY, cos * scaleY, x, y];
}

/** `inside` first, then `outside`. */
export function compose(outside: Matrix, inside: Matrix): Matrix {
  const [a, b, c, d, x, y] = outside;
  const [e, f, g, h, u, v] = inside;
  return [a * e + c * f, b * e + d * f, a * g + c * h, b * g + d * h, a * u + c * v + x, b * u + d * v + y];
}

/** What is scaled to nothing has no inverse; all of it then comes out at its own origin. */
export function invert([a, b, c, d, x, y]: Matrix): Matrix {
  const area = a * d - b * c;
  if (area === 0) return [0, 0, 0, 0, 0, 0];
  return [d / area, -b / area, -c / area, a / area, (c * y - d * x) / area, (b * x - a * y) / area];
}

export function apply([a, b, c, d, x, y]: Matrix, point: Vec2Like): Vec2 {
  return new Vec2(a * point.x + c * point.y + x, b * point.x + d * point.y + y);
}
