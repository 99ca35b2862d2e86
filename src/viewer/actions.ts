/**
 * What a person can do, in one place: each changes the state, tells the server, or both. Keys, buttons and the stage
 * all end here.
 */
import { batch } from "@preact/signals";

import { type AlarmClock, atMostEvery } from "../base/at-most-every.ts";
import type { Json } from "../base/json.ts";
import type { PropertyDescription } from "../base/node-description.ts";
import type { PromptChoice } from "../base/permission-prompt.ts";
import type { Arrangement, PageInput, PageUp, Placement, Transport, VersionInfo } from "../wire/page.ts";
import { slotOf } from "./ids.ts";
import { type Plot, plotKey } from "./plots.ts";
import type { Panels } from "./preferences.ts";
import { newestMoment, type State, type Tab } from "./state.ts";

/** One below the other, they still leave room for the stage. */
const plotsShown = 4;
/** The answer to an arrangement is the list of all modules, for every page: a key held down, or a spin button, is fifty a second. */
const arrangeEveryMs = 50;

export const speeds = [0.1, 0.25, 0.5, 1, 2, 4, 10] as const;

export interface ActionPowers {
  readonly send: (message: PageUp) => boolean;
  /** Once, before the next picture. */
  readonly onNextFrame: (run: () => void) => void;
  readonly clock: AlarmClock;
  readonly retry: () => void;
  readonly savePicture: () => void;
  readonly toggleRecording: () => void;
  /** What is known now of the numbers that are plotted. */
  readonly sample: (plots: readonly Plot[]) => void;
  /** Asks for the text of a version; answers whether it came. */
  readonly findSource: (slot: number, version: Pick<VersionInfo, "version" | "hash">) => Promise<boolean>;
  /** The stage-wide id of a module's root; null before its first picture. */
  readonly rootOf: (slot: number) => number | null;
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

  const seek = (moment: number) => {
    const { length } = state.recorded.value ?? { length: 0 };
    transport({ action: "seek", moment: Math.max(0, Math.min(length, moment)) });
  };
  /** As far as it is kept; a recording has all of it. */
  const lookBack = (moment: number) => {
    if (state.recorded.value) return seek(moment);
    const { history } = state.status.value;
    if (history) state.moment.value = Math.max(history.from, Math.min(history.to, moment));
  };
  const togglePanel = (side: keyof Panels) => {
    state.panels.value = { ...state.panels.value, [side]: !state.panels.value[side] };
  };
  const showTab = (tab: Tab) => {
    state.tab.value = tab;
    state.panels.value = { ...state.panels.value, right: true };
  };

  return {
    playOrPause: () => transport({ action: state.status.value.running ? "pause" : "play" }),
    /** Of what was, while a person looks back; otherwise of the stage. */
    step: (ticks: number) => {
      if (state.moment.value === null) transport({ action: "step", ticks });
      else lookBack(state.moment.value + ticks);
    },
    /** To a moment of the recording that is shown. */
    seek,
    stepBack: (ticks: number) => lookBack((state.moment.value ?? newestMoment(state)) - ticks),
    restart: () => transport({ action: "restart" }),
    setSpeed,
    slower: () => changeSpeed(-1),
    faster: () => changeSpeed(1),

    ...makeSelect(state, powers),
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
    findSource: powers.findSource,
    remove: (slot: number) => send({ type: "remove", slot }),
    ...makeArrange(state, powers),
    make: (description: string) => {
      const edit = state.slots.value.find((info) => info.slot === state.changing.value)?.hash;
      if (send({ type: "make", description, ...(edit && { edit }) })) showTab("making");
    },
    /** The next description changes this module; null for a new one. */
    change: (slot: number | null) => {
      state.changing.value = slot;
    },
    input: (records: readonly PageInput[]) => send({ type: "input", records }),

    lookBack,
    followLive: () => {
      state.moment.value = null;
    },
    showTab,
    togglePanel,
    toggleStageAlone: () => {
      const { left, right } = state.panels.value;
      const open = !left && !right;
      state.panels.value = { left: open, right: open };
    },
    /** All of them, or where one of them is there already, none. */
    togglePlots: (plots: readonly Omit<Plot, "samples">[]) => {
      const keys = new Set(plots.map(plotKey));
      const others = state.plots.value.filter((plot) => !keys.has(plotKey(plot)));
      const areNew = others.length === state.plots.value.length;
      const added = areNew ? plots.map((plot) => ({ ...plot, samples: [] })) : [];
      state.plots.value = [...others, ...added].slice(-plotsShown);
      powers.sample(added);
    },
    toggleSelecting: () => {
      state.selecting.value = !state.selecting.value;
    },
    toggleSound: () => {
      state.sound.value = !state.sound.value;
    },
    toggleHelp: () => {
      state.help.value = !state.help.value;
    },
    dismiss: (key: number) => {
      state.problems.value = state.problems.value.filter((shown) => shown.key !== key);
    },
    savePicture: powers.savePicture,
    toggleRecording: powers.toggleRecording,
    retry: powers.retry,
  };
}

function makeSelect(state: State, { send, rootOf }: ActionPowers) {
  /** What is arranged is what is shown. */
  const showSlot = (slot: number) => {
    state.slot.value = slot;
    if (state.arranging.value !== slot) state.arranging.value = null;
  };
  const inspect = (node: number | null) =>
    batch(() => {
      if (node !== state.selection.value) state.description.value = null;
      state.selection.value = node;
      if (node !== null) showSlot(slotOf(node));
      send({ type: "inspect", node });
    });
  const showRoot = (slot: number) => {
    state.outlined.value = false;
    inspect(rootOf(slot));
  };
  return {
    select: (node: number | null) =>
      batch(() => {
        state.outlined.value = node !== null;
        state.choosesItself.value = node !== null;
        inspect(node);
      }),
    /** Asks for the selected node anew. */
    inspectAgain: () => inspect(state.selection.value),
    /** The sliders of a module are its root's. */
    showModule: (slot: number) =>
      batch(() => {
        showSlot(slot);
        showRoot(slot);
      }),
    /** Until a person chooses, the page shows the sliders of what is in front. */
    chooseRoot: () => {
      const slot = state.module.value?.slot;
      if (slot !== undefined && rootOf(slot) !== null) showRoot(slot);
    },
  };
}

function makeArrange(state: State, { send, clock }: ActionPowers) {
  const waiting = new Map<number, Arrangement>();
  const flush = atMostEvery(arrangeEveryMs, clock, () => {
    for (const [slot, change] of waiting) send({ type: "arrange", slot, ...change });
    waiting.clear();
  });
  return {
    arrange: (slot: number, change: Arrangement) => {
      waiting.set(slot, { ...waiting.get(slot), ...change });
      flush.ask();
    },
    /** What it will look like: on this page alone, until it is arranged so or the stage's list comes anew. */
    preview: (slot: number, place: Placement) => {
      state.slots.value = state.slots.value.map((info) => (info.slot === slot ? { ...info, place } : info));
    },
    startArranging: (slot: number | null) => {
      state.arranging.value = slot;
    },
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
