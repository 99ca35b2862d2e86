/** The top line: the name, the box to make something, the connection, help. */
import { useSignal } from "@preact/signals";

import { useApp } from "../app.ts";
import { isOver } from "../making.ts";

export function Header() {
  const { state, actions } = useApp();
  return (
    <header class="header">
      <h1 class="wordmark">
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="8.5" fill="none" stroke="currentColor" stroke-width="1.6" />
          <circle cx="12" cy="12" r="3.4" fill="currentColor" />
          <circle class="mark-child" cx="18" cy="6" r="2.6" />
        </svg>
        nodegen
      </h1>
      {state.makes.value ? <MakeBox /> : <span class="spacer" />}
      <Connection />
      <button type="button" class="button icon-button" aria-label="Keys" title="Keys (?)" onClick={actions.toggleHelp}>
        ?
      </button>
    </header>
  );
}

function MakeBox() {
  const { state, actions } = useApp();
  const text = useSignal("");
  const busy = state.makings.value.some((making) => !isOver(making));
  const live = state.connection.value.state === "live";
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.value.trim() === "" || busy || !live) return;
    actions.make(text.value.trim());
  };
  return (
    <form class="make" onSubmit={submit}>
      <input
        type="text"
        aria-label="Describe what to make"
        placeholder="Describe something that moves …"
        maxLength={2000}
        autocomplete="off"
        value={text}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      <button type="submit" class="button accent" disabled={busy || !live || text.value.trim() === ""}>
        {busy ? "Making …" : "Make"}
      </button>
    </form>
  );
}

function Connection() {
  const { state } = useApp();
  const { state: name } = state.connection.value;
  const words = { connecting: "Connecting", live: "Live", lost: "Lost", closed: "Ended" }[name];
  return (
    <span class={`connection ${name}`} role="status" aria-label={`Connection: ${words}`}>
      <span class="dot" />
      {words}
    </span>
  );
}
