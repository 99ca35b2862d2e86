/**
 * The page's keys: one table, read by the listener and by the help dialog. They are quiet while the scene has the
 * keyboard, while something is being typed, and where a control means its own thing by the key.
 */
import type { Actions } from "./actions.ts";
import type { State } from "./state.ts";

/** The field that a description is written into. */
export const makeBoxId = "describe";

export interface Key {
  /** As `KeyboardEvent.key` says it, in lower case. */
  readonly key: string;
  readonly shown: string;
  readonly does: string;
  readonly group: "Play" | "Look" | "Page";
  /** Again and again while it is held down. */
  readonly repeats?: boolean;
  readonly run: (actions: Actions) => void;
}

const tabKeys = (["inspector", "code", "log"] as const).map((tab, i): Key => ({
  key: String(i + 1),
  shown: String(i + 1),
  group: "Page",
  does: `The ${tab}`,
  run: (actions) => actions.showTab(tab),
}));

export const keys: readonly Key[] = [
  { key: " ", shown: "Space", group: "Play", does: "Play or pause", run: (actions) => actions.playOrPause() },
  { key: ".", shown: ".", group: "Play", does: "One tick", repeats: true, run: (actions) => actions.step(1) },
  { key: ">", shown: ">", group: "Play", does: "Ten ticks", repeats: true, run: (actions) => actions.step(10) },
  { key: "r", shown: "R", group: "Play", does: "Restart from tick 0", run: (actions) => actions.restart() },
  { key: "[", shown: "[", group: "Play", does: "Slower", run: (actions) => actions.slower() },
  { key: "]", shown: "]", group: "Play", does: "Faster", run: (actions) => actions.faster() },

  { key: ",", shown: ",", group: "Look", does: "One tick back", repeats: true, run: (actions) => actions.stepBack(1) },
  {
    key: "<",
    shown: "<",
    group: "Look",
    does: "Ten ticks back",
    repeats: true,
    run: (actions) => actions.stepBack(10),
  },
  { key: "l", shown: "L", group: "Look", does: "Follow what is live", run: (actions) => actions.followLive() },
  { key: "m", shown: "M", group: "Look", does: "Sound on or off", run: (actions) => actions.toggleSound() },
  { key: "p", shown: "P", group: "Look", does: "Save a picture", run: (actions) => actions.savePicture() },
  { key: "k", shown: "K", group: "Look", does: "Record, or end it", run: (actions) => actions.toggleRecording() },
  { key: "v", shown: "V", group: "Look", does: "Select by clicking", run: (actions) => actions.toggleSelecting() },
  {
    key: "escape",
    shown: "Esc",
    group: "Look",
    does: "Leave the scene, or select nothing",
    run: (actions) => actions.select(null),
  },

  {
    key: "/",
    shown: "/",
    group: "Page",
    does: "Describe something",
    run: () => document.getElementById(makeBoxId)?.focus(),
  },
  { key: "t", shown: "T", group: "Page", does: "Modules and tree", run: (actions) => actions.togglePanel("left") },
  { key: "i", shown: "I", group: "Page", does: "Details", run: (actions) => actions.togglePanel("right") },
  { key: "f", shown: "F", group: "Page", does: "The stage alone", run: (actions) => actions.toggleStageAlone() },
  ...tabKeys,
  { key: "?", shown: "?", group: "Page", does: "These keys", run: (actions) => actions.toggleHelp() },
];

/** Answers whether the event was meant for the page and has been carried out. */
export function pressKey(event: KeyboardEvent, state: State, actions: Actions): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (state.sceneFocused.value || state.help.value || state.prompts.value.length > 0) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target && keepsKey(target, event.key)) return false;
  const key = keys.find((one) => one.key === event.key.toLowerCase());
  if (!key || (event.repeat && !key.repeats)) return false;
  key.run(actions);
  return true;
}

/** Text fields keep every key; a button or a box keeps those that press it. */
function keepsKey(element: Element, key: string): boolean {
  if (element.matches("textarea, select, input:not([type=range], [type=checkbox], [type=color])")) return true;
  return key === " " && element.matches("button, summary, a, [type=checkbox], [type=color], [role=tab]");
}
