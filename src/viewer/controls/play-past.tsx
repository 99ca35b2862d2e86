/**
 * Plays what was, from the moment that is looked at and at a speed of its own, until it has come to what is live. The stage
 * is not touched: others see nothing of it.
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { speeds } from "../actions.ts";
import { useApp } from "../app.ts";
import { speed as speedText } from "../format.ts";
import { Icon } from "../icons.tsx";

const ticksPerMillisecond = 64 / 1000;

export function PlayPast() {
  const { state, actions } = useApp();
  const playing = useSignal(false);
  const speed = useSignal(1);
  const isBack = state.moment.value !== null;
  if (!isBack && playing.peek()) playing.value = false;

  useEffect(() => {
    if (!playing.value) return;
    let at = state.moment.peek() ?? 0;
    let last = performance.now();
    const frame = (now: number) => {
      const shown = state.moment.peek();
      // The bar was moved meanwhile.
      if (shown !== null && shown !== Math.floor(at)) at = shown;
      at += (now - last) * ticksPerMillisecond * speed.peek();
      last = now;
      if (at >= (state.status.peek().history?.to ?? 0)) return actions.followLive();
      actions.lookBack(Math.floor(at));
      handle = requestAnimationFrame(frame);
    };
    let handle = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(handle);
  }, [playing.value]);

  if (!isBack) return null;
  const name = playing.value ? "Pause what was" : "Play what was";
  return (
    <>
      <button
        type="button"
        class="button icon-button of-past"
        aria-label={name}
        title={`${name}; the stage is not touched`}
        onClick={() => (playing.value = !playing.value)}
      >
        <Icon name={playing.value ? "pause" : "play"} />
      </button>
      <select
        class="speed of-past"
        aria-label="Speed of what was"
        value={String(speed.value)}
        onChange={(event) => (speed.value = Number(event.currentTarget.value))}
      >
        {speeds.map((one) => (
          <option key={one} value={String(one)}>
            {speedText(one)}
          </option>
        ))}
      </select>
    </>
  );
}
