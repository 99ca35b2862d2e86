/** The modules on the stage, one card each: what it is, its verdict, where it is kept, and what went wrong. */
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
      <p class="card-path quiet" title={info.hash}>
        {info.about.path}
      </p>
      <p class="quiet card-facts">
        <span title={info.hash}>#{shortHash(info.hash)}</span>
        {info.about.model && <span>{info.about.model}</span>}
        {info.swaps > 0 && <span>{plural(info.swaps, "swap")}</span>}
        <Eye info={info} />
      </p>
      <Versions info={info} />
      {stopped && <Stopped info={info} />}
      {!stopped && info.rejectedSource !== undefined && <TurnedAway info={info} />}
    </li>
  );
}

/** Code and state go back together; what plays now is kept as a version too, so that there is a way forward again. */
function Versions({ info }: { info: SlotInfo }) {
  const { actions } = useApp();
  const others = info.versions.filter(({ version, tick }) => version !== info.version && tick !== undefined);
  if (others.length === 0) return null;
  return (
    <div class="versions quiet" role="group" aria-label={`Versions of ${info.name}`}>
      <span>version {info.version}; back to</span>
      {others.map(({ version, hash, tick }) => (
        <button
          key={version}
          type="button"
          class="button"
          aria-label={`Roll back to version ${version}`}
          title={`#${shortHash(hash)}, as it was at tick ${tick}`}
          onClick={() => actions.rollBack(info.slot, version)}
        >
          {version}
        </button>
      ))}
    </div>
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
      class={hidden ? "button icon-button eye hidden" : "button icon-button eye"}
      aria-label={`Draw ${info.name}`}
      aria-pressed={!hidden}
      title={hidden ? "Draw it again" : "Leave it out of this page's picture"}
      onClick={() => actions.toggleHidden(info.slot)}
    >
      <Icon name="eye" />
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
  const fault = state.faults.value.find((one) => one.slot === info.slot);
  return (
    <div class="card-trouble">
      {fault && <p>{fault.reason}</p>}
      <Findings findings={info.findings} />
      <button type="button" class="button" onClick={() => actions.revive(info.slot)}>
        <Icon name="back" />
        Bring back
      </button>
    </div>
  );
}

function TurnedAway({ info }: { info: SlotInfo }) {
  const { state, actions } = useApp();
  const show = () => {
    actions.showModule(info.slot);
    state.tab.value = "code";
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
