/** A viewer as a page is one: it decodes what it is sent, and notes what it is told. */
import type { Viewer } from "../../src/live/stage.ts";
import type { DecodedNode } from "../../src/wire/decoded-node.ts";
import { EnvelopeType, follows, unpack } from "../../src/wire/envelope.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import type { StageEvent } from "../../src/wire/page.ts";

export class TestPage implements Viewer {
  readonly decoders = new Map<number, FrameDecoder>();
  readonly events: StageEvent[] = [];
  readonly counts = { deltas: 0, keyframes: 0 };
  /** Bytes that the connection pretends to hold. */
  waiting = 0;
  /** After each message. */
  onFrame: (() => void) | undefined;
  readonly #sequences = new Map<number, number>();

  send(bytes: Uint8Array): number {
    const read = unpack(bytes);
    if (!read.ok) throw new Error(read.error);
    const { type, slot, sequence, frame } = read.value;
    if (type === EnvelopeType.REMOVED) this.decoders.delete(slot);
    else this.#apply(slot, type, sequence, frame);
    this.onFrame?.();
    return this.waiting;
  }

  buffered(): number {
    return this.waiting;
  }

  note(event: StageEvent): void {
    this.events.push(event);
  }

  /** Of a slot's second node: the fake one counts its ticks there. */
  x(slot: number): number | undefined {
    return this.decoders.get(slot)?.nodes.get(2)?.values[0];
  }

  /** Of the node with this name. */
  node(slot: number, name: string): DecodedNode | undefined {
    return this.decoders.get(slot)?.order.find((node) => node.name === name);
  }

  of<T extends StageEvent["type"]>(type: T): Extract<StageEvent, { type: T }>[] {
    return this.events.filter((event): event is Extract<StageEvent, { type: T }> => event.type === type);
  }

  #apply(slot: number, type: EnvelopeType, sequence: number, frame: Uint8Array): void {
    if (type === EnvelopeType.KEYFRAME) {
      this.counts.keyframes++;
      if (!this.decoders.has(slot)) this.decoders.set(slot, new FrameDecoder());
    } else {
      this.counts.deltas++;
      if (!follows(sequence, this.#sequences.get(slot)!))
        throw new Error(`slot ${slot} lost a delta before ${sequence}`);
    }
    this.#sequences.set(slot, sequence);
    const change = this.decoders.get(slot)!.apply(frame);
    if (!change.ok) throw new Error(change.error);
  }
}
