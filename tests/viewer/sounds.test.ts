/** What the page plays: only after a gesture, each play once, never what lies in the past; with an audio context that notes. */
import { describe, expect, test } from "bun:test";

import { Sounds } from "../../src/viewer/sound/sounds.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { waves } from "../../src/wire/schema.ts";
import { TestNode } from "../wire/scene.ts";

/** Every node of it answers to every call, and notes starts and stops. */
function fakeAudio() {
  const calls: string[] = [];
  const gains: { gain: { value: number } }[] = [];
  const sources: { onended: () => void }[] = [];
  const param = () => ({
    value: 0,
    setValueAtTime: (value: number) => calls.push(`set ${value}`),
    linearRampToValueAtTime: (value: number, at: number) => calls.push(`to ${value} at ${at.toFixed(3)}`),
    exponentialRampToValueAtTime: (value: number) => calls.push(`glide ${value}`),
    cancelScheduledValues: () => {},
  });
  const node = (kind: string) => {
    const made = {
      type: "",
      frequency: param(),
      gain: param(),
      pan: param(),
      playbackRate: param(),
      connect: (to: unknown) => to,
      disconnect: () => calls.push(`${kind} gone`),
      start: () => calls.push(`${kind} ${made.type} starts`),
      stop: (at: number) => calls.push(`${kind} stops at ${at.toFixed(3)}`),
      onended: () => {},
    };
    if (kind === "oscillator" || kind === "buffer") sources.push(made);
    return made;
  };
  const context = {
    state: "running",
    currentTime: 0,
    sampleRate: 8,
    destination: {},
    createDynamicsCompressor: () => node("compressor"),
    createStereoPanner: () => node("panner"),
    createGain: () => {
      const made = node("gain");
      gains.push(made);
      return made;
    },
    createOscillator: () => node("oscillator"),
    createBufferSource: () => node("buffer"),
    createBiquadFilter: () => node("filter"),
    createBuffer: (_channels: number, length: number, rate: number) => {
      calls.push(`${length} samples at ${rate}`);
      return { copyToChannel: () => {} };
    },
  };
  return {
    calls,
    sources,
    context,
    volumes: () => gains.map(({ gain }) => gain.value),
    starts: () => calls.filter((call) => call.endsWith("starts")).length,
  };
}

function setUp() {
  const audio = fakeAudio();
  let made = 0;
  const sounds = new Sounds(() => {
    made++;
    return audio.context as unknown as AudioContext;
  });
  const beep = new TestNode(1, 0, "Sound", "Beep", {
    frequency: 440,
    volume: 0.5,
    duration: 0.2,
    release: 0.1,
    sampleRate: 8000,
  });
  const [encoder, decoder] = [new FrameEncoder(), new FrameDecoder()];
  let tick = 0;
  const hear = () => {
    decoder.apply(encoder.encode(++tick, [beep], tick === 1));
    sounds.hear(1, decoder.order);
  };
  return { ...audio, sounds, beep, hear, contexts: () => made };
}

describe("sounds", () => {
  test("are silent until a person has done something, and what was played before is not made up for", () => {
    const { sounds, beep, hear, starts, contexts } = setUp();
    hear();
    beep.set("plays", 1);
    hear();
    expect([contexts(), starts()]).toEqual([0, 0]);
    sounds.allow();
    sounds.allow();
    hear();
    expect([contexts(), starts()]).toEqual([1, 0]);
    beep.set("plays", 2);
    hear();
    hear();
    expect(starts()).toBe(1);
  });

  test("what a page finds on joining is the past; a node that comes later is not", () => {
    const { sounds, beep, hear, starts } = setUp();
    sounds.allow();
    beep.set("plays", 7);
    hear();
    expect(starts()).toBe(0);
    sounds.hear(2, []);
    sounds.hear(2, [{ id: 9, kind: beep.kind, values: Float64Array.from(beep.values) } as never]);
    expect(starts()).toBe(1);
  });

  test("follow their envelope, and stop when they are told", () => {
    const { sounds, beep, hear, calls } = setUp();
    sounds.allow();
    hear();
    beep.set("plays", 1).set("attack", 0.05).set("decay", 0.05).set("sustain", 0.5).set("endFrequency", 220);
    hear();
    expect(calls).toEqual(
      expect.arrayContaining([
        "to 0.5 at 0.050",
        "to 0.25 at 0.100",
        "to 0 at 0.300",
        "glide 220",
        "oscillator stops at 0.300",
      ]),
    );
    beep.set("stopped", 1);
    hear();
    expect(calls.at(-1)).toBe("oscillator stops at 0.100");
  });

  test("samples and noise come from buffers", () => {
    const { sounds, beep, hear, calls } = setUp();
    sounds.allow();
    hear();
    beep.content = [0, 1, 0, -1];
    beep.set("wave", waves.indexOf("sample")).set("plays", 1);
    hear();
    beep.set("wave", waves.indexOf("noise")).set("plays", 2);
    hear();
    expect(calls.filter((call) => call.includes("samples at"))).toEqual(["4 samples at 8000", "8 samples at 8"]);
  });

  test("are bounded in number, and make room when they end", () => {
    const { sounds, beep, hear, starts, sources } = setUp();
    sounds.allow();
    hear();
    for (let plays = 1; plays <= 50; plays++) {
      beep.set("plays", plays);
      hear();
    }
    expect(starts()).toBe(32);
    sources[0]!.onended();
    beep.set("plays", 51);
    hear();
    expect(starts()).toBe(33);
  });

  test("can be muted, before there are any too", () => {
    const { sounds, volumes } = setUp();
    sounds.mute(true);
    sounds.allow();
    expect(volumes()).toEqual([0]);
    sounds.mute(false);
    expect(volumes()).toEqual([1]);
  });

  test("of a module that has gone nothing is kept", () => {
    const { sounds, beep, hear, starts } = setUp();
    sounds.allow();
    hear();
    sounds.keep([]);
    beep.set("plays", 1);
    hear();
    expect(starts()).toBe(0);
  });
});
