/**
 * Many viewers of one stage, over real sockets: all of them see the same, who joins has the whole picture at once, and one
 * that stops reading costs the others nothing. How long it takes is the bench's question.
 */
import { afterAll, expect, test } from "bun:test";
import { join } from "node:path";

import { EnvelopeType, follows, unpack } from "../../src/wire/envelope.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { closeAll } from "../live/children.ts";
import { PageClient } from "../server/client.ts";
import { plainDecoded } from "./scene.ts";
import { serveField } from "./served-field.ts";

afterAll(closeAll);

interface Seen {
  readonly decoder: FrameDecoder;
  readonly types: EnvelopeType[];
  firstTick: number;
  last: number;
}
const seen = new WeakMap<PageClient, Seen>();

/** Reads what a viewer was sent, from the first to the last, each once: a picture, and what follows on it. */
function look(page: PageClient): Seen {
  const sight = seen.get(page) ?? { decoder: new FrameDecoder(), types: [], firstTick: -1, last: 0 };
  seen.set(page, sight);
  const { decoder, types } = sight;
  for (const bytes of page.frames.slice(types.length)) {
    const read = unpack(bytes);
    if (!read.ok) throw new Error(read.error);
    const { type, sequence, frame } = read.value;
    if (type === EnvelopeType.DELTA) expect(follows(sequence, sight.last)).toBe(true);
    sight.last = sequence;
    types.push(type);
    const change = decoder.apply(frame);
    if (!change.ok) throw new Error(change.error);
    if (sight.firstTick < 0) sight.firstTick = decoder.tick;
  }
  return sight;
}

test("[T5] forty viewers see the same, and who joins has the whole picture within two frames", async () => {
  await using shown = await serveField(1000);
  const early = Array.from({ length: 20 }, () => new PageClient(shown.url, {}));
  for (const page of early) await page.until(() => page.frames.length > 10);
  const before = look(early[0]!).decoder.tick;
  const late = Array.from({ length: 20 }, () => new PageClient(shown.url, {}));
  for (const page of late) await page.until(() => page.frames.length > 5);
  shown.stage.transport({ action: "pause" });
  const pages = [...early, ...late];
  // The module's own ticks: on a busy machine it has played fewer than the stage.
  const ticks = () => new Set(pages.map((page) => look(page).decoder.tick));
  while (ticks().size > 1) await Promise.race(pages.map((page) => page.until(nextFrameOf(page))));

  const picture = plainDecoded(look(early[0]!).decoder);
  expect(picture.length).toBe(1001);
  for (const page of pages) {
    const { decoder, types, firstTick } = look(page);
    expect(plainDecoded(decoder)).toEqual(picture);
    const [hello] = page.of("hello");
    expect(firstTick - hello!.status.tick).toBeLessThanOrEqual(2);
    // Whole, once, before anything else: nobody waits for a picture behind frames that are of no use.
    expect([types[0], types.lastIndexOf(EnvelopeType.KEYFRAME)]).toEqual([EnvelopeType.KEYFRAME, 0]);
  }
  expect(before).toBeGreaterThan(5);
  for (const page of pages) page.close();
}, 60_000);

test("[T5] a viewer that reads nothing costs the others no frame, and is resynchronised when it reads again", async () => {
  await using shown = await serveField(1000);
  const page = new PageClient(shown.url, {});
  const stalled = startViewer(shown.url);
  await stalled.joined;
  process.kill(stalled.pid, "SIGSTOP");
  shown.stage.transport({ action: "play", speed: 10 });
  // More than all buffers between the two hold.
  await page.until(() => page.frames.length > 2500);
  process.kill(stalled.pid, "SIGCONT");
  while ((await stalled.resyncs()) === 0) await page.until(nextFrameOf(page));
  expect(shown.stage.status().viewers).toBe(2);
  const { types } = look(page);
  expect(types.lastIndexOf(EnvelopeType.KEYFRAME)).toBe(0);
  stalled.kill();
  page.close();
}, 60_000);

const nextFrameOf = ({ frames }: PageClient): (() => boolean) => {
  const { length } = frames;
  return () => frames.length > length;
};

/** In a process of its own, which can be stopped; it fails when it is sent a delta that does not follow. */
function startViewer(url: string) {
  const joined = Promise.withResolvers<void>();
  let answer = Promise.withResolvers<number>();
  const child = Bun.spawn([process.execPath, join(import.meta.dir, "../bench/fan-out-viewers.ts"), url, "1"], {
    stdout: "ignore",
    stderr: "inherit",
    env: {},
    ipc(message: { readonly resyncs?: number }) {
      if (message.resyncs === undefined) joined.resolve();
      else answer.resolve(message.resyncs);
    },
    onExit: (_, code) => answer.reject(new Error(`the viewer ended with ${code}`)),
  });
  // At the end nobody asks any more.
  answer.promise.catch(() => {});
  return {
    pid: child.pid,
    joined: joined.promise,
    kill: () => child.kill("SIGKILL"),
    resyncs() {
      answer = Promise.withResolvers();
      child.send("end");
      return answer.promise;
    },
  };
}
