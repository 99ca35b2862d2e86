/** The page's start: everything is made and plugged together here, once. */
import { effect } from "@preact/signals";
import { render } from "preact";

import { EnvelopeType, unpack } from "../wire/envelope.ts";
import { makeActions } from "./actions.ts";
import { type App, AppContext } from "./app.ts";
import { connect } from "./connection.ts";
import { pressKey } from "./keys.ts";
import { Page } from "./panels/page.tsx";
import { Past } from "./past.ts";
import { receive, showProblem } from "./receive.ts";
import { Scenes } from "./scenes.ts";
import { makeStageView } from "./stage-view.ts";
import { createState } from "./state.ts";

const state = createState();
const scenes = new Scenes({
  onLost: () => connection.send({ type: "resync" }),
  onStructure: () => (state.structure.value += 1),
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
      const before = state.connection.value;
      // Of several failed attempts in a row, the first one tells since when.
      const since = before.state === name ? before.since : Date.now();
      state.connection.value = { state: name, since, reason: reason || undefined };
      document.documentElement.dataset.connection = name;
    },
    onMessage: (message) => {
      receive(state, message);
      if (message.type === "past") past.arrived(message);
      if (message.type === "hello") {
        scenes.restart();
        past.restart();
        actions.select(state.selection.value);
      }
      // What was refused still stands in the inspector: ask for the truth.
      if (message.type === "problem" && state.selection.value !== null) actions.select(state.selection.value);
      if (message.type === "hello" || message.type === "slots") scenes.keep(message.slots.map((info) => info.slot));
    },
    onFrame: (bytes) => {
      const envelope = unpack(bytes);
      if (envelope.ok && envelope.value.type === EnvelopeType.PAST) past.take(envelope.value);
      else scenes.take(bytes);
    },
  },
);

const actions = makeActions(state, {
  send: connection.send,
  onNextFrame: view.onNextFrame,
  retry: connection.retry,
  savePicture: view.savePicture,
});

const app: App = { state, actions, scenes, mountStage: view.mount };

effect(() => {
  const shown = state.module.value;
  document.title = shown ? `${shown.name} · nodegen` : "nodegen";
});
document.addEventListener("keydown", (event) => {
  if (pressKey(event, state, actions)) event.preventDefault();
});
render(
  <AppContext.Provider value={app}>
    <Page />
  </AppContext.Provider>,
  document.getElementById("page")!,
);
