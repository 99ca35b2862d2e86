/** The stage: a canvas as large as its place allows, in the picture's own proportions, sharp on every screen. */
import { useEffect, useRef } from "preact/hooks";

import { useApp } from "../app.ts";
import { ConnectionNotice } from "./notices.tsx";

const liveStage = "Stage. With the focus here, keys and pointer go to the scene; Escape gives them back.";

export function Stage() {
  const { state, mountStage } = useApp();
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = state.size.value;

  useEffect(() => mountStage(canvas.current!), []);
  useEffect(() => {
    const fit = () => fitInto(place.current!, canvas.current!, width / height);
    const observer = new ResizeObserver(fit);
    observer.observe(place.current!);
    fit();
    return () => observer.disconnect();
  }, [width, height]);

  const recorded = state.recorded.value !== null;
  const away = state.connection.value.state !== "live";
  const classes = [
    "stage",
    state.sceneFocused.value && "has-keys",
    (state.selecting.value || recorded) && "selecting",
    state.arranging.value !== null && "arranging",
    away && "away",
    state.moment.value !== null && "looking-back",
  ];
  return (
    <div class={classes.filter(Boolean).join(" ")}>
      <div class="stage-place" ref={place}>
        <canvas
          id="stage"
          ref={canvas}
          tabIndex={recorded ? undefined : 0}
          role={recorded ? "img" : "application"}
          title={recorded ? "A recording has had its input: a click selects a node" : undefined}
          aria-label={recorded ? "Stage of the recording" : liveStage}
        />
      </div>
      <ConnectionNotice />
      {!away && state.slots.value.length === 0 && state.makes.value && (
        <p class="stage-notice">Describe something that moves, and it appears here.</p>
      )}
    </div>
  );
}

/** Physical pixels are set with the size, so that a line of one pixel stays one. */
function fitInto(place: HTMLElement, canvas: HTMLCanvasElement, ratio: number): void {
  const width = Math.max(1, Math.floor(Math.min(place.clientWidth, place.clientHeight * ratio)));
  const height = Math.max(1, Math.round(width / ratio));
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  canvas.dispatchEvent(new Event("resize"));
}
