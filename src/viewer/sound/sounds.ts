/**
 * The sounds of all modules: hears in the frames which were played, and plays them once the browser lets it, after a person
 * has clicked or pressed a key here. What was played before is not made up for.
 */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { waves } from "../../wire/schema.ts";
import { field, kindNumber } from "../draw/fields.ts";
import { play, type Tone, type Voice } from "./voice.ts";

const sound = kindNumber("Sound");
const at = {
  wave: field("Sound", "wave"),
  frequency: field("Sound", "frequency"),
  end: field("Sound", "endFrequency"),
  volume: field("Sound", "volume"),
  pan: field("Sound", "pan"),
  attack: field("Sound", "attack"),
  decay: field("Sound", "decay"),
  sustain: field("Sound", "sustain"),
  duration: field("Sound", "duration"),
  release: field("Sound", "release"),
  sampleRate: field("Sound", "sampleRate"),
  plays: field("Sound", "plays"),
  stopped: field("Sound", "stopped"),
} as const;

/** More at once is noise, and costs. */
const MOST_VOICES = 32;

const none = new Float32Array(0);

interface Heard {
  plays: number;
  stopped: boolean;
  voice: Voice | undefined;
}

export class Sounds {
  readonly #makeContext: () => AudioContext;
  /** By module, then by node. */
  readonly #heard = new Map<number, Map<number, Heard>>();
  #output: { readonly context: AudioContext; readonly into: AudioNode; readonly volume: AudioParam } | undefined;
  #muted = false;
  #voices = 0;

  constructor(makeContext: () => AudioContext) {
    this.#makeContext = makeContext;
  }

  /** From every click and key: browsers let a page make sounds then, and some take it back while it is hidden. */
  allow(): void {
    if (this.#output !== undefined) {
      if (this.#output.context.state === "suspended") void this.#output.context.resume();
      return;
    }
    const context = this.#makeContext();
    // Many sounds at once stay as loud as one.
    const into = context.createDynamicsCompressor();
    const volume = context.createGain();
    into.connect(volume).connect(context.destination);
    this.#output = { context, into, volume: volume.gain };
    this.mute(this.#muted);
  }

  /** What is being played goes on unheard. */
  mute(muted: boolean): void {
    this.#muted = muted;
    if (this.#output !== undefined) this.#output.volume.value = muted ? 0 : 1;
  }

  /** After each frame of a module. */
  hear(slot: number, nodes: readonly DecodedNode[]): void {
    const before = this.#heard.get(slot);
    const now = new Map<number, Heard>();
    for (const node of nodes)
      if (node.kind === sound) now.set(node.id, this.#follow(node, before?.get(node.id), before !== undefined));
    this.#heard.set(slot, now);
  }

  /** Forgets the modules that have gone. */
  keep(slots: readonly number[]): void {
    for (const slot of this.#heard.keys()) if (!slots.includes(slot)) this.#heard.delete(slot);
  }

  /** A node that is new in a module that is known may have been played in its first tick. */
  #follow({ values, points = none }: DecodedNode, before: Heard | undefined, isKnown: boolean): Heard {
    const [plays, stopped] = [values[at.plays]!, values[at.stopped] === 1];
    const played = before?.plays ?? (isKnown ? 0 : plays);
    let voice = before?.voice;
    if (stopped && before?.stopped === false) voice?.stop();
    if (plays > played && !stopped) voice = this.#play(toneOf(values, points));
    return { plays, stopped, voice };
  }

  #play(tone: Tone): Voice | undefined {
    const output = this.#output;
    if (output === undefined || output.context.state !== "running" || this.#voices >= MOST_VOICES) return undefined;
    if (!(tone.frequency > 0 && tone.volume > 0)) return undefined;
    this.#voices++;
    return play(output.context, output.into, tone, () => this.#voices--);
  }
}

const toneOf = (values: ArrayLike<number>, samples: ArrayLike<number>): Tone => ({
  wave: waves[values[at.wave]!] ?? "sine",
  frequency: values[at.frequency]!,
  end: values[at.end]!,
  volume: values[at.volume]!,
  pan: values[at.pan]!,
  attack: values[at.attack]!,
  decay: values[at.decay]!,
  sustain: values[at.sustain]!,
  duration: values[at.duration]!,
  release: values[at.release]!,
  samples,
  sampleRate: values[at.sampleRate]!,
});
