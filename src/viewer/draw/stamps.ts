/**
 * Sprites as bitmaps. Filling the paths of a picture costs several times as much as copying it, so a picture that is drawn
 * again and again in one tint and about one size is rasterised once, at the next larger power of two, and then copied.
 */
interface Stamp {
  uses: number;
  bitmap?: ImageBitmap;
}

/** Paints the picture in a box of `side` around the origin. */
export type Paint = (context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D) => void;

export const side = 64;
/** A tint that changes all the time never comes this far, and is not worth a bitmap. */
const worthwhile = 8;
const smallest = 4;
/** 2 ** 9 = 512 pixels: larger ones are few, and crisper as paths. */
const largest = 9;
const levels = 16;
const remembered = 1024;

const stamps = new Map<string, Map<number, Stamp>>();
let count = 0;

/** Draws the picture called `name` in `tint`; `scale` is physical pixels for each unit of the box. */
export function stamp(
  context: CanvasRenderingContext2D,
  name: string,
  tint: number,
  scale: number,
  paint: Paint,
): void {
  const level = Math.max(smallest, Math.ceil(Math.log2(side * scale)));
  if (level > largest) return paint(context);
  const entry = entryOf(name, tint * levels + level);
  if (!entry.bitmap && ++entry.uses > worthwhile) entry.bitmap = rasterise(2 ** level, paint);
  if (!entry.bitmap) return paint(context);
  context.imageSmoothingEnabled = true;
  context.drawImage(entry.bitmap, -side / 2, -side / 2, side, side);
}

function entryOf(name: string, key: number): Stamp {
  if (count > remembered) forget();
  let ofName = stamps.get(name);
  if (!ofName) stamps.set(name, (ofName = new Map()));
  let entry = ofName.get(key);
  if (!entry) {
    ofName.set(key, (entry = { uses: 0 }));
    count++;
  }
  return entry;
}

function forget(): void {
  for (const ofName of stamps.values()) for (const entry of ofName.values()) entry.bitmap?.close();
  stamps.clear();
  count = 0;
}

function rasterise(pixels: number, paint: Paint): ImageBitmap {
  const canvas = new OffscreenCanvas(pixels, pixels);
  const context = canvas.getContext("2d")!;
  context.translate(pixels / 2, pixels / 2);
  context.scale(pixels / side, pixels / side);
  paint(context);
  return canvas.transferToImageBitmap();
}
