/** Where everything stands. The order here is the order of the Tab key. */
import { useComputed } from "@preact/signals";

import { useApp } from "../app.ts";
import { Scrub } from "../controls/scrub.tsx";
import { type TabRow, Tabs } from "../controls/tabs.tsx";
import { isOver } from "../making.ts";
import type { Tab } from "../state.ts";
import { Code } from "./code.tsx";
import { Footer } from "./footer.tsx";
import { Grants } from "./grants.tsx";
import { Header } from "./header.tsx";
import { Help } from "./help.tsx";
import { Inspector } from "./inspector.tsx";
import { Log } from "./log.tsx";
import { MakingPanel } from "./making.tsx";
import { Modules } from "./modules.tsx";
import { Problems } from "./notices.tsx";
import { PermissionQuestion } from "./permission-prompt.tsx";
import { Stage } from "./stage.tsx";
import { Transport } from "./transport.tsx";
import { Tree } from "./tree.tsx";

export const Page = () => (
  <>
    <Header />
    <main class="main">
      <div class="centre">
        <Stage />
        <Scrub />
        <Transport />
      </div>
      <div class="left">
        <Modules />
        <Grants />
        <Tree />
      </div>
      <Right />
    </main>
    <Footer />
    <Problems />
    <Help />
    <PermissionQuestion />
  </>
);

function Right() {
  const { state } = useApp();
  const findings = state.module.value?.findings.length ?? 0;
  // Only its change concerns the tabs; the log itself grows many times a second.
  const errors = useComputed(() => state.log.value.filter((entry) => entry.level === "error").length).value;
  const tabs: TabRow<Tab>[] = [
    { name: "inspector", title: "Inspector" },
    { name: "code", title: "Code", count: findings, alarm: true },
    { name: "log", title: "Log", count: errors, alarm: true },
  ];
  if (state.makes.value) {
    tabs.push({
      name: "making",
      title: "Making",
      count: state.makings.value.filter((making) => !isOver(making)).length,
    });
  }
  const chosen = state.tab.value;
  return (
    <section class="panel right" aria-label="Details">
      <Tabs label="Details" tabs={tabs} chosen={chosen} onChoose={(tab) => (state.tab.value = tab)}>
        {chosen === "inspector" && <Inspector />}
        {chosen === "code" && <Code />}
        {chosen === "log" && <Log />}
        {chosen === "making" && <MakingPanel />}
      </Tabs>
    </section>
  );
}
