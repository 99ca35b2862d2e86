/** Viewers that come and go over real sockets. Each decodes all that it is sent: one that falls out of step is an error. */
import { EnvelopeType, follows, unpack } from "../../src/wire/envelope.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";

export class SoakViewer {
  readonly #socket: WebSocket;
  readonly #slots = new Map<number, { decoder: FrameDecoder; last: number }>();
  /** Settles with the first whole picture. */
  readonly joined: Promise<void>;
  readonly gone: Promise<void>;
  frames = 0;
  /** Why it is out of step. */
  fault: string | undefined;

  constructor(url: string) {
    const joined = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    [this.joined, this.gone] = [joined.promise, gone.promise];
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = ({ data }) => {
      if (typeof data === "string") return;
      this.frames++;
      this.fault ??= this.#follow(new Uint8Array(data as ArrayBuffer));
      joined.resolve();
    };
    this.#socket.onclose = () => {
      joined.resolve();
      gone.resolve();
    };
  }

  async leave(): Promise<void> {
    this.#socket.close();
    await this.gone;
  }

  #follow(bytes: Uint8Array): string | undefined {
    const read = unpack(bytes);
    if (!read.ok) return read.error;
    const { type, slot, sequence, frame } = read.value;
    if (type === EnvelopeType.REMOVED) return void this.#slots.delete(slot);
    const seen = this.#slots.get(slot) ?? { decoder: new FrameDecoder(), last: -1 };
    if (type === EnvelopeType.DELTA && !follows(sequence, seen.last))
      return `slot ${slot}: delta ${sequence} follows on ${seen.last}`;
    seen.last = sequence;
    this.#slots.set(slot, seen);
    const change = seen.decoder.apply(frame);
    return change.ok ? undefined : change.error;
  }
}
