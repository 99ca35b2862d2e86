/** One module in the list: its name and verdict, whether this page draws it, and what went wrong with it. */
import { useEffect, useRef } from "preact/hooks";

import type { SlotInfo } from "../../wire/page.ts";
import { useApp } from "../app.ts";
import { Findings } from "../controls/findings.tsx";
import { plural } from "../format.ts";
import { Icon } from "../icons.tsx";
import { NameField } from "./arrange.tsx";

interface CardProps {
  readonly info: SlotInfo;
  /** Whether it is dragged, or beside where the dragged one would go. */
  readonly drag: "dragged" | "before" | "after" | undefined;
  readonly onGrip: (event: PointerEvent) => void;
}

export function Card({ info, drag, onGrip }: CardProps) {
  const { state } = useApp();
  const stopped = info.state === "quarantined";
  const shown = state.module.value?.slot === info.slot;
  const arranging = state.arranging.value === info.slot;
  const several = state.slots.value.length > 1;
  const line = useRef<HTMLLIElement>(null);
  // It may have been chosen elsewhere: on the stage, or by being made.
  useEffect(() => {
    if (shown) line.current?.scrollIntoView({ block: "nearest" });
  }, [shown]);
  return (
    <li ref={line} class={["card", shown && "shown", drag].filter(Boolean).join(" ")}>
      <div class="card-line">
        {several && !state.recorded.value && (
          <span class="grip" title="Drag it further back or to the front" onPointerDown={onGrip}>
            <Icon name="grip" />
          </span>
        )}
        {arranging ? <NameField info={info} /> : <Head info={info} shown={shown} />}
        {several && <Eye info={info} />}
      </div>
      {stopped && <Stopped info={info} />}
      {!stopped && info.rejectedSource !== undefined && <TurnedAway info={info} />}
    </li>
  );
}

function Head({ info, shown }: { info: SlotInfo; shown: boolean }) {
  const { state, actions } = useApp();
  const arrange = () => {
    actions.showModule(info.slot);
    if (!state.recorded.value) actions.startArranging(info.slot);
  };
  return (
    <button
      type="button"
      class="card-head"
      aria-pressed={shown}
      title={state.recorded.value ? `${info.name}: named and placed as it was` : info.name}
      onClick={() => actions.showModule(info.slot)}
      onDblClick={arrange}
      onKeyDown={(event) => event.key === "F2" && arrange()}
    >
      <span class="card-name">{info.name}</span>
      {info.state === "quarantined" ? (
        <span class="badge bad">stopped</span>
      ) : (
        <span class="badge good" title={info.stateHash && `State after the smoke run: ${info.stateHash}`}>
          <Icon name="check" />
          <span>verified</span>
        </span>
      )}
    </button>
  );
}

/** Where several modules share the stage, each can be left out of this page's picture. */
function Eye({ info }: { info: SlotInfo }) {
  const { state, actions } = useApp();
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

function Stopped({ info }: { info: SlotInfo }) {
  const { state, actions } = useApp();
  const told = state.faults.value.find((one) => one.slot === info.slot)?.reason ?? info.reason;
  const isSaidBelow = info.findings.some((finding) => finding.message === told);
  return (
    <div class="card-trouble">
      {told && !isSaidBelow && <p>{told}</p>}
      {info.findings.length > 0 && <Findings findings={info.findings} />}
      {!state.recorded.value && (
        <button type="button" class="button" onClick={() => actions.revive(info.slot)}>
          <Icon name="back" />
          Bring back
        </button>
      )}
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
