/**
 * CSS colours to one number, 0xRRGGBBAA, and back: names, "transparent", hex, rgb(), rgba(), hsl(), hsla() and hwb(), each with
 * commas or spaces (CSS Color Module Level 4, without colour spaces, `calc` and `none`).
 */
import { didYouMean } from "../base/nearest.ts";
import { namedColors } from "./color-names.ts";
import { shown } from "./fault.ts";

/** Strings that were seen; emptied when full, since a scene may make a new colour every tick. */
const parsed = new Map<string, number>();
const MOST_PARSED = 4096;

/** 0xRRGGBBAA, or null when `css` is no colour. */
export function tryColor(css: string): number | null {
  const known = parsed.get(css);
  if (known !== undefined) return known;
  const value = read(css.trim().toLowerCase());
  if (value === null) return null;
  if (parsed.size >= MOST_PARSED) parsed.clear();
  parsed.set(css, value);
  return value;
}

/** 0xRRGGBBAA; an Error when `css` is no colour. */
export function parseColor(css: string): number {
  const value = typeof css === "string" ? tryColor(css) : null;
  if (value === null) throw new TypeError(`Cannot read ${shown(css)} as a colour: ${noColor(css)}`);
  return value;
}

/** Why, for the end of a message. */
export function noColor(value: unknown): string {
  const near = typeof value === "string" ? didYouMean(value, namedColors.keys()) : "";
  return `it is no CSS colour, like "tomato", "#ff6347" or "hsl(9 100% 64%)".${near}`;
}

/** "#rrggbb", or "#rrggbbaa" where it is not opaque. */
export function formatColor(rgba: number): string {
  const digits = (rgba >>> 0).toString(16).padStart(8, "0");
  return `#${digits.endsWith("ff") ? digits.slice(0, 6) : digits}`;
}

export function mixColor(from: string, to: string, weight: number): string {
  return formatColor(mixPacked(parseColor(from), parseColor(to), weight));
}

/** Each channel by itself, alpha premultiplied, so that "transparent" has no colour of its own to mix in. */
function mixPacked(from: number, to: number, weight: number): number {
  const share = weight < 0 ? 0 : weight > 1 ? 1 : weight;
  const fromAlpha = (from & 255) * (1 - share);
  const toAlpha = (to & 255) * share;
  const alpha = fromAlpha + toAlpha;
  const channel = (shift: number): number =>
    alpha === 0 ? 0 : (((from >>> shift) & 255) * fromAlpha + ((to >>> shift) & 255) * toAlpha) / alpha;
  return pack(channel(24), channel(16), channel(8), alpha / 255);
}

/** Channels 0 to 255, alpha 0 to 1; clamped and rounded. */
function pack(red: number, green: number, blue: number, alpha: number): number {
  const byte = (value: number): number => Math.round(value < 0 ? 0 : value > 255 ? 255 : value);
  return ((byte(red) << 24) | (byte(green) << 16) | (byte(blue) << 8) | byte(alpha * 255)) >>> 0;
}

function read(css: string): number | null {
  if (css.startsWith("#")) return readHex(css.slice(1));
  if (css === "transparent") return 0;
  const named = namedColors.get(css);
  if (named !== undefined) return ((named << 8) | 0xff) >>> 0;
  const call = /^(rgb|hsl|hwb)a?\(([^()]*)\)$/.exec(css);
  return call === null ? null : readCall(call[1]!, call[2]!);
}

function readHex(digits: string): number | null {
  if (!/^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(digits)) return null;
  const long = digits.length < 6 ? digits.replace(/./g, "$&$&") : digits;
  return Number.parseInt(long.padEnd(8, "f"), 16);
}

function readCall(space: string, inside: string): number | null {
  const parts = inside.trim().split(/\s*[,/]\s*|\s+/);
  if (parts.length !== 3 && parts.length !== 4) return null;
  const [first, second, third] = parts as [string, string, string];
  const alpha = parts[3] === undefined ? 1 : readNumber(parts[3], 1);
  if (alpha === null) return null;
  if (space === "rgb") {
    const [red, green, blue] = [readNumber(first, 255), readNumber(second, 255), readNumber(third, 255)];
    return red === null || green === null || blue === null ? null : pack(red, green, blue, alpha);
  }
  const hue = readHue(first);
  // Shares may be written without the percent sign, from 0 to 100.
  const [share, other] = [readNumber(second, 100), readNumber(third, 100)];
  if (hue === null || share === null || other === null) return null;
  const channels = space === "hsl" ? fromHsl(hue, unit(share), unit(other)) : fromHwb(hue, unit(share), unit(other));
  return pack(channels[0], channels[1], channels[2], alpha);
}

const unit = (percent: number): number => Math.min(Math.max(percent / 100, 0), 1);

const numeral = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|deg|rad|grad|turn)?$/;

function readNumber(part: string, whole: number): number | null {
  const match = numeral.exec(part);
  if (match === null || (match[2] !== undefined && match[2] !== "%")) return null;
  return match[2] === "%" ? (Number(match[1]) / 100) * whole : Number(match[1]);
}

/** In degrees. */
function readHue(part: string): number | null {
  const match = numeral.exec(part);
  if (match === null || match[2] === "%") return null;
  const scale = { deg: 1, grad: 0.9, rad: 180 / Math.PI, turn: 360 }[match[2] ?? "deg"]!;
  return Number(match[1]) * scale;
}

type Channels = readonly [red: number, green: number, blue: number];

/** CSS Color 4, section 7.1. */
function fromHsl(hue: number, saturation: number, lightness: number): Channels {
  const amplitude = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const k = (((offset + hue / 30) % 12) + 12) % 12;
    return 255 * (lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}

/** CSS Color 4, section 8.1. */
function fromHwb(hue: number, white: number, black: number): Channels {
  if (white + black >= 1) {
    const gray = (255 * white) / (white + black);
    return [gray, gray, gray];
  }
  const [red, green, blue] = fromHsl(hue, 1, 0.5);
  const blend = (channel: number): number => channel * (1 - white - black) + 255 * white;
  return [blend(red), blend(green), blend(blue)];
}
