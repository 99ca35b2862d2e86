/**
 * The modules on the stage, one line each, from the back of the picture to its front, and below them the one that is shown. A
 * line is dragged to another place in the list by its grip; by keys, the rank is set where the module is arranged.
 */
import { useApp } from "../app.ts";
import { type Drag, useDragOrder } from "../controls/drag-order.ts";
import { leaveArranging } from "./arrange.tsx";
import { Card } from "./card.tsx";
import { Shown } from "./shown.tsx";

export function Modules() {
  const { state, actions } = useApp();
  const slots = state.slots.value;
  const shown = state.module.value;
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || state.arranging.value === null) return;
    event.preventDefault();
    leaveArranging(state.arranging.value, actions);
  };
  const { drag, start } = useDragOrder(({ from, to }) => actions.arrange(slots[from]!.slot, { order: to }));
  return (
    <section class="panel modules" aria-labelledby="modules-title" onKeyDown={leave}>
      <h2 id="modules-title">Modules {slots.length > 1 && <span class="quiet">{slots.length}, back to front</span>}</h2>
      {slots.length === 0 ? (
        <p class="empty">
          {state.makes.value ? "Nothing here yet. Describe something above." : "Nothing on the stage."}
        </p>
      ) : (
        <ul class="cards">
          {slots.map((info, i) => (
            <Card key={info.slot} info={info} drag={mark(i, slots.length, drag)} onGrip={start} />
          ))}
        </ul>
      )}
      {shown && <Shown key={shown.slot} info={shown} />}
    </section>
  );
}

/** What a card shows of a drag: that it is dragged itself, or that the dragged one would come before or after it. */
function mark(i: number, count: number, drag: Drag | null): "dragged" | "before" | "after" | undefined {
  if (!drag) return undefined;
  if (i === drag.from) return "dragged";
  const place = i < drag.from ? i : i - 1;
  if (place === drag.to) return "before";
  return drag.to === count - 1 && place === count - 2 ? "after" : undefined;
}
