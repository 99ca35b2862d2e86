/**
 * A node that draws itself: `onDraw` is asked once, when it has entered the tree, and again after each `redraw`. What it drew
 * stays on the picture meanwhile and moves with the node.
 */
import { engineClass } from "../classes.ts";
import { inner, touch } from "../inner.ts";
import { Node2D, type Node2DInit } from "../node2d.ts";
import type { Scene } from "../scene.ts";
import { addSystem } from "../systems.ts";
import { type Pen, RecordingPen } from "./pen.ts";

/** For drivers: what was drawn, as `base/drawing.ts` has it. */
export let strokesOf: (drawing: Drawing) => readonly number[];
let isAsked: (drawing: Drawing) => boolean;
let draw: (drawing: Drawing) => void;

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
    isAsked = (drawing) => drawing.#asked;
    draw = (drawing) => {
      drawing.#asked = false;
      const pen = new RecordingPen(drawing);
      drawing.onDraw(pen);
      drawing.#strokes = pen.numbers;
      touch(drawing);
    };
  }
}
engineClass(Drawing, "Drawing", {});

function drawAll(drawings: readonly Drawing[], scene: Scene): void {
  for (const drawing of drawings)
    if (isAsked(drawing) && inner(drawing).scene === scene) scene.guard.run(drawing, "onDraw", () => draw(drawing));
}
addSystem<Drawing>(["Drawing"], "drawing", drawAll, (drawing) => !isAsked(drawing));
