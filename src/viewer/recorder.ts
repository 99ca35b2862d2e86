/**
 * A recording of the stage: what the canvas shows from now on, as a WebM file for the person's downloads. It stays in this
 * page's memory until it ends, so it ends by itself before that is much.
 */
export interface Recording {
  /** Ends it and saves what there is. */
  stop(): void;
}

export interface RecorderPowers {
  readonly save: (video: Blob) => void;
  readonly ended: () => void;
}

const picturesPerSecond = 60;
/** Sharp edges of flat shapes want more than a camera's picture does. */
const bitsPerSecond = 12_000_000;
/** 200 MB: more than two minutes at the full rate. */
const mostBytes = 200_000_000;
/** How often the browser hands over what it has. */
const chunkMs = 1000;
const formats = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

/** Undefined where this browser records nothing that people could open. */
export function record(canvas: HTMLCanvasElement, { save, ended }: RecorderPowers): Recording | undefined {
  const mimeType = formats.find((format) => globalThis.MediaRecorder?.isTypeSupported(format));
  if (!mimeType) return undefined;
  const stream = canvas.captureStream(picturesPerSecond);
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: bitsPerSecond });
  const parts: Blob[] = [];
  let size = 0;
  recorder.ondataavailable = ({ data }) => {
    parts.push(data);
    size += data.size;
    if (size > mostBytes && recorder.state === "recording") recorder.stop();
  };
  recorder.onstop = () => {
    for (const track of stream.getTracks()) track.stop();
    if (size > 0) save(new Blob(parts, { type: "video/webm" }));
    ended();
  };
  recorder.start(chunkMs);
  return { stop: () => recorder.state !== "inactive" && recorder.stop() };
}
