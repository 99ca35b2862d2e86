/** The modules on the stage, one card each: what it is, its verdict, where it is kept, and what went wrong. */
import { useSignal } from "@preact/signals";

import type { SlotInfo } from "../../wire/page.ts";
import { useApp } from "../app.ts";
import { Findings } from "../controls/findings.tsx";
import { plural, shortHash } from "../format.ts";
import { Icon } from "../icons.tsx";

export function Modules() {
  const { state } = useApp();
  const slots = state.slots.value;
  return (
    <section class="panel modules" aria-labelledby="modules-title">
      <h2 id="modules-title">Modules</h2>
      {slots.length === 0 ? (
        <p class="empty">
          {state.makes.value ? "Nothing here yet. Describe something above." : "Nothing on the stage."}
        </p>
      ) : (
        <ul class="cards">
          {slots.map((info) => (
            <Card key={info.slot} info={info} shown={state.module.value?.slot === info.slot} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Card({ info, shown }: { info: SlotInfo; shown: boolean }) {
  const { actions } = useApp();
  const stopped = info.state === "quarantined";
  return (
    <li class={`card${shown ? " shown" : ""}${stopped ? " stopped" : ""}`}>
      <button type="button" class="card-head" aria-pressed={shown} onClick={() => actions.showModule(info.slot)}>
        <span class="card-name">{info.name}</span>
        <Verdict info={info} />
      </button>
      {info.about.description && <p class="card-description">{info.about.description}</p>}
      <p class="card-path quiet" title={info.about.path}>
        {info.about.path}
      </p>
      <div class="quiet card-facts">
        <span title={info.hash}>#{shortHash(info.hash)}</span>
        {info.about.model && <span>{info.about.model}</span>}
        {info.version > 1 && <Version info={info} />}
        <span class="spacer" />
        <span class="card-buttons">
          <Change info={info} />
          <Eye info={info} />
          <Remove info={info} />
        </span>
      </div>
      {stopped && <Stopped info={info} />}
      {!stopped && info.rejectedSource !== undefined && <TurnedAway info={info} />}
    </li>
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

/** Where several modules share the stage, each can be left out of this page's picture. */
function Eye({ info }: { info: SlotInfo }) {
  const { state, actions } = useApp();
  if (state.slots.value.length < 2) return null;
  const hidden = state.hidden.value.has(info.slot);
  return (
    <button
      type="button"
      class={hidden ? "button icon-button card-button off" : "button icon-button card-button"}
      aria-label={`Draw ${info.name}`}
      aria-pressed={!hidden}
      title={hidden ? "Draw it again" : "Leave it out of this page's picture"}
      onClick={() => actions.toggleHidden(info.slot)}
    >
      <Icon name="eye" />
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

function Verdict({ info }: { info: SlotInfo }) {
  if (info.state === "quarantined") return <span class="badge bad">stopped</span>;
  return (
    <span class="badge good" title={info.stateHash ? `State after the smoke run: ${info.stateHash}` : undefined}>
      <Icon name="check" />
      verified · {plural(info.frames, "frame")}
    </span>
  );
}

function Stopped({ info }: { info: SlotInfo }) {
  const { state, actions } = useApp();
  const told = state.faults.value.find((one) => one.slot === info.slot)?.reason ?? info.reason;
  const isSaidBelow = info.findings.some((finding) => finding.message === told);
  return (
    <div class="card-trouble">
      {told && !isSaidBelow && <p>{told}</p>}
      <Findings findings={info.findings} />
      <button type="button" class="button" onClick={() => actions.revive(info.slot)}>
        <Icon name="back" />
        Bring back
      </button>
    </div>
  );
}

function TurnedAway({ info }: { info: SlotInfo }) {
  const { actions } = useApp();
  const show = () => {
    actions.showModule(info.slot);
    actions.showTab("code");
  };
  return (
    <div class="card-trouble">
      <p>The last change was turned away: {plural(info.findings.length, "finding")}. This version plays on.</p>
      <button type="button" class="button" onClick={show}>
        Show in the code
      </button>
    </div>
  );
}
