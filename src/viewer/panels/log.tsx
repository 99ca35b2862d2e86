/** The log of all modules, newest last: the tick, the module where there are several, the text as text. */
import { useApp } from "../app.ts";
import { useFollowEnd } from "../controls/follow-end.ts";
import { whole } from "../format.ts";

export function Log() {
  const { state } = useApp();
  const entries = state.log.value;
  const { list, onScroll } = useFollowEnd<HTMLOListElement>(entries);
  const names = new Map(state.slots.value.map((info) => [info.slot, info.name]));
  if (entries.length === 0)
    return <p class="empty">Nothing logged. What a module prints with console.log shows here.</p>;
  return (
    <ol class="log" ref={list} onScroll={onScroll} tabIndex={0} aria-label="Log">
      {entries.map((entry) => (
        <li key={entry.key} class={entry.level}>
          <span class="log-tick quiet">{whole(entry.tick)}</span>
          <span class="log-text">
            {names.size > 1 && <span class="log-name">{names.get(entry.slot) ?? "gone"} </span>}
            {entry.level !== "log" && <span class="log-level">{entry.level} </span>}
            {entry.text}
          </span>
        </li>
      ))}
    </ol>
  );
}
