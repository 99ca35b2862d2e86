/**
 * The edge of a side panel, by which it is made wider or narrower: dragged, or moved by the arrow keys; a double click, or
 * Enter, gives it its own width back.
 */
import { useApp } from "../app.ts";
import type { Panels } from "../preferences.ts";

/** Pixels: narrower than this nothing can be read. */
const narrowest = 200;
/** Of the window; what is left is the stage's. */
export const largestShare = { left: 0.3, right: 0.45 } as const;
const stride = 16;

const names = { left: "Width of modules and tree", right: "Width of details" } as const;

export function Splitter({ side }: { side: keyof Panels }) {
  const { state } = useApp();
  const widest = Math.round(innerWidth * largestShare[side]);
  const set = (width: number | undefined) => {
    const bounded = width && Math.round(Math.min(widest, Math.max(narrowest, width)));
    state.widths.value = { ...state.widths.value, [side]: bounded };
  };
  /** Towards the stage the right panel grows to the left. */
  const outward = side === "left" ? 1 : -1;
  const drag = (event: PointerEvent) => {
    const edge = event.currentTarget as HTMLElement;
    const width = widthOf(edge) - outward * event.clientX;
    const over = new AbortController();
    event.preventDefault();
    edge.focus();
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener("pointermove", ({ clientX }) => set(width + outward * clientX), { signal: over.signal });
    edge.addEventListener("lostpointercapture", () => over.abort(), { signal: over.signal });
  };
  const press = (event: KeyboardEvent) => {
    const width = widthOf(event.currentTarget as HTMLElement);
    const keys: Record<string, number | undefined> = {
      ArrowRight: width + outward * stride,
      ArrowLeft: width - outward * stride,
      Home: narrowest,
      End: widest,
      Enter: undefined,
    };
    if (!(event.key in keys)) return;
    event.preventDefault();
    set(keys[event.key]);
  };
  return (
    <div
      class={`splitter at-${side}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={names[side]}
      aria-valuenow={state.widths.value[side]}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      title="Drag it, or double-click for its own width"
      tabIndex={0}
      onPointerDown={drag}
      onDblClick={() => set(undefined)}
      onKeyDown={press}
    />
  );
}

const widthOf = (edge: HTMLElement): number => edge.parentElement!.getBoundingClientRect().width;
