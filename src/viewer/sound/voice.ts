/**
 * One sound as Web Audio plays it: a source, its envelope, its place between left and right. Made anew for each play, and gone
 * when it has ended, as Web Audio wants it.
 */
export interface Tone {
  readonly wave: string;
  /** Hertz; 0 for `end` keeps the frequency. */
  readonly frequency: number;
  readonly end: number;
  readonly volume: number;
  readonly pan: number;
  /** Seconds. */
  readonly attack: number;
  readonly decay: number;
  readonly duration: number;
  readonly release: number;
  /** The share of the volume that is held. */
  readonly sustain: number;
  readonly samples: ArrayLike<number>;
  readonly sampleRate: number;
}

export interface Voice {
  /** Lets it fade with its release. */
  stop(): void;
}

/** Seconds; what is shorter clicks. */
const SHORTEST = 0.003;
const LONGEST = 30;
/** The frequency at which samples play as fast as they were made. */
const NATURAL = 440;

export function play(context: AudioContext, into: AudioNode, tone: Tone, ended: () => void): Voice {
  const start = context.currentTime;
  const held = Math.min(tone.duration || lengthOf(tone), LONGEST);
  const release = Math.min(Math.max(tone.release, SHORTEST), LONGEST);
  const { source, output } = makeSource(context, tone, start, start + held + release);
  const envelope = shaped(context, tone, start, held);
  const panner = context.createStereoPanner();
  panner.pan.value = Math.min(Math.max(tone.pan, -1), 1);
  const fader = context.createGain();
  output.connect(envelope).connect(fader).connect(panner).connect(into);
  source.onended = () => {
    panner.disconnect();
    ended();
  };
  fade(fader.gain, start + held, release);
  source.start(start);
  source.stop(start + held + release);
  return {
    stop: () => {
      const now = context.currentTime;
      // It is fading already.
      if (now >= start + held) return;
      fade(fader.gain, now, release);
      source.stop(now + release);
    },
  };
}

const lengthOf = ({ wave, samples, sampleRate, frequency }: Tone): number =>
  wave === "sample" ? (samples.length / sampleRate) * (NATURAL / frequency) : SHORTEST;

function shaped(context: AudioContext, tone: Tone, start: number, held: number): GainNode {
  const envelope = context.createGain();
  const attack = Math.min(Math.max(tone.attack, SHORTEST), held);
  envelope.gain.setValueAtTime(0, start);
  envelope.gain.linearRampToValueAtTime(tone.volume, start + attack);
  envelope.gain.linearRampToValueAtTime(tone.volume * tone.sustain, start + Math.min(attack + tone.decay, held));
  return envelope;
}

/** On a gain of its own, so that it does not matter where the envelope is. */
function fade(gain: AudioParam, at: number, release: number): void {
  gain.cancelScheduledValues(at);
  gain.setValueAtTime(1, at);
  gain.linearRampToValueAtTime(0, at + release);
}

interface Source {
  readonly source: AudioScheduledSourceNode;
  readonly output: AudioNode;
}

function makeSource(context: AudioContext, tone: Tone, start: number, end: number): Source {
  const glide = (param: AudioParam, factor: number): void => {
    param.setValueAtTime(tone.frequency * factor, start);
    if (tone.end > 0) param.exponentialRampToValueAtTime(tone.end * factor, end);
  };
  if (tone.wave === "sample") {
    const source = context.createBufferSource();
    source.buffer = bufferOf(context, Float32Array.from(tone.samples), tone.sampleRate);
    glide(source.playbackRate, 1 / NATURAL);
    return { source, output: source };
  }
  if (tone.wave === "noise") {
    const source = context.createBufferSource();
    source.buffer = bufferOf(
      context,
      Float32Array.from({ length: context.sampleRate }, () => 2 * Math.random() - 1),
      context.sampleRate,
    );
    source.loop = true;
    const filter = context.createBiquadFilter();
    filter.type = "lowpass";
    glide(filter.frequency, 1);
    return { source, output: source.connect(filter) };
  }
  const source = context.createOscillator();
  source.type = tone.wave as OscillatorType;
  glide(source.frequency, 1);
  return { source, output: source };
}

function bufferOf(context: AudioContext, samples: Float32Array<ArrayBuffer>, rate: number): AudioBuffer {
  const buffer = context.createBuffer(1, Math.max(samples.length, 1), rate);
  buffer.copyToChannel(samples, 0);
  return buffer;
}
