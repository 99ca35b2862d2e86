/**
 * The server's word, written into the state: one case for each message. Text in it came out of a module or a model and
 * stays text. Frames do not come through here.
 */
import { batch } from "@preact/signals";

import type { Problem } from "../base/problem.ts";
import type { HistoryRange, PageDown, SlotInfo } from "../wire/page.ts";
import { PAGE_VERSION } from "../wire/page.ts";
import type { LogLine } from "../wire/protocol.ts";
import { slotOf } from "./ids.ts";
import { foldMaking } from "./making.ts";
import { type LogEntry, newestMoment, type State } from "./state.ts";

/** Older lines leave the page. */
const logLines = 500;
const problemsShown = 4;
/** Keys of lists; a counter, since the page is one. */
let lastKey = 0;

export function receive(state: State, message: PageDown): void {
  batch(() => take(state, message));
}

function take(state: State, message: PageDown): void {
  switch (message.type) {
    case "hello":
      return takeHello(state, message);
    case "slots":
      return takeSlots(state, message.slots);
    case "status":
      state.status.value = message.status;
      return;
    case "log":
      state.log.value = [...state.log.value, ...entries(state, message.slot, message.lines)].slice(-logLines);
      return;
    // What was carried over comes as lines of the module's log.
    case "swap":
      return;
    case "fault":
      state.faults.value = [...without(state, message.slot), { slot: message.slot, reason: message.reason }];
      return;
    // The answer to a question of `past.ts`, which hears of it itself.
    case "past":
      return;
    case "make":
      state.makings.value = foldMaking(state.makings.value, message.id, message.event);
      if (message.event.step === "staged") takeStaged(state, message.event.slot);
      return;
    case "node":
      if (message.node === state.selection.value) state.description.value = message.description;
      return;
    case "prompt":
      state.prompts.value = [...withoutPrompt(state, message.prompt.id), message.prompt];
      return;
    case "promptClosed":
      state.prompts.value = withoutPrompt(state, message.prompt);
      return;
    case "grants":
      state.grants.value = message.grants;
      return;
    case "problem":
      return showProblem(state, message.problem);
  }
}

function takeHello(state: State, hello: Extract<PageDown, { type: "hello" }>): void {
  if (hello.version !== PAGE_VERSION) {
    showProblem(state, {
      code: "PAGE_VERSION",
      message: `The server speaks version ${hello.version} of the page's messages, this page version ${PAGE_VERSION}.`,
      hint: "Load the page again.",
    });
  }
  state.size.value = { width: hello.width, height: hello.height };
  state.makes.value = hello.makes;
  state.recorded.value = hello.recording ?? null;
  state.hasJournal.value = hello.hasJournal ?? false;
  state.status.value = hello.status;
  takeHistory(state, hello.status.history);
  state.log.value = hello.logs
    .flatMap(({ slot, lines }) => entries(state, slot, lines))
    .sort((a, b) => a.tick - b.tick)
    .slice(-logLines);
  // The questions that are still open follow.
  state.prompts.value = [];
  state.grants.value = [];
  takeSlots(state, hello.slots);
}

/** Of a server that was started again, neither the old moments nor their distance from the ticks mean anything. */
function takeHistory(state: State, history: HistoryRange | undefined): void {
  const moment = state.moment.value;
  const isKept = moment !== null && history && moment >= history.from && moment <= history.to;
  if (!isKept) state.moment.value = null;
  state.ahead.value = new Map();
}

/** What was just made is what a person wants to look at. */
function takeStaged(state: State, slot: number): void {
  state.slot.value = slot;
  state.changing.value = null;
  state.choosesItself.value = true;
  forgetSelection(state);
}

function forgetSelection(state: State): void {
  state.selection.value = null;
  state.description.value = null;
  state.outlined.value = false;
}

function takeSlots(state: State, slots: readonly SlotInfo[]): void {
  const quarantined = new Set(slots.filter((info) => info.state === "quarantined").map((info) => info.slot));
  const here = new Set(slots.map((info) => info.slot));
  state.slots.value = slots;
  state.faults.value = state.faults.value.filter((fault) => quarantined.has(fault.slot));
  if (state.slot.value !== null && !here.has(state.slot.value)) state.slot.value = null;
  const selected = state.selection.value;
  if (selected !== null && !here.has(slotOf(selected))) forgetSelection(state);
  if (state.changing.value !== null && !here.has(state.changing.value)) state.changing.value = null;
  if (state.arranging.value !== null && !here.has(state.arranging.value)) state.arranging.value = null;
  state.plots.value = state.plots.value.filter((plot) => here.has(slotOf(plot.node)));
  rememberSources(state, slots);
}

/** Of a module that was edited all day, the oldest are forgotten. */
const sourcesRemembered = 100;

function rememberSources(state: State, slots: readonly SlotInfo[]): void {
  const sources = new Map(state.sources.value);
  for (const { hash, source } of slots) {
    sources.delete(hash);
    sources.set(hash, source);
  }
  for (const oldest of sources.keys()) if (sources.size > sourcesRemembered) sources.delete(oldest);
  state.sources.value = sources;
}

export function showProblem(state: State, problem: Problem): void {
  const others = state.problems.value.filter((shown) => shown.problem.message !== problem.message);
  state.problems.value = [...others, { key: ++lastKey, problem }].slice(-problemsShown);
}

const without = (state: State, slot: number) => state.faults.value.filter((fault) => fault.slot !== slot);

const withoutPrompt = (state: State, id: number) => state.prompts.value.filter((prompt) => prompt.id !== id);

function entries(state: State, slot: number, lines: readonly LogLine[]): LogEntry[] {
  // Until it is measured, a module is taken to have been there from the start.
  const ahead = state.ahead.value.get(slot)?.ahead ?? newestMoment(state) - state.status.value.tick;
  return lines.map((line) => ({ ...line, slot, moment: line.tick + ahead, key: ++lastKey }));
}
