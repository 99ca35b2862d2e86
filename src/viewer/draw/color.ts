/** Colours of the wire, 0xRRGGBBAA, as Canvas2D wants them. Pure. */

/** Far above what a scene shows at once; a scene that fades through thousands starts the cache anew. */
const remembered = 4096;
const texts = new Map<number, string>();

export function css(rgba: number): string {
  let text = texts.get(rgba);
  if (text === undefined) {
    if (texts.size >= remembered) texts.clear();
    text = `#${(rgba >>> 0).toString(16).padStart(8, "0")}`;
    texts.set(rgba, text);
  }
  return text;
}

export const isClear = (rgba: number): boolean => (rgba & 0xff) === 0;

/** Each channel multiplied, as a tint does: white changes nothing. */
export function multiply(color: number, tint: number): number {
  const channel = (shift: number) => Math.round((((color >>> shift) & 0xff) * ((tint >>> shift) & 0xff)) / 255);
  return ((channel(24) << 24) | (channel(16) << 16) | (channel(8) << 8) | channel(0)) >>> 0;
}
