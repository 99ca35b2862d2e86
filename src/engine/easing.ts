/** How a tween gets from 0 to 1: the shapes of Robert Penner's easing equations, as he named them, and "linear". */

export type Easing =
  | "linear"
  | "sineIn"
  | "sineOut"
  | "sineInOut"
  | "quadIn"
  | "quadOut"
  | "quadInOut"
  | "cubicIn"
  | "cubicOut"
  | "cubicInOut"
  | "quartIn"
  | "quartOut"
  | "quartInOut"
  | "quintIn"
  | "quintOut"
  | "quintInOut"
  | "expoIn"
  | "expoOut"
  | "expoInOut"
  | "circIn"
  | "circOut"
  | "circInOut"
  | "backIn"
  | "backOut"
  | "backInOut"
  | "elasticIn"
  | "elasticOut"
  | "elasticInOut"
  | "bounceIn"
  | "bounceOut"
  | "bounceInOut";

type Curve = (t: number) => number;

/** Starts as `curve` and ends as its mirror image. */
const inOut =
  (curve: Curve): Curve =>
  (t) =>
    t < 0.5 ? curve(2 * t) / 2 : 1 - curve(2 - 2 * t) / 2;
/** The mirror image: "out" of an "in", "in" of an "out". */
const mirrored =
  (curve: Curve): Curve =>
  (t) =>
    1 - curve(1 - t);

const sine: Curve = (t) => 1 - Math.cos((t * Math.PI) / 2);
const power =
  (exponent: number): Curve =>
  (t) =>
    t ** exponent;
/** It begins at 0, not at the thousandth that the power of two still has there. */
const expo: Curve = (t) => (t <= 0 ? 0 : 2 ** (10 * t - 10));
const circ: Curve = (t) => 1 - Math.sqrt(1 - t * t);
/** How far it swings back: 1.70158 is a tenth of the way; in both directions it takes half as much again. */
const back =
  (swing: number): Curve =>
  (t) =>
    t * t * ((swing + 1) * t - swing);
const BACK = 1.70158;
/** A wave of `period` that grows by two to the tenth. */
const elastic =
  (period: number): Curve =>
  (t) =>
    t <= 0 ? 0 : t >= 1 ? 1 : -(2 ** (10 * t - 10)) * Math.sin(((t - 1 - period / 4) * 2 * Math.PI) / period);

/** Four parabolas, each a quarter as high as the one before, 11 parts of time in all, squared out: 7.5625 = (11 / 4)^2. */
const bounceOut: Curve = (t) => {
  const arc = (middle: number, floor: number): number => 7.5625 * (t - middle / 11) ** 2 + floor;
  if (t < 4 / 11) return arc(0, 0);
  if (t < 8 / 11) return arc(6, 0.75);
  if (t < 10 / 11) return arc(9, 0.9375);
  return arc(10.5, 0.984375);
};

export const easings: Readonly<Record<Easing, Curve>> = {
  linear: (t) => t,
  sineIn: sine,
  sineOut: mirrored(sine),
  sineInOut: inOut(sine),
  quadIn: power(2),
  quadOut: mirrored(power(2)),
  quadInOut: inOut(power(2)),
  cubicIn: power(3),
  cubicOut: mirrored(power(3)),
  cubicInOut: inOut(power(3)),
  quartIn: power(4),
  quartOut: mirrored(power(4)),
  quartInOut: inOut(power(4)),
  quintIn: power(5),
  quintOut: mirrored(power(5)),
  quintInOut: inOut(power(5)),
  expoIn: expo,
  expoOut: mirrored(expo),
  expoInOut: inOut(expo),
  circIn: circ,
  circOut: mirrored(circ),
  circInOut: inOut(circ),
  backIn: back(BACK),
  backOut: mirrored(back(BACK)),
  backInOut: inOut(back(BACK * 1.525)),
  elasticIn: elastic(0.3),
  elasticOut: mirrored(elastic(0.3)),
  elasticInOut: inOut(elastic(0.45)),
  bounceIn: mirrored(bounceOut),
  bounceOut,
  bounceInOut: inOut(mirrored(bounceOut)),
};
