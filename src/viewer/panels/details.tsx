/** The right side: the inspector, the code, the log, and the makings where there are any, one in front of the others. */
import { useComputed } from "@preact/signals";

import { useApp } from "../app.ts";
import { type TabRow, Tabs } from "../controls/tabs.tsx";
import { isOver } from "../making.ts";
import type { Tab } from "../state.ts";
import { Code } from "./code.tsx";
import { Inspector } from "./inspector.tsx";
import { Log } from "./log.tsx";
import { MakingPanel } from "./making.tsx";

export function Details() {
  const { state, actions } = useApp();
  const findings = state.module.value?.findings.length ?? 0;
  // Only its change concerns the tabs; the log itself grows many times a second.
  const errors = useComputed(() => state.log.value.filter((entry) => entry.level === "error").length).value;
  const unfinished = state.makings.value.filter((making) => !isOver(making)).length;
  const all: TabRow<Tab>[] = [
    { name: "inspector", title: "Inspector", panel: <Inspector /> },
    { name: "code", title: "Code", count: findings, alarm: true, panel: <Code /> },
    { name: "log", title: "Log", count: errors, alarm: true, panel: <Log /> },
    { name: "making", title: "Making", count: unfinished, panel: <MakingPanel /> },
  ];
  const tabs = state.makes.value ? all : all.filter(({ name }) => name !== "making");
  const chosen = tabs.some(({ name }) => name === state.tab.value) ? state.tab.value : "inspector";
  return (
    <section class="panel right" aria-label="Details">
      <Tabs label="Details" tabs={tabs} chosen={chosen} onChoose={actions.showTab} />
    </section>
  );
}
