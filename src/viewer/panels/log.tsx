/**
 * The log of all modules, newest last: the tick, the module where there are several, the text as text. A line's tick leads
 * back to the moment at which it was written, as far as that is kept; while looking back, later lines are dimmed.
 */
import { useSignal } from "@preact/signals";

import { useApp } from "../app.ts";
import { useFollowEnd } from "../controls/follow-end.ts";
import { plural, whole } from "../format.ts";
import { type LogEntry, newestMoment } from "../state.ts";

const filters = {
  all: () => true,
  warnings: ({ level }: LogEntry) => level === "warn" || level === "error",
  errors: ({ level }: LogEntry) => level === "error",
} as const satisfies { readonly [name: string]: (entry: LogEntry) => boolean };
type Filter = keyof typeof filters;

export function Log() {
  const { state } = useApp();
  const filter = useSignal<Filter>("all");
  const onlyShown = useSignal(false);
  // Behind another tab it rests: lines may come many times a second.
  const all = state.tab.value === "log" ? state.log.value : state.log.peek();
  const slot = state.module.value?.slot;
  const entries = all.filter((entry) => filters[filter.value](entry) && (!onlyShown.value || entry.slot === slot));
  const { list, onScroll } = useFollowEnd<HTMLOListElement>(entries);
  const several = state.slots.value.length > 1;
  if (all.length === 0) return <p class="empty">Nothing logged. What a module prints with console.log shows here.</p>;
  return (
    <>
      <div class="log-bar">
        <select
          aria-label="Lines"
          value={filter}
          onChange={(event) => (filter.value = event.currentTarget.value as Filter)}
        >
          <option value="all">All lines</option>
          <option value="warnings">Warnings and errors</option>
          <option value="errors">Errors</option>
        </select>
        {several && (
          <label class="choice">
            <input
              type="checkbox"
              checked={onlyShown}
              onChange={(event) => (onlyShown.value = event.currentTarget.checked)}
            />
            {state.module.value?.name} only
          </label>
        )}
        <span class="spacer" />
        <span class="quiet">{plural(entries.length, "line")}</span>
      </div>
      <ol class="log" ref={list} onScroll={onScroll} tabIndex={0} aria-label="Log" onKeyDown={walk}>
        {entries.map((entry) => (
          <Line key={entry.key} entry={entry} several={several} />
        ))}
      </ol>
    </>
  );
}

/** Up and down the lines, from the last one on where none has the focus yet. */
function walk(event: KeyboardEvent): void {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  event.preventDefault();
  const list = event.currentTarget as HTMLElement;
  const ticks = [...list.querySelectorAll<HTMLElement>(".log-tick")];
  const at = ticks.findIndex((tick) => tick === document.activeElement);
  const next = at < 0 ? ticks.length - 1 : at + (event.key === "ArrowUp" ? -1 : 1);
  ticks[next]?.focus();
}

function Line({ entry, several }: { entry: LogEntry; several: boolean }) {
  const { state, actions } = useApp();
  const name = state.slots.value.find((info) => info.slot === entry.slot)?.name ?? "gone";
  const shown = state.recorded.value ? newestMoment(state) : state.moment.value;
  const later = shown !== null && entry.moment > shown;
  return (
    <li class={later ? `${entry.level} later` : entry.level}>
      <button
        type="button"
        class="log-tick text-button"
        // One stop of the Tab key for five hundred lines; the arrow keys walk them.
        tabIndex={-1}
        title="Look at this tick"
        onClick={() => actions.lookBack(entry.moment)}
      >
        {whole(entry.tick)}
      </button>
      <span class="log-text">
        {several && <span class="log-name">{name} </span>}
        {entry.level !== "log" && <span class="log-level">{entry.level} </span>}
        {entry.text}
      </span>
    </li>
  );
}
