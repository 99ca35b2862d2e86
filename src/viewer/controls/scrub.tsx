/**
 * The bar under the stage for looking back: as long as what is kept, with its end at now. Following what is live is a state
 * of its own: moving the thumb leaves it, and a button or L goes back to it. The stage plays on meanwhile.
 */
import { useApp } from "../app.ts";
import { decimal } from "../format.ts";
import { PlayPast } from "./play-past.tsx";
import { SaveJournal } from "./save-journal.tsx";

const ticksPerSecond = 64;

export function Scrub() {
  const { state, actions } = useApp();
  const { history } = state.status.value;
  const moment = state.moment.value;
  const from = history?.from ?? 0;
  const to = Math.max(history?.to ?? 0, moment ?? 0);
  const at = moment === null ? to : Math.max(from, moment);
  const back = (to - at) / ticksPerSecond;
  const isCoarse = history?.coarseUntil !== undefined && at < history.coarseUntil;
  return (
    <div class="scrub" role="group" aria-label="Look back">
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={moment === null ? "live" : `${seconds(back)} ago`}
        title={kept(from, to, history?.coarseUntil)}
        min={from}
        max={Math.max(to, from + 1)}
        step={1}
        value={at}
        disabled={to <= from}
        onInput={(event) => actions.lookBack(event.currentTarget.valueAsNumber)}
      />
      <output class="scrub-at quiet">
        {moment === null ? "now" : `−${seconds(back)}`}
        {isCoarse && " (coarse)"}
      </output>
      <PlayPast />
      <button
        type="button"
        class="button follow"
        aria-pressed={moment === null}
        title="Follow what is live (L)"
        onClick={actions.followLive}
      >
        Live
      </button>
      <SaveJournal />
    </div>
  );
}

/** What there is, and what was dropped of it. */
function kept(from: number, to: number, coarseUntil: number | undefined): string {
  const all = `The last ${seconds((to - from) / ticksPerSecond)} are kept`;
  const older = from > 0 ? "; what is older was dropped" : "";
  const coarse =
    coarseUntil === undefined || coarseUntil <= from
      ? ""
      : `; before −${seconds((to - coarseUntil) / ticksPerSecond)} only a picture now and then`;
  return `${all}${older}${coarse}`;
}

const seconds = (value: number): string => `${decimal(Math.round(value * 10) / 10)} s`;
