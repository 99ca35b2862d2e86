/**
 * The page's keys: one table, read by the listener and by the help dialog. They are quiet while the scene has the
 * keyboard, while something is being typed, and where a control means its own thing by the key.
 */
import type { Actions } from "./actions.ts";
import type { State } from "./state.ts";

export interface Key {
  /** As `KeyboardEvent.key` says it, in lower case. */
  readonly key: string;
  readonly shown: string;
  readonly does: string;
  readonly run: (actions: Actions) => void;
}

export const keys: readonly Key[] = [
  { key: " ", shown: "Space", does: "Play or pause", run: (actions) => actions.playOrPause() },
  { key: ".", shown: ".", does: "One tick", run: (actions) => actions.step(1) },
  { key: ">", shown: ">", does: "Ten ticks", run: (actions) => actions.step(10) },
  { key: "l", shown: "L", does: "Follow what is live", run: (actions) => actions.followLive() },
  { key: "r", shown: "R", does: "Restart from tick 0", run: (actions) => actions.restart() },
  { key: "[", shown: "[", does: "Slower", run: (actions) => actions.slower() },
  { key: "]", shown: "]", does: "Faster", run: (actions) => actions.faster() },
  { key: "v", shown: "V", does: "Select on the stage, or play", run: (actions) => actions.toggleSelecting() },
  { key: "p", shown: "P", does: "Save a picture", run: (actions) => actions.savePicture() },
  { key: "escape", shown: "Esc", does: "Leave the scene, or select nothing", run: (actions) => actions.select(null) },
  { key: "?", shown: "?", does: "These keys", run: (actions) => actions.toggleHelp() },
];

/** Answers whether the event was meant for the page and has been carried out. */
export function pressKey(event: KeyboardEvent, state: State, actions: Actions): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (state.sceneFocused.value || state.help.value || state.prompts.value.length > 0) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (target && keepsKey(target, event.key)) return false;
  const key = keys.find((one) => one.key === event.key.toLowerCase());
  if (!key || (event.repeat && key.key !== "." && key.key !== ">")) return false;
  key.run(actions);
  return true;
}

/** Text fields keep every key; a button or a box keeps those that press it. */
function keepsKey(element: Element, key: string): boolean {
  if (element.matches("textarea, select, input:not([type=range], [type=checkbox], [type=color])")) return true;
  return key === " " && element.matches("button, summary, a, [type=checkbox], [type=color], [role=tab], [role=tree]");
}
