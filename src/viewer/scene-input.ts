/**
 * Keyboard and pointer on their way to the scene: what the browser says about the canvas, as input records in the
 * stage's own pixels, gathered and sent once a frame.
 *
 * The scene has them while the canvas has the focus; Escape gives them back to the page. Keys that are still down when
 * the focus leaves are let go, so that nothing keeps running. A recording has had its input: its canvas takes no focus, and
 * every click on it selects.
 */
import type { PageInput } from "../wire/page.ts";
import type { StageSize } from "./draw/layout.ts";
import type { State } from "./state.ts";

export interface SceneInputPowers {
  readonly send: (records: readonly PageInput[]) => void;
  readonly onNextFrame: (run: () => void) => void;
  /** A click that selects instead of playing; in the stage's pixels. */
  readonly onSelect: (x: number, y: number) => void;
  readonly onHover: (point: { readonly x: number; readonly y: number } | null) => void;
}

/** The wheel's lines and pages as pixels. */
const wheelUnits = [1, 16, 400];

export function attachSceneInput(canvas: HTMLCanvasElement, state: State, powers: SceneInputPowers): void {
  const batch = makeBatch(state, powers);
  attachKeys(canvas, state, batch);
  attachPointer(canvas, state, powers, batch);
}

type Batch = (record: PageInput) => void;

/** Of pointer moves that follow each other only the last one matters. */
function makeBatch(state: State, { send, onNextFrame }: SceneInputPowers): Batch {
  let records: PageInput[] = [];
  const flush = () => {
    send(records);
    records = [];
  };
  return (record) => {
    // What a person sees while looking back hears nothing any more.
    if (state.moment.value !== null) return;
    if (records.length === 0) onNextFrame(flush);
    if (record.type === "pointerMove" && records.at(-1)?.type === "pointerMove") records.pop();
    records.push(record);
  };
}

function attachKeys(canvas: HTMLCanvasElement, state: State, batch: Batch): void {
  /** By physical key: with Shift let go in between, the same key comes up under another name. */
  const down = new Map<string, string>();

  canvas.addEventListener("focus", () => {
    state.sceneFocused.value = true;
  });
  canvas.addEventListener("blur", () => {
    state.sceneFocused.value = false;
    for (const key of down.values()) batch({ type: "keyUp", key, repeat: false });
    down.clear();
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      return canvas.blur();
    }
    // The page can always be left by Tab, and the browser keeps its own shortcuts.
    if (event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key)) return;
    event.preventDefault();
    down.set(event.code, event.key);
    batch({ type: "keyDown", key: event.key, repeat: event.repeat });
  });
  canvas.addEventListener("keyup", (event) => {
    const key = down.get(event.code);
    if (key === undefined) return;
    down.delete(event.code);
    batch({ type: "keyUp", key, repeat: false });
  });
}

/** Where the pointer is, in the stage's own pixels. */
export function stagePoint(canvas: HTMLCanvasElement, { width, height }: StageSize, event: MouseEvent) {
  const box = canvas.getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) / box.width) * width,
    y: ((event.clientY - box.top) / box.height) * height,
  };
}

function attachPointer(canvas: HTMLCanvasElement, state: State, powers: SceneInputPowers, batch: Batch): void {
  const at = (event: MouseEvent) => stagePoint(canvas, state.size.value, event);
  const selects = (event: MouseEvent) => state.selecting.value || event.altKey || state.recorded.value !== null;

  canvas.addEventListener("pointerdown", (event) => {
    const { x, y } = at(event);
    if (selects(event)) {
      event.preventDefault();
      return powers.onSelect(x, y);
    }
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    batch({ type: "pointerDown", x, y, button: event.button });
  });
  canvas.addEventListener("pointermove", (event) => {
    const point = at(event);
    powers.onHover(selects(event) ? point : null);
    if (state.sceneFocused.value && !selects(event)) batch({ type: "pointerMove", ...point, button: 0 });
  });
  canvas.addEventListener("pointerleave", () => powers.onHover(null));
  for (const type of ["pointerup", "pointercancel"] as const) {
    canvas.addEventListener(type, (event) => {
      if (canvas.hasPointerCapture(event.pointerId))
        batch({ type: "pointerUp", ...at(event), button: Math.max(0, event.button) });
    });
  }
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!state.sceneFocused.value || event.ctrlKey) return;
      event.preventDefault();
      const unit = wheelUnits[event.deltaMode] ?? 1;
      batch({ type: "wheel", dx: event.deltaX * unit, dy: event.deltaY * unit });
    },
    { passive: false },
  );
  canvas.addEventListener("contextmenu", (event) => {
    if (state.sceneFocused.value) event.preventDefault();
  });
}
