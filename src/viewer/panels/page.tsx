/** Where everything stands. The order here is the order of the Tab key. */
import { useApp } from "../app.ts";
import { RecordedBar, RecordingNotice } from "../controls/recorded-bar.tsx";
import { Scrub } from "../controls/scrub.tsx";
import { largestShare, Splitter } from "../controls/splitter.tsx";
import type { Widths } from "../preferences.ts";
import { Details } from "./details.tsx";
import { Footer } from "./footer.tsx";
import { Grants } from "./grants.tsx";
import { Header } from "./header.tsx";
import { Help } from "./help.tsx";
import { Modules } from "./modules.tsx";
import { Problems } from "./notices.tsx";
import { PermissionQuestion } from "./permission-prompt.tsx";
import { Plots } from "./plots.tsx";
import { Stage } from "./stage.tsx";
import { Transport } from "./transport.tsx";
import { Tree } from "./tree.tsx";

export const Page = () => (
  <>
    <Header />
    <Main />
    <Footer />
    <Problems />
    <Help />
    <PermissionQuestion />
  </>
);

function Main() {
  const { state } = useApp();
  const { left, right } = state.panels.value;
  const recorded = state.recorded.value;
  return (
    <main
      class={`main${left ? " with-left" : ""}${right ? " with-right" : ""}`}
      style={{ "--left": chosen("left", state.widths.value), "--right": chosen("right", state.widths.value) }}
    >
      <div class="centre">
        {recorded && <RecordingNotice recording={recorded} />}
        <Stage />
        {recorded ? <RecordedBar recording={recorded} /> : <Scrub />}
        <Transport />
        <Plots />
      </div>
      {left && (
        <div class="left">
          <Modules />
          <Grants />
          <Tree />
          <Splitter side="left" />
        </div>
      )}
      {/* Kept while it is closed, with what its tabs show. */}
      <div class="right-place" hidden={!right}>
        <Splitter side="right" />
        <Details />
      </div>
    </main>
  );
}

/** The window may have become smaller since. */
const chosen = (side: keyof Widths, { [side]: width }: Widths) =>
  width && `min(${width}px, ${largestShare[side] * 100}vw)`;
