/**
 * A module's picture carried to another place on the stage by the pointer, while the module is being arranged. The page draws
 * it as it goes and tells the server where it was let go; Escape puts it back.
 */
import { type Placement, unplaced } from "../wire/page.ts";
import type { Actions } from "./actions.ts";
import { stagePoint } from "./scene-input.ts";
import type { State } from "./state.ts";

/** Attach it before the scene's input, which hears nothing of what it takes. */
export function attachCarry(canvas: HTMLCanvasElement, state: State, actions: () => Actions): void {
  canvas.addEventListener("pointerdown", (event) => {
    const slot = state.arranging.value;
    const info = state.slots.value.find((one) => one.slot === slot);
    if (!info || event.altKey || state.selecting.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const from = info.place ?? unplaced;
    const start = stagePoint(canvas, state.size.value, event);
    let to = from;
    const over = new AbortController();
    const until = { signal: over.signal, capture: true };
    const leave = (place: Placement) => {
      over.abort();
      // Without it the scene takes the pointer's end for one of its own.
      if (canvas.hasPointerCapture(event.pointerId)) canvas.releasePointerCapture(event.pointerId);
      actions().preview(info.slot, place);
    };
    canvas.setPointerCapture(event.pointerId);
    const move = (at: PointerEvent) => {
      at.stopImmediatePropagation();
      const now = stagePoint(canvas, state.size.value, at);
      to = { ...from, x: Math.round(from.x + now.x - start.x), y: Math.round(from.y + now.y - start.y) };
      actions().preview(info.slot, to);
    };
    const drop = () => {
      leave(to);
      if (to !== from) actions().arrange(info.slot, { x: to.x, y: to.y });
    };
    canvas.addEventListener("pointermove", move, until);
    canvas.addEventListener("pointerup", drop, until);
    canvas.addEventListener("pointercancel", () => leave(from), until);
    const escape = (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      key.stopPropagation();
      leave(from);
    };
    document.addEventListener("keydown", escape, until);
  });
}
