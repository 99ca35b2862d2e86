/** The module that is shown: what it is, where it is kept, and what can be done with it. */
import { useSignal } from "@preact/signals";

import type { SlotInfo } from "../../wire/page.ts";
import { useApp } from "../app.ts";
import { plural, shortHash } from "../format.ts";
import { Icon } from "../icons.tsx";
import { ArrangeButton, ArrangeForm } from "./arrange.tsx";

export function Shown({ info }: { info: SlotInfo }) {
  const { state } = useApp();
  return (
    <div class="shown-module">
      {info.about.description && <p class="card-description">{info.about.description}</p>}
      <p class="card-path quiet" title={info.about.path}>
        {info.about.path}
      </p>
      <p class="quiet card-facts">
        <span title={info.hash}>#{shortHash(info.hash)}</span>
        {info.about.model && <span>{info.about.model}</span>}
        {info.version > 1 && <Version info={info} />}
        <span title="Played before it was let on the stage">{plural(info.frames, "frame")}</span>
        {info.place?.visible === false && <span>not drawn</span>}
      </p>
      {!state.recorded.value && (
        <div class="card-buttons">
          <Change info={info} />
          <ArrangeButton info={info} />
          <span class="spacer" />
          <Remove info={info} />
        </div>
      )}
      {state.arranging.value === info.slot && <ArrangeForm info={info} />}
    </div>
  );
}

/** The versions themselves stand with the code. */
function Version({ info }: { info: SlotInfo }) {
  const { actions } = useApp();
  const show = () => {
    actions.showModule(info.slot);
    actions.showTab("code");
  };
  return (
    <button
      type="button"
      class="text-button"
      aria-label={`version ${info.version}`}
      title={`Version ${info.version}: show the code and the versions before`}
      onClick={show}
    >
      v{info.version}
    </button>
  );
}

function Change({ info }: { info: SlotInfo }) {
  const { state, actions } = useApp();
  if (!state.makes.value) return null;
  return (
    <button
      type="button"
      class="button icon-button card-button"
      aria-label={`Change ${info.name}`}
      title="Describe a change of it"
      onClick={() => actions.change(info.slot)}
    >
      <Icon name="change" />
    </button>
  );
}

/** It ends for every page: so it is asked again, by the same button, until the pointer or the focus leaves it. */
function Remove({ info }: { info: SlotInfo }) {
  const { actions } = useApp();
  const sure = useSignal(false);
  const calm = () => (sure.value = false);
  const press = () => {
    if (sure.value) actions.remove(info.slot);
    else sure.value = true;
  };
  return (
    <button
      type="button"
      class={sure.value ? "button card-button sure" : "button icon-button card-button"}
      aria-label={sure.value ? `Yes, take ${info.name} off the stage` : `Take ${info.name} off the stage`}
      title="Take it off the stage, for every page; its file stays"
      onClick={press}
      onBlur={calm}
      onPointerLeave={calm}
    >
      {sure.value ? "Take off?" : <Icon name="close" />}
    </button>
  );
}
