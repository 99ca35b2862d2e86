/**
 * An item of a list dragged by its grip to another place in it. While it is dragged, `drag` says where it would go; the list
 * itself is not touched. Escape, and a pointer that is taken away, leave everything as it was.
 */
import { useSignal } from "@preact/signals";

export interface Drag {
  /** Places in the list, from 0; `to` counts without the item itself. */
  readonly from: number;
  readonly to: number;
}

/** Pixels from the list's end where it scrolls along, and how far at each move. */
const edge = 28;
const stride = 10;

export function useDragOrder(onDrop: (drag: Drag) => void) {
  const drag = useSignal<Drag | null>(null);
  const start = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const grip = event.currentTarget as HTMLElement;
    const item = grip.closest("li")!;
    const list = item.parentElement!;
    const items = [...list.children];
    const from = items.indexOf(item);
    const others = items.filter((one) => one !== item);
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);

    const over = new AbortController();
    const until = { signal: over.signal };
    const leave = () => {
      over.abort();
      drag.value = null;
    };
    const move = ({ clientY }: PointerEvent) => {
      scrollAlong(list, clientY);
      drag.value = { from, to: others.filter((one) => middle(one) < clientY).length };
    };
    const drop = () => {
      const last = drag.value;
      leave();
      if (last && last.to !== from) onDrop(last);
    };
    const escape = (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      leave();
    };
    grip.addEventListener("pointermove", move, until);
    grip.addEventListener("pointerup", drop, until);
    grip.addEventListener("pointercancel", leave, until);
    document.addEventListener("keydown", escape, { ...until, capture: true });
  };
  return { drag: drag.value, start };
}

function middle(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

function scrollAlong(list: Element, y: number): void {
  const { top, bottom } = list.getBoundingClientRect();
  if (y < top + edge) list.scrollTop -= stride;
  else if (y > bottom - edge) list.scrollTop += stride;
}
