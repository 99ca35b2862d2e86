/** Numbers: the small functions that motion is made of. */

export const TAU: number = Math.PI * 2;

export function clamp(value: number, min: number, max: number): number {
  return value < min ? min : value > max ? max : value;
}

export function lerp(from: number, to: number, weight: number): number {
  return from + (to - from) * weight;
}

export function lerpAngle(from: number, to: number, weight: number): number {
  return from + wrap(to - from, -Math.PI, Math.PI) * weight;
}

/** Approaches `to` at the same speed whatever the step: `rate` is the share covered in a second, as an exponent. */
export function damp(from: number, to: number, rate: number, dt: number): number {
  return to + (from - to) * Math.exp(-rate * dt);
}

export function remap(value: number, fromMin: number, fromMax: number, toMin: number, toMax: number): number {
  return toMin + ((value - fromMin) / (fromMax - fromMin)) * (toMax - toMin);
}

export function moveToward(value: number, target: number, delta: number): number {
  return Math.abs(target - value) <= delta ? target : value + Math.sign(target - value) * delta;
}

/** Into [min, max): the upper bound is the lower one again. */
export function wrap(value: number, min: number, max: number): number {
  const size = max - min;
  if (size === 0) return min;
  const wrapped = value - size * Math.floor((value - min) / size);
  // Rounding can land on the upper bound exactly, or just below the lower one.
  return wrapped >= max || wrapped < min ? min : wrapped;
}
