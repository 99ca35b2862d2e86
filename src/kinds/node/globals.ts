/**
 * The free names of a module: what is permitted, and what models reach for that is absent, with what to do instead.
 *
 * Permitted names are the standard objects of ES2025 without those that reach outside the realm or compile text; the
 * list is a permit list, so a name that is not in it is refused even where an engine would have it.
 */
const words = (text: string): string[] => text.trim().split(/\s+/);

export const constantGlobals: readonly string[] = ["undefined", "NaN", "Infinity"];

export const permittedGlobals: readonly string[] = words(`
  Object Array String Number Boolean Symbol BigInt Math Date JSON RegExp Promise Proxy Reflect Intl
  Map Set WeakMap WeakSet Iterator
  Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError
  ArrayBuffer DataView
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  BigInt64Array BigUint64Array Float16Array Float32Array Float64Array
  parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI
  console performance
`);

const time = "Use this.after(seconds, run), this.every(seconds, run) or `await this.after(seconds)` inside a node.";
const frame = "Put what happens every tick into onUpdate(dt: number).";
const page =
  "There is no page: draw with child nodes (Circle, Rect, Label …), and read keys and the pointer from `input` or onInput.";
const host = "A module has no access to the host; keep state in fields of your nodes.";
const compile = "Text cannot be compiled here: write the function itself.";
const memory = "It is absent, so that every run is the same; use a plain field, a Map or an array.";
const files = 'Import readText from "nodegen", and name the file in `export const permissions = { read: ["…"] }`.';
const network =
  'Import fetch from "nodegen", and name the host in `export const permissions = { net: ["…"] }`; it returns status, headers, text() and json().';
const modules = 'Write `import { … } from "nodegen";` at the top; nothing else can be imported.';

const rows: readonly (readonly [string, string])[] = [
  ["setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask", time],
  ["requestAnimationFrame cancelAnimationFrame requestIdleCallback", frame],
  ["window document navigator location history screen self top frames HTMLElement HTMLCanvasElement Image Audio", page],
  [
    "canvas ctx CanvasRenderingContext2D OffscreenCanvas addEventListener removeEventListener alert confirm prompt",
    page,
  ],
  ["KeyboardEvent MouseEvent PointerEvent Event EventTarget CustomEvent", page],
  ["globalThis global process Bun Deno Buffer __dirname __filename Worker navigator postMessage", host],
  ["require module exports importScripts", modules],
  ["eval Function AsyncFunction GeneratorFunction ShadowRealm WebAssembly", compile],
  ["SharedArrayBuffer Atomics WeakRef FinalizationRegistry", memory],
  ["fetch XMLHttpRequest WebSocket EventSource", network],
  ["fs path os", files],
  [
    "localStorage sessionStorage indexedDB",
    'Import storage from "nodegen", and write `export const permissions = { storage: true }`.',
  ],
  ["crypto", 'Use random from "nodegen": it is seeded by the run.'],
  ["structuredClone", "Copy the fields you need with spread or map."],
  ["arguments", "Use rest parameters: `(...values: number[])`."],
  [
    "URL URLSearchParams TextEncoder TextDecoder AbortController",
    "Work on strings directly; the standard objects of ES2025 are all there is.",
  ],
  ["escape unescape", "Use encodeURIComponent or decodeURIComponent."],
];

export const absentGlobals: ReadonlyMap<string, string> = new Map(
  rows.flatMap(([names, instead]) => words(names).map((name): [string, string] => [name, instead])),
);
