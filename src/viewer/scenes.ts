/**
 * The pictures that arrive: for each module the decoder of its frames, its layout, and where between two ticks it is.
 *
 * Frames wait in a queue until the picture has come to them, since the network hands them over in bursts. A frame that
 * cannot be decoded, or a gap between two, asks for a whole picture once; until it comes the last one stands still.
 */
import type { DecodedNode } from "../wire/decoded-node.ts";
import { type Envelope, EnvelopeType, follows, unpack } from "../wire/envelope.ts";
import { FrameDecoder } from "../wire/frame-decoder.ts";
import { Layout, type StageSize } from "./draw/layout.ts";
import type { Part } from "./draw/picture.ts";
import { nodeOf, slotOf } from "./ids.ts";
import { Playhead } from "./playhead.ts";

export interface ScenesListener {
  /** A whole picture is needed. */
  readonly onLost: (why: string) => void;
  /** A tree changed. */
  readonly onStructure: () => void;
  /** The pictures have come to a frame of the module. */
  readonly onTick: (slot: number, decoder: FrameDecoder) => void;
}

/** A page in the background draws nothing; past this many, frames are taken at once. */
const longestQueue = 256;

class SlotScene {
  readonly decoder = new FrameDecoder();
  readonly layout = new Layout();
  readonly playhead = new Playhead();
  readonly queue: Uint8Array[] = [];
  sequence = -1;
  /** Nothing is taken but a keyframe. */
  waits = true;
  weight = 1;
  /** Whether a frame has come since the last layout. */
  isStale = false;

  get newest(): number {
    return this.decoder.tick + this.queue.length;
  }
}

export class Scenes {
  private readonly slots = new Map<number, SlotScene>();
  private asked = false;
  /** Since it was last read; for the figures. */
  received = { bytes: 0, frames: 0 };

  constructor(private readonly listener: ScenesListener) {}

  /** A new connection: pictures stay until the new ones come, but nothing follows on them. */
  restart(): void {
    this.asked = false;
    for (const scene of this.slots.values()) {
      scene.waits = true;
      scene.queue.length = 0;
    }
  }

  /** Modules that are no longer on the stage take their pictures along. */
  keep(slots: readonly number[]): void {
    for (const slot of this.slots.keys()) if (!slots.includes(slot)) this.remove(slot);
  }

  take(bytes: Uint8Array): void {
    this.received.bytes += bytes.length;
    this.received.frames++;
    const envelope = unpack(bytes);
    if (!envelope.ok) return this.lose(envelope.error);
    this.open(envelope.value);
  }

  private open({ type, slot, sequence, frame }: Envelope): void {
    if (type === EnvelopeType.REMOVED) return this.remove(slot);
    const scene = this.slots.get(slot) ?? new SlotScene();
    this.slots.set(slot, scene);
    if (type === EnvelopeType.KEYFRAME) {
      // What waits is part of the keyframe.
      scene.queue.length = 0;
      scene.waits = false;
      this.asked = false;
    } else if (scene.waits) return;
    else if (!follows(sequence, scene.sequence)) {
      scene.waits = true;
      return this.lose(`A frame of slot ${slot} is missing before number ${sequence}.`);
    }
    scene.sequence = sequence;
    if (type === EnvelopeType.KEYFRAME) this.apply(slot, scene, frame);
    else scene.queue.push(frame);
    if (scene.queue.length > longestQueue) this.catchUp(slot, scene);
  }

  /** Moves every picture on by `ms` at `rate` ticks a second and lays it out; answers whether anything is different. */
  advance(ms: number, rate: number, size: StageSize): boolean {
    let changed = false;
    for (const [slot, scene] of this.slots) changed = this.advanceOne(slot, scene, ms, rate, size) || changed;
    return changed;
  }

  private advanceOne(slot: number, scene: SlotScene, ms: number, rate: number, size: StageSize): boolean {
    const { playhead, decoder, queue } = scene;
    const before = playhead.at;
    playhead.advance(ms, rate, scene.newest);
    while (queue.length > 0 && playhead.at >= decoder.tick) this.apply(slot, scene, queue.shift()!);
    scene.weight = Math.min(1, Math.max(0, playhead.at - (decoder.tick - 1)));
    if (playhead.at === before && !scene.isStale) return false;
    scene.isStale = false;
    if (scene.layout.nodes !== decoder.order) scene.layout.setTree(decoder.order);
    scene.layout.update(scene.weight, size);
    return true;
  }

  private catchUp(slot: number, scene: SlotScene): void {
    for (const frame of scene.queue.splice(0)) this.apply(slot, scene, frame);
  }

  private apply(slot: number, scene: SlotScene, frame: Uint8Array): void {
    const change = scene.decoder.apply(frame);
    scene.isStale = true;
    if (!change.ok) {
      scene.waits = true;
      scene.queue.length = 0;
      return this.lose(change.error);
    }
    this.listener.onTick(slot, scene.decoder);
    if (change.value.structure) this.listener.onStructure();
  }

  private remove(slot: number): void {
    if (this.slots.delete(slot)) this.listener.onStructure();
  }

  private lose(why: string): void {
    if (this.asked) return;
    this.asked = true;
    this.listener.onLost(why);
  }

  /** For drawing: the modules without those that are hidden. */
  parts(hidden: ReadonlySet<number>): Part[] {
    const shown = [...this.slots].filter(([slot]) => !hidden.has(slot));
    return shown.map(([slot, { layout, weight }]) => ({ slot, layout, weight }));
  }

  layoutOf(id: number): Layout | undefined {
    return this.slots.get(slotOf(id))?.layout;
  }

  /** For each module, the tick of the last frame that came. */
  newest(): ReadonlyMap<number, number> {
    return new Map([...this.slots].map(([slot, scene]) => [slot, scene.newest]));
  }

  node(id: number): DecodedNode | undefined {
    return this.slots.get(slotOf(id))?.decoder.nodes.get(nodeOf(id));
  }

  tickOf(slot: number): number {
    return this.slots.get(slot)?.decoder.tick ?? 0;
  }

  /** In tree order. */
  nodesOf(slot: number): readonly DecodedNode[] {
    return this.slots.get(slot)?.decoder.order ?? [];
  }

  get tick(): number {
    return Math.max(0, ...[...this.slots.values()].map((scene) => scene.decoder.tick));
  }

  get nodes(): number {
    return [...this.slots.values()].reduce((sum, scene) => sum + scene.decoder.order.length, 0);
  }
}
