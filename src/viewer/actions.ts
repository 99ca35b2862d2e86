/**
 * What a person can do, in one place: each changes the state, tells the server, or both. Keys, buttons and the stage
 * all end here.
 */
import { batch } from "@preact/signals";

import type { Json } from "../base/json.ts";
import type { PromptChoice } from "../base/permission-prompt.ts";
import type { PageInput, PageUp, Transport } from "../wire/page.ts";
import type { PropertyDescription } from "../wire/protocol.ts";
import { slotOf } from "./ids.ts";
import type { State } from "./state.ts";

export const speeds = [0.1, 0.25, 0.5, 1, 2, 4, 10] as const;

export interface ActionPowers {
  readonly send: (message: PageUp) => boolean;
  /** Once, before the next picture. */
  readonly onNextFrame: (run: () => void) => void;
  readonly retry: () => void;
  readonly savePicture: () => void;
}

export type Actions = ReturnType<typeof makeActions>;

export function makeActions(state: State, powers: ActionPowers) {
  const { send } = powers;
  const transport = (change: Transport) => send({ type: "transport", ...change });

  const setSpeed = (speed: number) => transport({ action: state.status.value.running ? "play" : "pause", speed });
  const changeSpeed = (by: 1 | -1) => {
    const now = state.status.value.speed;
    const next = by > 0 ? speeds.find((speed) => speed > now) : speeds.findLast((speed) => speed < now);
    if (next !== undefined) setSpeed(next);
  };

  const select = (node: number | null) =>
    batch(() => {
      if (node !== state.selection.value) state.description.value = null;
      state.selection.value = node;
      if (node !== null) state.slot.value = slotOf(node);
      send({ type: "inspect", node });
    });

  return {
    playOrPause: () => transport({ action: state.status.value.running ? "pause" : "play" }),
    step: (ticks: number) => transport({ action: "step", ticks }),
    restart: () => transport({ action: "restart" }),
    setSpeed,
    slower: () => changeSpeed(-1),
    faster: () => changeSpeed(1),

    select,
    showModule: (slot: number) => {
      state.slot.value = slot;
    },
    toggleHidden: (slot: number) => {
      const hidden = new Set(state.hidden.value);
      if (!hidden.delete(slot)) hidden.add(slot);
      state.hidden.value = hidden;
    },
    edit: makeEdit(state, powers),
    revive: (slot: number) => send({ type: "revive", slot }),
    rollBack: (slot: number, version: number) => send({ type: "rollback", slot, version }),
    answer: (prompt: number, choice: PromptChoice) => send({ type: "answer", prompt, choice }),
    revoke: (grant: number) => send({ type: "revoke", grant }),
    make: (description: string) => {
      if (send({ type: "make", description })) state.tab.value = "making";
    },
    input: (records: readonly PageInput[]) => send({ type: "input", records }),

    lookBack: (moment: number) => {
      state.moment.value = moment;
    },
    followLive: () => {
      state.moment.value = null;
    },
    toggleSelecting: () => {
      state.selecting.value = !state.selecting.value;
    },
    toggleHelp: () => {
      state.help.value = !state.help.value;
    },
    dismiss: (key: number) => {
      state.problems.value = state.problems.value.filter((shown) => shown.key !== key);
    },
    savePicture: powers.savePicture,
    retry: powers.retry,
  };
}

/**
 * A slider can move a hundred times a second; one edit a property goes out a frame, the last. The inspector shows the
 * new value at once, clamped as the setter will clamp it; the server's next word about the node overrides it.
 */
function makeEdit(state: State, { send, onNextFrame }: ActionPowers) {
  const waiting = new Map<string, { node: number; property: string; value: Json }>();
  const flush = () => {
    for (const edit of waiting.values()) send({ type: "edit", ...edit });
    waiting.clear();
  };
  return (property: PropertyDescription, wanted: Json) => {
    const node = state.selection.value;
    if (node === null) return;
    const value = clamped(property, wanted);
    if (waiting.size === 0) onNextFrame(flush);
    waiting.set(`${node} ${property.name}`, { node, property: property.name, value });
    const shown = state.description.value;
    if (!shown) return;
    const properties = shown.properties.map((one) => (one.name === property.name ? { ...one, value } : one));
    state.description.value = { ...shown, properties };
  };
}

function clamped(property: PropertyDescription, value: Json): Json {
  if (typeof value !== "number" || !property.range) return value;
  return Math.min(property.range[1], Math.max(property.range[0], value));
}
