/**
 * How a module stands on the stage, for every page: its name, its place, its rank among the others. While this is open, the pointer on the stage carries the module's picture. Everything is undone by doing it back.
 */
import { useEffect, useRef } from "preact/hooks";

import { type Arrangement, type SlotInfo, unplaced } from "../../wire/page.ts";
import type { Actions } from "../actions.ts";
import { useApp } from "../app.ts";
import { NumberBox } from "../controls/number-box.tsx";
import { Icon } from "../icons.tsx";

/** As the server has it. */
const longestName = 80;

const buttonId = (slot: number) => `arrange-${slot}`;

export function ArrangeButton({ info: { slot, name } }: { info: SlotInfo }) {
  const { state, actions } = useApp();
  const open = state.arranging.value === slot;
  return (
    <button
      type="button"
      id={buttonId(slot)}
      class="button icon-button card-button"
      aria-label={`Arrange ${name}`}
      aria-expanded={open}
      title="Its name, place and rank on the stage (F2 on its name)"
      onClick={() => actions.startArranging(open ? null : slot)}
    >
      <Icon name="arrange" />
    </button>
  );
}

/** In the place of the name, which is given when the focus leaves it; so Enter is done with it, and Escape leaves it as it was. */
export function NameField({ info }: { info: SlotInfo }) {
  const { actions } = useApp();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const own = info.versions.find(({ version }) => version === info.version)?.name;
  return (
    <input
      ref={input}
      type="text"
      class="card-name-field"
      aria-label={`Name of ${info.name}`}
      placeholder={own}
      title="Empty: as its code is called"
      maxLength={longestName}
      defaultValue={info.name}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.value = info.name;
        if (event.key !== "Enter") return;
        // Otherwise it presses the button that has the focus next.
        event.preventDefault();
        leaveArranging(info.slot, actions);
      }}
      onBlur={({ currentTarget: { value } }) => {
        if (value.trim() !== info.name) actions.arrange(info.slot, { name: value.trim() });
      }}
    />
  );
}

export function ArrangeForm({ info }: { info: SlotInfo }) {
  const { actions } = useApp();
  const { x, y, scale, visible } = info.place ?? unplaced;
  const arrange = (change: Arrangement) => actions.arrange(info.slot, change);
  return (
    <div class="arrange" role="group" aria-label={`Place of ${info.name}`}>
      <p class="quiet">Drag its picture on the stage, or set where it stands.</p>
      <div class="arrange-place">
        <Labelled name="x" value={x} step={1} onEdit={(value) => arrange({ x: value })} />
        <Labelled name="y" value={y} step={1} onEdit={(value) => arrange({ y: value })} />
        <Labelled name="scale" value={scale} step={0.1} onEdit={(value) => arrange({ scale: value })} />
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={visible}
          onChange={({ currentTarget }) => arrange({ visible: currentTarget.checked })}
        />
        Drawn on every page
      </label>
      <div class="arrange-buttons">
        <Rank info={info} />
        <span class="spacer" />
        <button
          type="button"
          class="button"
          title="To where it draws itself"
          disabled={x === 0 && y === 0 && scale === 1}
          onClick={() => arrange({ x: 0, y: 0, scale: 1 })}
        >
          Own place
        </button>
      </div>
    </div>
  );
}

/** The focus goes back to where it was opened. */
export function leaveArranging(slot: number, actions: Actions): void {
  actions.startArranging(null);
  document.getElementById(buttonId(slot))?.focus();
}

interface LabelledProps {
  readonly name: string;
  readonly value: number;
  readonly step: number;
  readonly onEdit: (value: number) => void;
}

const Labelled = ({ name, ...number }: LabelledProps) => (
  <span class="arrange-number">
    <span class="quiet" aria-hidden="true">
      {name}
    </span>
    <NumberBox label={name} {...number} />
  </span>
);

function Rank({ info: { slot } }: { info: SlotInfo }) {
  const { state, actions } = useApp();
  const slots = state.slots.value;
  const rank = slots.findIndex((one) => one.slot === slot);
  if (slots.length < 2) return null;
  const button = (by: 1 | -1, name: string, text: string) => (
    <button
      type="button"
      class="button"
      aria-label={name}
      title={name}
      disabled={rank + by < 0 || rank + by >= slots.length}
      onClick={() => actions.arrange(slot, { order: rank + by })}
    >
      {text}
    </button>
  );
  return (
    <>
      {button(-1, "Further back", "↑")}
      {button(1, "Further to the front", "↓")}
    </>
  );
}
