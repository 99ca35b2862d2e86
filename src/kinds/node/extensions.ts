/**
 * The parts of the engine beyond its core. Each is a folder of the engine, a section of the declarations under the same name,
 * and part of a prompt only where the description has one of its words, or a module shown with it uses it.
 */
import type { Extension } from "../kind.ts";

const words = (list: string): string[] => list.split(" ");

export const extensions: readonly Extension[] = [
  {
    name: "drawing",
    words: words("draw drawing pen ink curve bezier arc graph chart plot gauge dial spirograph sketch calligraphy"),
    notes: [
      "A Drawing draws itself in onDraw(pen), once; call this.redraw() when what it shows has changed. Its fields position, rotation, scale and opacity need no new drawing.",
    ],
  },
];
