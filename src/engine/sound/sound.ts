/**
 * A sound, described: nothing is heard here. `play` counts, the count crosses the wire, and a page that may make sounds makes
 * it. So a scene is the same with and without ears.
 */
import { engineClass, infoOf } from "../classes.ts";
import { shown } from "../fault.ts";
import { bounded, choice, fixed, flag, refuse, size } from "../fields.ts";
import { touch } from "../inner.ts";
import { Node2D, type Node2DInit } from "../node2d.ts";

export type Wave = "sine" | "triangle" | "square" | "sawtooth" | "noise" | "sample";
const waves: readonly Wave[] = ["sine", "triangle", "square", "sawtooth", "noise", "sample"];

/** Two seconds at 16 kHz, 128 kB on the wire, once. */
const MOST_SAMPLES = 32_768;
/** Hertz; what is higher nobody hears. */
const HIGHEST = 20_000;

/** Made when first asked for: the options of the constructor come before any field of the class. */
const recordings = new WeakMap<Sound, readonly number[]>();

/** One tone or noise with its envelope, or samples; played by the page once a person has clicked there or pressed a key. */
export class Sound extends Node2D {
  /** What swings; "sample" plays `samples`. */
  declare wave: Wave;
  /** Hertz. For noise, what lies above is damped; for samples, 440 is the speed they were made at. */
  declare frequency: number;
  /** Hertz that it glides to until its end; 0 keeps the frequency. */
  declare endFrequency: number;
  /** 0 to 1. */
  declare volume: number;
  /** -1 is left, 1 is right. */
  declare pan: number;
  /** Seconds to full volume. */
  declare attack: number;
  /** Seconds from there to the sustained volume. */
  declare decay: number;
  /** The share of the volume that is held. */
  declare sustain: number;
  /** Seconds from the start to the release; of samples, their own length where this is 0. */
  declare duration: number;
  /** Seconds from there to silence. */
  declare release: number;
  /** Samples a second. */
  declare sampleRate: number;

  constructor(
    init?: Node2DInit & {
      wave?: Wave;
      frequency?: number;
      endFrequency?: number;
      volume?: number;
      pan?: number;
      attack?: number;
      decay?: number;
      sustain?: number;
      duration?: number;
      release?: number;
      samples?: readonly number[];
      sampleRate?: number;
    },
  ) {
    super(init);
  }

  /** For the wave "sample": numbers from -1 to 1, at most 32,768. */
  get samples(): readonly number[] {
    return recordings.get(this) ?? [];
  }
  set samples(value: readonly number[]) {
    if (!Array.isArray(value) || value.some((one) => !Number.isFinite(one)))
      refuse(this, "samples", value, "it must be a list of finite numbers");
    if (value.length > MOST_SAMPLES) refuse(this, "samples", value.length, `at most ${MOST_SAMPLES} samples fit`);
    recordings.set(this, [...value]);
    touch(this);
  }

  /** How often it was played. */
  declare readonly plays: number;
  /** Whether the last play was stopped. */
  declare readonly stopped: boolean;

  /** Once a tick is heard: of several in one tick the last. A frequency given here is that of this play alone. */
  play(frequency: number = this.frequency): void {
    if (!(frequency > 0 && frequency <= HIGHEST))
      throw new RangeError(`Cannot play ${shown(frequency)} Hz: it must be a number above 0, at most ${HIGHEST}`);
    set.played(this, frequency);
    set.plays(this, this.plays + 1);
    set.stopped(this, false);
  }
  /** Ends what is being played, with its release. */
  stop(): void {
    set.stopped(this, true);
  }
}
engineClass(
  Sound,
  "Sound",
  {
    wave: choice<Wave>("sine", waves),
    frequency: bounded(440, 1, HIGHEST),
    endFrequency: bounded(0, 0, HIGHEST),
    volume: bounded(0.5, 0, 1),
    pan: bounded(0, -1, 1),
    attack: size(0.01),
    decay: size(0.08),
    sustain: bounded(0.6, 0, 1),
    duration: size(0.2),
    release: size(0.15),
    sampleRate: bounded(8_000, 1_000, 48_000),
    plays: fixed(size(0)),
    played: fixed(size(440)),
    stopped: fixed(flag(false)),
  },
  ["samples"],
);

const { fields } = infoOf(Sound);
const set = {
  plays: fields.get("plays")!.write,
  played: fields.get("played")!.write,
  stopped: fields.get("stopped")!.write,
};

/** For drivers: the frequency of the last play. */
export const playedAt = (sound: Sound): number => (sound as unknown as { readonly played: number }).played;
