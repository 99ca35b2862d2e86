/** What cannot wait for a panel to be looked at: the connection's loss over the stage, refused requests in a corner. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { useApp } from "../app.ts";
import { ago } from "../format.ts";
import { Icon } from "../icons.tsx";

/** How long a connection that is back is worth a word. */
const newsMs = 4000;
/** A server that was started again has another token, which this page gets with the address. */
const startAgain = "Start it again, and open the address that it prints.";

export function ConnectionNotice() {
  const { state, actions } = useApp();
  const { state: name, since, reason, wasLost } = state.connection.value;
  const isAway = name === "lost" || name === "closed";
  const now = useNow(isAway || wasLost, since);
  if (name === "live") {
    const isNews = wasLost && now - since < newsMs;
    return (
      <p class={isNews ? "stage-notice back" : "unseen"} role="status">
        {isNews && "The connection is back"}
      </p>
    );
  }
  if (name === "connecting") return <div class="stage-notice">Connecting …</div>;
  const hasEnded = name === "closed";
  return (
    <div class="stage-notice" role="alert">
      <p>
        {hasEnded ? "The server has ended" : "The connection is lost"} · {ago(now - since)}
      </p>
      <p class="quiet">{hasEnded ? startAgain : reason || "It comes back by itself when the server does."}</p>
      <button type="button" class="button" onClick={actions.retry}>
        Try now
      </button>
    </div>
  );
}

/** The clock, once a second while it is looked at. */
function useNow(ticking: boolean, since: number): number {
  const now = useSignal(since);
  useEffect(() => {
    if (!ticking) return;
    const tick = () => (now.value = Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [ticking, since]);
  return Math.max(now.value, since);
}

export function Problems() {
  const { state, actions } = useApp();
  return (
    <div class="problems" role="alert" aria-live="polite">
      {state.problems.value.map(({ key, problem }) => (
        <div key={key} class="problem">
          <div>
            <p>{problem.message}</p>
            {problem.hint && <p class="hint">{problem.hint}</p>}
          </div>
          <button type="button" class="button icon-button" aria-label="Dismiss" onClick={() => actions.dismiss(key)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
