/**
 * Numbers against ticks, one strip each below the stage. They are drawn with the screen while there is something new, on
 * canvases that take their colours from the page's style.
 */
import { useEffect, useRef } from "preact/hooks";

import { useApp } from "../app.ts";
import { decimal } from "../format.ts";
import { Icon } from "../icons.tsx";
import { slotOf } from "../ids.ts";
import { type Plot, plotKey, rangeOf, type Sample } from "../plots.ts";

export function Plots() {
  const { state } = useApp();
  const plots = state.plots.value;
  if (plots.length === 0) return null;
  return (
    <section class="panel plots" aria-label="Plots">
      {plots.map((plot) => (
        <Strip key={plotKey(plot)} plot={plot} />
      ))}
    </section>
  );
}

function Strip({ plot }: { plot: Plot }) {
  const { actions, scenes } = useApp();
  const canvas = useRef<HTMLCanvasElement>(null);
  const value = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const [strip, output] = [canvas.current!, value.current!];
    let drawn = "";
    let handle = 0;
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const now = scenes.tickOf(slotOf(plot.node));
      const last = plot.samples.at(-1);
      const state = [now, last?.tick, last?.value, strip.clientWidth, strip.clientHeight, devicePixelRatio].join();
      if (state === drawn) return;
      drawn = state;
      output.textContent = last ? decimal(last.value) : "–";
      drawStrip(strip, plot.samples, now, getComputedStyle(output).color);
    };
    draw();
    return () => cancelAnimationFrame(handle);
  }, [plot]);
  return (
    <figure class="plot" aria-label={`Plot of ${plot.title}`}>
      <figcaption>
        <span class="plot-title">{plot.title}</span>
        <output ref={value} aria-label="Now" />
      </figcaption>
      <canvas ref={canvas} class="plot-canvas" aria-hidden="true" />
      <button
        type="button"
        class="button icon-button plain"
        aria-label={`Close the plot of ${plot.title}`}
        onClick={() => actions.togglePlots([plot])}
      >
        <Icon name="close" />
      </button>
    </figure>
  );
}

/** Eight seconds, as far as they are there; the newest at the right. */
const ticksShown = 512;
/** Left of the line, for the ends of its range; in pixels of the page. */
const gutter = 46;

/** A number that is not told again has not changed: its line goes on to `now`. */
function drawStrip(canvas: HTMLCanvasElement, samples: readonly Sample[], now: number, color: string): void {
  const width = (canvas.width = Math.round(canvas.clientWidth * devicePixelRatio));
  const height = (canvas.height = Math.round(canvas.clientHeight * devicePixelRatio));
  const context = canvas.getContext("2d")!;
  const style = getComputedStyle(canvas);
  const newest = Math.max(now, samples.at(-1)?.tick ?? 0);
  const shown = samples.filter((_, i) => (samples[i + 1]?.tick ?? newest) >= newest - ticksShown);
  const [low, high] = rangeOf(shown);
  const left = gutter * devicePixelRatio;
  const edge = devicePixelRatio;
  const x = (tick: number) => width - ((newest - tick) / ticksShown) * (width - left);
  const y = (value: number) => height - edge - ((value - low) / (high - low)) * (height - 2 * edge);
  if (low < 0 && high > 0) {
    context.fillStyle = style.borderColor;
    context.fillRect(left, Math.round(y(0)), width - left, devicePixelRatio);
  }
  context.save();
  context.beginPath();
  context.rect(left, 0, width - left, height);
  context.clip();
  context.strokeStyle = color;
  context.lineWidth = 1.5 * devicePixelRatio;
  context.lineJoin = "round";
  context.beginPath();
  for (const { tick, value } of shown) context.lineTo(x(tick), y(value));
  if (shown.length > 0) context.lineTo(width, y(shown.at(-1)!.value));
  context.stroke();
  context.restore();
  context.fillStyle = style.color;
  context.font = `${10 * devicePixelRatio}px ${style.fontFamily}`;
  context.textAlign = "right";
  context.textBaseline = "top";
  context.fillText(decimal(high), left - 6 * devicePixelRatio, 1);
  context.textBaseline = "bottom";
  context.fillText(decimal(low), left - 6 * devicePixelRatio, height);
}
