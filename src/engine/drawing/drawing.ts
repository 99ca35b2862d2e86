/**
 * A node that draws itself: `onDraw` is asked once, when it has entered the tree, and again after each `redraw`. What it drew
 * stays on the picture meanwhile and moves with the node.
 */
import { engineClass } from "../classes.ts";
import { inner, touch } from "../inner.ts";
import { Node2D, type Node2DInit } from "../node2d.ts";
import { addSystem } from "../systems.ts";
import { type Pen, RecordingPen } from "./pen.ts";

/** For drivers: what was drawn, as `base/drawing.ts` has it. */
export let strokesOf: (drawing: Drawing) => readonly number[];
let drawIfAsked: (drawing: Drawing) => void;

/** Custom drawing. Extend it, draw in `onDraw`, and call `redraw` when something that it shows has changed. */
export class Drawing extends Node2D {
  #strokes: readonly number[] = [];
  #asked = true;

  constructor(init?: Node2DInit) {
    super(init);
  }

  /** Draws the whole node anew, in its own space; not async. Moving, turning and fading need no new drawing. */
  onDraw(_pen: Pen): void {}
  /** Has `onDraw` called at the end of this tick, once, however often it is asked. */
  redraw(): void {
    this.#asked = true;
  }

  static {
    strokesOf = (drawing) => drawing.#strokes;
    drawIfAsked = (drawing) => {
      if (!drawing.#asked) return;
      drawing.#asked = false;
      const pen = new RecordingPen(drawing);
      drawing.onDraw(pen);
      drawing.#strokes = pen.numbers;
      touch(drawing);
    };
  }
}
engineClass(Drawing, "Drawing", {});

addSystem<Drawing>(["Drawing"], "drawing", (drawings, scene) => {
  for (const drawing of drawings)
    if (inner(drawing).scene === scene) scene.guard.run(drawing, "onDraw", () => drawIfAsked(drawing));
});
