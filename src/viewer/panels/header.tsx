/** The top line: the name, the box to make something, the connection, the panels' switches, help. */
import { useApp } from "../app.ts";
import { Icon, type IconName } from "../icons.tsx";
import type { Panels } from "../preferences.ts";
import { MakeBox } from "./make-box.tsx";

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
      <div class="switches" role="group" aria-label="Panels">
        <PanelSwitch side="left" name="Modules and tree" icon="left" hint="T" />
        <PanelSwitch side="right" name="Details" icon="right" hint="I" />
        <button
          type="button"
          class="button icon-button plain"
          aria-label="Keys"
          title="Keys (?)"
          onClick={actions.toggleHelp}
        >
          ?
        </button>
      </div>
    </header>
  );
}

interface PanelSwitchProps {
  readonly side: keyof Panels;
  readonly name: string;
  readonly icon: IconName;
  readonly hint: string;
}

function PanelSwitch({ side, name, icon, hint }: PanelSwitchProps) {
  const { state, actions } = useApp();
  const open = state.panels.value[side];
  return (
    <button
      type="button"
      class="button icon-button plain"
      aria-label={name}
      aria-pressed={open}
      title={`${open ? "Hide" : "Show"} ${name.toLowerCase()} (${hint})`}
      onClick={() => actions.togglePanel(side)}
    >
      <Icon name={icon} />
    </button>
  );
}

function Connection() {
  const { state } = useApp();
  const { state: name } = state.connection.value;
  const words = { connecting: "Connecting", live: "Connected", lost: "Lost", closed: "Ended" }[name];
  return (
    <span class={`connection ${name}`} role="status" aria-label={`Connection: ${words}`}>
      <span class="dot" />
      {words}
    </span>
  );
}
