/**
 * The loop of the page: at the screen's rate it moves the scenes on, draws them, and measures. It draws only what is
 * different from the last picture, and rests when there is nothing to draw, until something comes.
 */
import type { Problem } from "../base/problem.ts";
import type { Actions } from "./actions.ts";
import { attachCarry } from "./carry.ts";
import { download } from "./download.ts";
import { FilePictures } from "./draw/file-pictures.ts";
import type { StageSize } from "./draw/layout.ts";
import { drawOutline } from "./draw/outline.ts";
import { drawPicture, type Part } from "./draw/picture.ts";
import { nodeAt, standing } from "./draw/standing.ts";
import { nodeOf, slotOf } from "./ids.ts";
import type { Past } from "./past.ts";
import { showProblem } from "./receive.ts";
import { record, type Recording } from "./recorder.ts";
import { attachSceneInput } from "./scene-input.ts";
import type { Scenes } from "./scenes.ts";
import type { State } from "./state.ts";

const tickRate = 64;
/** How often the figures are renewed: quick enough to live, slow enough to be read. */
const figuresMs = 250;
/** A picture that is saved has this many pixels for each of the stage's. */
const savedScale = 2;

export interface StageView {
  mount(canvas: HTMLCanvasElement): () => void;
  /** Something has come that may change the picture. */
  wake(): void;
  /** Once, before the next picture. */
  onNextFrame(run: () => void): void;
  savePicture(): void;
  toggleRecording(): void;
  /** Something else is to be seen. */
  redraw(): void;
}

export function makeStageView(state: State, scenes: Scenes, past: Past, actions: () => Actions): StageView {
  const waiting: (() => void)[] = [];
  let hovered: number | null = null;
  let stale = true;
  /** Starts the loop where it rests; there is none before the canvas is there. */
  let wake = () => {};
  const redraw = () => {
    stale = true;
    wake();
  };
  const onNextFrame = (run: () => void) => {
    waiting.push(run);
    wake();
  };
  const pictures = new FilePictures(redraw);
  state.slots.subscribe((slots) => pictures.keep(slots));

  const drawn = () =>
    state.moment.value === null ? scenes.parts(state.hidden.value) : past.parts(state.hidden.value, state.size.value);
  const parts = () => standing(drawn(), state.slots.value);
  const tick = () => (state.moment.value === null ? scenes.tick : past.tick);
  const fileName = () => `${state.module.value?.name ?? "stage"}-${tick()}`;

  const draw = (context: CanvasRenderingContext2D) => {
    const size = state.size.value;
    const scale = context.canvas.width / size.width;
    drawPicture(context, parts(), size, scale, pictures);
    // Looking back there is nothing to select, and a recording shows the scene alone.
    if (state.moment.value !== null || state.recording.value) return;
    const selected = state.outlined.value ? state.selection.value : null;
    if (hovered !== null && hovered !== selected) outline(context, hovered, scale, 0.5);
    if (selected !== null) outline(context, selected, scale, 1);
  };
  const outline = (context: CanvasRenderingContext2D, id: number, scale: number, strength: number) => {
    const layout = scenes.layoutOf(id);
    const place = state.slots.value.find(({ slot }) => slot === slotOf(id))?.place;
    if (layout) drawOutline(context, layout, nodeOf(id), scale, strength, place);
  };

  let canvas: HTMLCanvasElement | undefined;
  let recording: Recording | undefined;
  const toggleRecording = () => {
    if (recording) return recording.stop();
    recording = canvas && record(canvas, { save: (video) => download(`${fileName()}.webm`, video), ended });
    state.recording.value = recording !== undefined;
    if (!recording) showProblem(state, noRecording);
  };
  const ended = () => {
    recording = undefined;
    state.recording.value = false;
  };

  const mount = (element: HTMLCanvasElement) => {
    canvas = element;
    const context = element.getContext("2d", { alpha: false })!;
    const measure = makeMeasure(state, scenes, tick);
    const forget = [state.selection, state.outlined, state.structure, state.hidden, state.slots, state.recording].map(
      (signal) => signal.subscribe(redraw),
    );
    element.addEventListener("resize", redraw);
    attachCarry(element, state, actions);
    attachSceneInput(element, state, {
      send: (records) => actions().input(records),
      onNextFrame,
      onSelect: (x, y) => actions().select(nodeAt(parts(), x, y, context)),
      onHover: (point) => {
        hovered = point ? nodeAt(parts(), point.x, point.y, context) : null;
        redraw();
      },
    });

    /** When the turn before was; none while the loop rests. */
    let last: number | undefined;
    let handle: number | undefined;
    const frame = (now: number) => {
      // Asked for first: a turn that throws is not the last one.
      handle = requestAnimationFrame(frame);
      const ms = Math.min(1000, Math.max(0, now - (last ?? now)));
      for (const run of waiting.splice(0)) run();
      const moved = scenes.advance(ms, tickRate * state.status.value.speed, state.size.value);
      const draws = (moved && state.moment.value === null) || stale;
      stale = false;
      if (draws) draw(context);
      last = now;
      if (!measure(now, draws) && !stale && waiting.length === 0) rest();
    };
    const rest = () => {
      if (handle !== undefined) cancelAnimationFrame(handle);
      handle = last = undefined;
    };
    wake = () => {
      handle ??= requestAnimationFrame(frame);
    };
    wake();
    return () => {
      wake = () => {};
      rest();
      for (const one of forget) one();
    };
  };

  return {
    mount,
    wake: () => wake(),
    onNextFrame,
    savePicture: () => savePicture(fileName(), parts(), state.size.value, pictures),
    toggleRecording,
    redraw,
  };
}

/**
 * Counts the pictures and the bytes, and renews the figures a few times a second; answers whether there is still something
 * to count. Once there is not, the figures say so.
 */
function makeMeasure(state: State, scenes: Scenes, tick: () => number): (now: number, draws: boolean) => boolean {
  let since: number | undefined;
  let pictures = 0;
  return (now, draws) => {
    since ??= now;
    if (draws) pictures++;
    const ms = now - since;
    if (ms < figuresMs) return true;
    const { bytes, frames } = scenes.received;
    state.figures.value = {
      framesPerSecond: (pictures * 1000) / ms,
      bytesPerSecond: (bytes * 1000) / ms,
      bytesPerFrame: frames === 0 ? 0 : bytes / frames,
      tick: tick(),
      nodes: scenes.nodes,
    };
    document.documentElement.dataset.tick = String(scenes.tick);
    scenes.received = { bytes: 0, frames: 0 };
    const goesOn = pictures > 0 || frames > 0;
    since = goesOn ? now : undefined;
    pictures = 0;
    return goesOn;
  };
}

/** What is shown, without outlines, as a PNG for the person's downloads. */
function savePicture(name: string, parts: readonly Part[], size: StageSize, pictures: FilePictures): void {
  const paper = document.createElement("canvas");
  paper.width = size.width * savedScale;
  paper.height = size.height * savedScale;
  drawPicture(paper.getContext("2d")!, parts, size, savedScale, pictures);
  paper.toBlob((blob) => {
    if (blob) download(`${name}.png`, blob);
  });
}

const noRecording: Problem = {
  code: "NO_RECORDING",
  message: "Cannot record the stage: this browser writes no WebM",
  hint: "Save pictures, or open the page in another browser.",
};
