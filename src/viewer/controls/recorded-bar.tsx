/**
 * The bar under a recording: as long as it is. Where its thumb is let go the recording goes on, for every page that shows
 * it; whatever it has to play again for that, it plays first.
 */
import { useSignal } from "@preact/signals";

import type { RecordingInfo } from "../../wire/page.ts";
import { useApp } from "../app.ts";
import { decimal } from "../format.ts";
import { SaveJournal } from "./save-journal.tsx";

const ticksPerSecond = 64;

export function RecordedBar({ recording }: { recording: RecordingInfo }) {
  const { state, actions } = useApp();
  /** Under the pointer, or on its way. */
  const wanted = useSignal<number | null>(null);
  const { tick } = state.status.value;
  if (wanted.peek() === tick) wanted.value = null;
  const at = wanted.value ?? tick;
  return (
    <div class="scrub" role="group" aria-label="Recording">
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={`${seconds(at)} of ${seconds(recording.length)}`}
        min={0}
        max={recording.length}
        step={1}
        value={at}
        onInput={(event) => (wanted.value = event.currentTarget.valueAsNumber)}
        onChange={(event) => actions.seek((wanted.value = event.currentTarget.valueAsNumber))}
      />
      <output class="scrub-at quiet">
        {seconds(at)} / {seconds(recording.length)}
      </output>
      <SaveJournal />
    </div>
  );
}

/** What is shown, of when, and what to know before it is sent on. */
export function RecordingNotice({ recording: { name, at, length, isClosed } }: { recording: RecordingInfo }) {
  return (
    <p class="recording-notice" role="note">
      <strong>Recording</strong> {name}
      {at !== undefined && (
        <>
          {" of "}
          <time dateTime={at}>{new Date(at).toLocaleString()}</time>
        </>
      )}
      {`, ${seconds(length)}. `}
      {!isClosed && "It has no end: its run was stopped from outside. "}
      <span class="quiet">It is read and not changed; the bodies of answers from outside are in the file.</span>
    </p>
  );
}

const seconds = (ticks: number): string => `${decimal(Math.round((ticks / ticksPerSecond) * 10) / 10)} s`;
