/** How a tween gets from 0 to 1: the shapes of Robert Penner's easing equations, as he named them. */

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
  | "backIn"
  | "backOut"
  | "backInOut"
  | "elasticOut"
  | "bounceOut";

type Curve = (t: number) => number;

/** Starts as `curve` and ends as its mirror image. */
const inOut =
  (curve: Curve): Curve =>
  (t) =>
    t < 0.5 ? curve(2 * t) / 2 : 1 - curve(2 - 2 * t) / 2;
const out =
  (curve: Curve): Curve =>
  (t) =>
    1 - curve(1 - t);

const sine: Curve = (t) => 1 - Math.cos((t * Math.PI) / 2);
const quad: Curve = (t) => t * t;
const cubic: Curve = (t) => t * t * t;
/** 1.70158 makes it swing back by a tenth. */
const back: Curve = (t) => t * t * (2.70158 * t - 1.70158);
const elasticOut: Curve = (t) =>
  t <= 0 ? 0 : t >= 1 ? 1 : 2 ** (-10 * t) * Math.sin(((t * 10 - 0.75) * 2 * Math.PI) / 3) + 1;

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
  sineOut: out(sine),
  sineInOut: inOut(sine),
  quadIn: quad,
  quadOut: out(quad),
  quadInOut: inOut(quad),
  cubicIn: cubic,
  cubicOut: out(cubic),
  cubicInOut: inOut(cubic),
  backIn: back,
  backOut: out(back),
  backInOut: inOut(back),
  elasticOut,
  bounceOut,
};
