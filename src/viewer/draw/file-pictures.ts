/**
 * Pictures from files that modules may read, as the server hands them over: each asked for when it is first drawn, for
 * the module that draws it, and kept by module, so that what one may see is never drawn for another.
 *
 * A picture that was refused is asked for again after a while, if it is still drawn: it may have been granted meanwhile.
 */
import { css } from "./color.ts";

type Loaded = { readonly state: "there"; readonly bitmap: ImageBitmap; readonly tinted: Map<number, OffscreenCanvas> };
type Entry = Loaded | { readonly state: "asked" } | { readonly state: "refused"; readonly until: number };

/** The server may be asking a person: two that wait leave the page's other requests their connections. */
const MOST_ASKED = 2;
const MOST_KEPT = 256;
const MOST_TINTS = 16;
const REFUSED_FOR_MS = 5_000;
const WHITE = 0xffffffff;

export class FilePictures {
  readonly #entries = new Map<string, Entry>();
  readonly #onChange: () => void;
  /** The hash of the module in each slot. */
  #modules: ReadonlyMap<number, string> = new Map();
  #asked = 0;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Undefined while it is not there. `tint` is 0xRRGGBBAA. */
  get(slot: number, path: string, tint: number): CanvasImageSource | undefined {
    const key = `${slot}:${path}`;
    const entry = this.#entries.get(key);
    if (entry?.state === "there") return tintedOf(entry, tint);
    const isDue = entry === undefined || (entry.state === "refused" && performance.now() >= entry.until);
    if (isDue && this.#asked < MOST_ASKED) void this.#ask(key);
    return undefined;
  }

  /** What modules have that are gone, or that are others by now, is let go. */
  keep(modules: readonly { readonly slot: number; readonly hash: string }[]): void {
    const now = new Map(modules.map(({ slot, hash }) => [slot, hash]));
    for (const key of [...this.#entries.keys()]) {
      const slot = Number.parseInt(key, 10);
      if (now.get(slot) !== this.#modules.get(slot)) this.#drop(key);
    }
    this.#modules = now;
  }

  async #ask(key: string): Promise<void> {
    for (const oldest of this.#entries.keys()) if (this.#entries.size >= MOST_KEPT) this.#drop(oldest);
    const asked: Entry = { state: "asked" };
    this.#entries.set(key, asked);
    this.#asked++;
    const bitmap = await load(key);
    this.#asked--;
    if (this.#entries.get(key) !== asked) return bitmap?.close();
    this.#entries.set(
      key,
      bitmap
        ? { state: "there", bitmap, tinted: new Map() }
        : { state: "refused", until: performance.now() + REFUSED_FOR_MS },
    );
    this.#onChange();
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    this.#entries.delete(key);
    if (entry?.state === "there") entry.bitmap.close();
  }
}

/** Null: not permitted, not there, no picture, or no connection. The page draws an empty frame for all of them. */
async function load(key: string): Promise<ImageBitmap | null> {
  try {
    const answer = await fetch(`/api/textures/${encodeURIComponent(key)}`);
    return answer.ok ? await createImageBitmap(await answer.blob()) : null;
  } catch {
    // The server is gone, or the browser cannot read what it sent.
    return null;
  }
}

/** White leaves it as it is; any other colour multiplies it, as it does the built-in ones. */
function tintedOf({ bitmap, tinted }: Loaded, tint: number): CanvasImageSource {
  if (tint >>> 0 === WHITE) return bitmap;
  let canvas = tinted.get(tint);
  if (canvas) return canvas;
  if (tinted.size >= MOST_TINTS) tinted.clear();
  canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d")!;
  context.drawImage(bitmap, 0, 0);
  context.globalCompositeOperation = "multiply";
  context.fillStyle = css((tint | 0xff) >>> 0);
  context.fillRect(0, 0, bitmap.width, bitmap.height);
  // Where it was clear it stays clear; of the tint, the alpha makes all of it paler.
  context.globalCompositeOperation = "destination-in";
  context.globalAlpha = (tint & 0xff) / 255;
  context.drawImage(bitmap, 0, 0);
  tinted.set(tint, canvas);
  return canvas;
}
