/** The page's start: everything is made and plugged together here, once. */
import { effect } from "@preact/signals";
import { render } from "preact";

import { EnvelopeType, unpack } from "../wire/envelope.ts";
import { makeActions } from "./actions.ts";
import { type App, AppContext } from "./app.ts";
import { connect, follow } from "./connection.ts";
import { stageId } from "./ids.ts";
import { pressKey } from "./keys.ts";
import { measure } from "./moments.ts";
import { Page } from "./panels/page.tsx";
import { Past } from "./past.ts";
import { type Plot, sampleDescription, samplePlots } from "./plots.ts";
import { keep, recall, shelf } from "./preferences.ts";
import { receive, showProblem } from "./receive.ts";
import { Scenes } from "./scenes.ts";
import { Sounds } from "./sound/sounds.ts";
import { makeStageView } from "./stage-view.ts";
import { createState, newestMoment } from "./state.ts";
import { findSource } from "./version-source.ts";

const state = createState();
recall(state, shelf());
const sounds = new Sounds(() => new AudioContext());
effect(() => sounds.mute(!state.sound.value));
const scenes = new Scenes({
  onLost: () => connection.send({ type: "resync" }),
  onStructure: () => (state.structure.value += 1),
  onTick: (slot, decoder) => {
    samplePlots(state.plots.value, slot, decoder);
    sounds.hear(slot, decoder.order);
  },
});
const past = new Past({
  ask: (at) => connection.send({ type: "past", at }),
  onPicture: () => view.redraw(),
  onProblem: (message) => showProblem(state, { code: "PAST", message, hint: "Look at another moment." }),
});
const view = makeStageView(state, scenes, past, () => actions);
state.moment.subscribe((moment) => past.look(moment));

const connection = connect(
  {
    open: () => new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`),
    isThere: () =>
      fetch("/health").then(
        (answer) => answer.ok,
        () => false,
      ),
    later: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  },
  {
    onState: (name, reason) => {
      state.connection.value = follow(state.connection.value, name, reason, Date.now());
      document.documentElement.dataset.connection = name;
    },
    onMessage: (message) => {
      receive(state, message);
      if (message.type === "status")
        state.ahead.value = measure(state.ahead.value, newestMoment(state), scenes.newest());
      if (message.type === "node") sample(state.plots.value);
      if (message.type === "past") past.arrived(message);
      if (message.type === "hello") {
        scenes.restart();
        past.restart();
        actions.inspectAgain();
      }
      // What was refused still stands in the inspector: ask for the truth.
      if (message.type === "problem" && state.selection.value !== null) actions.inspectAgain();
      if (message.type === "hello" || message.type === "slots") {
        const slots = message.slots.map((info) => info.slot);
        scenes.keep(slots);
        sounds.keep(slots);
      }
    },
    onFrame: (bytes) => {
      const envelope = unpack(bytes);
      if (envelope.ok && envelope.value.type === EnvelopeType.PAST) past.take(envelope.value);
      else scenes.take(bytes);
      view.wake();
    },
  },
);

const actions = makeActions(state, {
  send: connection.send,
  onNextFrame: view.onNextFrame,
  clock: {
    now: () => performance.now(),
    at: (time, run) => {
      const timer = setTimeout(run, time - performance.now());
      return () => clearTimeout(timer);
    },
  },
  retry: connection.retry,
  savePicture: view.savePicture,
  toggleRecording: view.toggleRecording,
  sample,
  findSource: async (slot, { version, hash }) => {
    const found = await findSource(slot, version);
    if (found.ok) state.sources.value = new Map(state.sources.value).set(hash, found.value);
    else showProblem(state, found.error);
    return found.ok;
  },
  rootOf: (slot) => {
    const root = scenes.nodesOf(slot)[0];
    return root ? stageId(slot, root.id) : null;
  },
});

const app: App = { state, actions, scenes, mountStage: view.mount };

effect(() => keep(state, shelf()));
effect(() => {
  if (state.structure.value > 0 && state.selection.value === null && state.choosesItself.value) actions.chooseRoot();
});
effect(() => {
  const shown = state.module.value;
  document.title = shown ? `${shown.name} · nodegen` : "nodegen";
});

function sample(plots: readonly Plot[]): void {
  const [node, description] = [state.selection.value, state.description.value];
  if (node !== null && description) sampleDescription(plots, node, description, scenes);
}

document.addEventListener("keydown", (event) => {
  if (pressKey(event, state, actions)) event.preventDefault();
});
render(
  <AppContext.Provider value={app}>
    <Page />
  </AppContext.Provider>,
  document.getElementById("page")!,
);
