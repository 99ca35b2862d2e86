/**
 * The modules on the stage, one card each, from the back of the picture to its front: what it is, its verdict, where it is
 * kept, and what went wrong. A card is dragged to another place in the list by its grip.
 */
import { useSignal } from "@preact/signals";

import type { SlotInfo } from "../../wire/page.ts";
import { useApp } from "../app.ts";
import { useDragOrder } from "../controls/drag-order.ts";
import { Findings } from "../controls/findings.tsx";
import { plural, shortHash } from "../format.ts";
import { Icon } from "../icons.tsx";
import { ArrangeButton, ArrangeForm, close, NameField } from "./arrange.tsx";

export function Modules() {
  const { state, actions } = useApp();
  const slots = state.slots.value;
  const { drag, start } = useDragOrder(({ from, to }) => actions.arrange(slots[from]!.slot, { order: to }));
  const others = drag ? slots.toSpliced(drag.from, 1) : [];
  return (
    <section class="panel modules" aria-labelledby="modules-title">
      <h2 id="modules-title">Modules {slots.length > 1 && <span class="quiet">{slots.length}, back to front</span>}</h2>
      {slots.length === 0 ? (
        <p class="empty">
          {state.makes.value ? "Nothing here yet. Describe something above." : "Nothing on the stage."}
        </p>
      ) : (
        <ul class="cards">
          {slots.map((info, i) => (
            <Card
              key={info.slot}
              info={info}
              drag={
                drag?.from === i
                  ? "dragged"
                  : drag && others[drag.to] === info
                    ? "before"
                    : drag?.to === others.length && others.at(-1) === info
                      ? "after"
                      : undefined
              }
              onGrip={start}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

interface CardProps {
  readonly info: SlotInfo;
  /** Whether it is dragged, or beside where the dragged one would go. */
  readonly drag: "dragged" | "before" | "after" | undefined;
  readonly onGrip: (event: PointerEvent) => void;
}

function Card({ info, drag, onGrip }: CardProps) {
  const { state, actions } = useApp();
  const stopped = info.state === "quarantined";
  const shown = state.module.value?.slot === info.slot;
  const arranging = state.arranging.value === info.slot;
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !arranging) return;
    event.preventDefault();
    close(info.slot, actions.startArranging);
  };
  return (
    <li class={["card", shown && "shown", drag].filter(Boolean).join(" ")} onKeyDown={leave}>
      {/* By keys and by single clicks, the rank is set where the module is arranged. */}
      {state.slots.value.length > 1 && (
        <span class="grip" title="Drag it further back or to the front" onPointerDown={onGrip}>
          <Icon name="grip" />
        </span>
      )}
      {arranging ? (
        <div class="card-head">
          <NameField info={info} />
          <Verdict info={info} />
        </div>
      ) : (
        <Head info={info} shown={shown} />
      )}
      {info.about.description && <p class="card-description">{info.about.description}</p>}
      <p class="card-path quiet" title={info.about.path}>
        {info.about.path}
      </p>
      <div class="quiet card-facts">
        <span title={info.hash}>#{shortHash(info.hash)}</span>
        {info.about.model && <span>{info.about.model}</span>}
        {info.version > 1 && <Version info={info} />}
        {info.place?.visible === false && <span>not drawn</span>}
        <span class="spacer" />
        <span class="card-buttons">
          <Change info={info} />
          <ArrangeButton info={info} />
          <Eye info={info} />
          <Remove info={info} />
        </span>
      </div>
      {arranging && <ArrangeForm info={info} />}
      {stopped && <Stopped info={info} />}
      {!stopped && info.rejectedSource !== undefined && <TurnedAway info={info} />}
    </li>
  );
}

function Head({ info, shown }: { info: SlotInfo; shown: boolean }) {
  const { actions } = useApp();
  return (
    <button
      type="button"
      class="card-head"
      aria-pressed={shown}
      onClick={() => actions.showModule(info.slot)}
      onDblClick={() => actions.startArranging(info.slot)}
      onKeyDown={(event) => event.key === "F2" && actions.startArranging(info.slot)}
    >
      <span class="card-name">{info.name}</span>
      <Verdict info={info} />
    </button>
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
