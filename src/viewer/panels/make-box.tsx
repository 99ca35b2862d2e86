/**
 * The box in which a person describes what to make: a new module, or a change of one that is on the stage. What is written
 * stays there while it is being made, so that it can be put better.
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { useApp } from "../app.ts";
import { makeBoxId } from "../keys.ts";
import { isOver } from "../making.ts";

export function MakeBox() {
  const { state, actions } = useApp();
  const text = useSignal("");
  const input = useRef<HTMLInputElement>(null);
  const busy = state.makings.value.some((making) => !isOver(making));
  const live = state.connection.value.state === "live";
  const target = state.slots.value.find((info) => info.slot === state.changing.value);
  useEffect(() => {
    if (!target) return;
    // What described the module itself says nothing of the change.
    text.value = "";
    input.current?.focus();
  }, [target?.slot]);
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.value.trim() === "" || busy || !live) return;
    actions.make(text.value.trim());
  };
  return (
    <form class="make" onSubmit={submit}>
      <div class="make-field">
        <Target />
        <input
          id={makeBoxId}
          ref={input}
          type="text"
          aria-label={target ? `Describe how to change ${target.name}` : "Describe what to make"}
          placeholder={target ? `Describe how ${target.name} should change …` : "Describe something that moves …"}
          maxLength={2000}
          autocomplete="off"
          value={text}
          onInput={(event) => (text.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </div>
      <button type="submit" class="button accent" disabled={busy || !live || text.value.trim() === ""}>
        {busy ? "Making …" : target ? "Change" : "Make"}
      </button>
    </form>
  );
}

/** What the description is about. */
function Target() {
  const { state, actions } = useApp();
  const slots = state.slots.value;
  if (slots.length === 0) return null;
  return (
    <select
      class="make-target"
      aria-label="What to make"
      value={String(state.changing.value ?? "")}
      onChange={({ currentTarget: { value } }) => actions.change(value === "" ? null : Number(value))}
    >
      <option value="">New</option>
      {slots.map((info) => (
        <option key={info.slot} value={String(info.slot)}>
          Change {info.name}
        </option>
      ))}
    </select>
  );
}
