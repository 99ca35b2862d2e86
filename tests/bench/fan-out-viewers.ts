/**
 * A process of its own for the fan-out bench: as many viewers as it is told, each with a socket of its own. Notes when each
 * delta came, by its number, and decodes what the first viewer gets, so that it is known to be a picture.
 */
import { EnvelopeType, follows, unpack } from "../../src/wire/envelope.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { wallNow } from "./wall-now.ts";

const [url = "", count = "1"] = process.argv.slice(2);

/** Of each delta, viewer by viewer. */
let arrivals: { sequence: number; at: number }[] = [];
let resyncs = 0;
let bytes = 0;

/** Settles when the whole picture is there; the value is what it took, from the open socket on. */
function join(decodes: boolean): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const decoder = new FrameDecoder();
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  let opened = 0;
  let last: number | undefined;
  socket.onopen = () => (opened = wallNow());
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") return;
    const at = wallNow();
    const read = unpack(new Uint8Array(data as ArrayBuffer));
    if (!read.ok) throw new Error(read.error);
    const { type, sequence, frame } = read.value;
    bytes += frame.length;
    if (type === EnvelopeType.KEYFRAME) {
      if (last !== undefined) resyncs++;
      else resolve(at - opened);
    } else {
      if (last === undefined || !follows(sequence, last)) throw new Error(`delta ${sequence} follows on ${last}`);
      arrivals.push({ sequence, at });
    }
    last = sequence;
    if (!decodes) return;
    const change = decoder.apply(frame);
    if (!change.ok) throw new Error(change.error);
  };
  return promise;
}

const joined = await Promise.all(Array.from({ length: Number(count) }, (_, i) => join(i === 0)));

// It does not outlive the bench, however that ends.
process.on("disconnect", () => process.exit(1));
process.on("message", (message) => {
  if (message === "begin") {
    arrivals = [];
    bytes = 0;
  }
  if (message === "end") process.send!({ arrivals, resyncs, bytes });
});
process.send!({ joined });
