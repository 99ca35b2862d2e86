/** The figures of the stage and of this page, small and always there. */
import { useApp } from "../app.ts";
import { bytes, milliseconds, plural, whole } from "../format.ts";

const tickRate = 64;

export function Footer() {
  const { state } = useApp();
  const { ticksPerSecond, droppedTicks, slowTicks, viewers } = state.status.value;
  const { framesPerSecond, bytesPerSecond, bytesPerFrame, nodes, tick } = state.figures.value;
  const drift = (droppedTicks / tickRate) * 1000;
  return (
    <footer class="footer" aria-label="Figures">
      <Figure name="ticks/s" value={ticksPerSecond.toFixed(1)} />
      <Figure
        name="drift"
        value={milliseconds(drift)}
        warn={droppedTicks > 0}
        title="How far the scene is behind the clock, for good"
      />
      <Figure name="late" value={whole(slowTicks)} warn={slowTicks > 0} title="Ticks over the budget of 8 ms" />
      <Figure name="dropped" value={whole(droppedTicks)} warn={droppedTicks > 0} title="Ticks that were not played" />
      <Figure name="wire" value={`${bytes(bytesPerSecond)}/s`} title="What this page receives" />
      <Figure name="frame" value={bytes(bytesPerFrame)} title="The mean of the last second" />
      <Figure
        name="fps"
        value={framesPerSecond === 0 ? "idle" : String(Math.round(framesPerSecond))}
        title="Pictures a second that this page draws; idle while nothing changes"
      />
      <span class="spacer" />
      <span class="narrow">tick {whole(tick)}</span>
      <span>{plural(nodes, "node")}</span>
      <span>{plural(viewers, "viewer")}</span>
    </footer>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly title?: string;
  readonly warn?: boolean;
}

const Figure = ({ name, value, title, warn }: FigureProps) => (
  <span class={warn ? "figure warn" : "figure"} title={title}>
    <span class="quiet">{name}</span> {value}
  </span>
);
