/**
 * Affine transforms, six numbers each, many in one typed array: `a b c d e f` as Canvas2D orders them, so that
 * x' = a·x + c·y + e and y' = b·x + d·y + f. Pure.
 */
export type Matrices = Float64Array;
export const stride = 6;

/** `out[i]` becomes `from[j]` followed by a move, a turn and a scaling. */
export function place(
  out: Matrices,
  i: number,
  from: Matrices,
  j: number,
  x: number,
  y: number,
  rotation: number,
  scaleX: number,
  scaleY: number,
): void {
  const o = i * stride;
  const p = j * stride;
  const a = from[p]!;
  const b = from[p + 1]!;
  const c = from[p + 2]!;
  const d = from[p + 3]!;
  out[o + 4] = a * x + c * y + from[p + 4]!;
  out[o + 5] = b * x + d * y + from[p + 5]!;
  const cos = rotation === 0 ? 1 : Math.cos(rotation);
  const sin = rotation === 0 ? 0 : Math.sin(rotation);
  out[o] = (a * cos + c * sin) * scaleX;
  out[o + 1] = (b * cos + d * sin) * scaleX;
  out[o + 2] = (c * cos - a * sin) * scaleY;
  out[o + 3] = (d * cos - b * sin) * scaleY;
}

/** The point of the node's own space that lies at (x, y); undefined where the node is squeezed flat. */
export function toLocal(matrices: Matrices, i: number, x: number, y: number): { x: number; y: number } | undefined {
  const o = i * stride;
  const a = matrices[o]!;
  const b = matrices[o + 1]!;
  const c = matrices[o + 2]!;
  const d = matrices[o + 3]!;
  const determinant = a * d - b * c;
  if (determinant === 0 || !Number.isFinite(determinant)) return undefined;
  const dx = x - matrices[o + 4]!;
  const dy = y - matrices[o + 5]!;
  return { x: (d * dx - c * dy) / determinant, y: (a * dy - b * dx) / determinant };
}

/** How much longer a length becomes, on average over the directions. */
export function scaleOf(matrices: Matrices, i: number): number {
  const o = i * stride;
  return Math.sqrt(Math.abs(matrices[o]! * matrices[o + 3]! - matrices[o + 1]! * matrices[o + 2]!));
}

/** Only moved, turned and scaled evenly: a circle is still one. */
export function keepsCircles(matrices: Matrices, i: number): boolean {
  const o = i * stride;
  return matrices[o] === matrices[o + 3] && matrices[o + 1] === -matrices[o + 2]!;
}

/** Only moved and scaled evenly: a box still stands upright. */
export const keepsBoxes = (matrices: Matrices, i: number): boolean =>
  keepsCircles(matrices, i) && matrices[i * stride + 1] === 0 && matrices[i * stride]! > 0;

/** Whether a circle of `reach` around the node's origin lies wholly outside of the stage. */
export function isOutside(
  matrices: Matrices,
  i: number,
  reach: number,
  size: { width: number; height: number },
): boolean {
  const o = i * stride;
  const along = matrices[o]! ** 2 + matrices[o + 1]! ** 2;
  const across = matrices[o + 2]! ** 2 + matrices[o + 3]! ** 2;
  const far = reach * Math.sqrt(Math.max(along, across));
  const x = matrices[o + 4]!;
  const y = matrices[o + 5]!;
  return x < -far || y < -far || x > size.width + far || y > size.height + far;
}
