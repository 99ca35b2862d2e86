/**
 * The server over the real parts, plugged together as the commands do: gate, sandbox with its children, stage, store,
 * built page. What a browser would do is done here by hand: open, decode, edit, make.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import * as v from "valibot";

import { flags } from "../../src/cli/flags.ts";
import type { Options } from "../../src/cli/flags/flag.ts";
import { makeRooms } from "../../src/cli/make-rooms.ts";
import type { Rooms } from "../../src/cli/rooms.ts";
import { makeAnswer, stageAnswer } from "../../src/server/answers.ts";
import { EnvelopeType, follows, unpack } from "../../src/wire/envelope.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { PageClient } from "./client.ts";
import { TOKEN } from "./harness.ts";

let folder: string;
let rooms: Rooms;
let base: string;
const faults: unknown[] = [];
const headers = { authorization: `Bearer ${TOKEN}` };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nodegen-server-"));
  const defaults = Object.fromEntries(flags.map(({ key, initial }) => [key, initial])) as unknown as Options;
  const options = { ...defaults, allowExec: true, port: 0, out: join(folder, "out"), cacheDir: join(folder, "cache") };
  rooms = makeRooms({
    environment: { NODEGEN_TOKEN: TOKEN },
    onProblem: (problem) => faults.push(problem),
    onFault: (fault) => faults.push(fault),
  });
  const stage = await rooms.stage(options);
  base = new URL((await rooms.server(stage, options, { makes: true, wall: "held" })).url).origin;
});
afterAll(async () => {
  await rooms.close();
  await rm(folder, { recursive: true });
  expect(faults).toEqual([]);
});

const get = (path: string) => fetch(`${base}${path}`, { headers });
const send = (method: string, path: string, body: object) =>
  fetch(`${base}${path}`, {
    method,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const openPage = () => new PageClient(`${base.replace("http", "ws")}/ws`, headers);
const look = async () => v.parse(stageAnswer, await (await get("/api/stage")).json());

/** What a page sees of one module: the keyframe, then every delta that follows on it. */
function see(page: PageClient, slot: number) {
  const decoder = new FrameDecoder();
  let deltas = 0;
  let last: number | undefined;
  for (const bytes of page.frames) {
    const envelope = unpack(bytes);
    if (!envelope.ok) throw new Error(envelope.error);
    const { type, sequence, frame } = envelope.value;
    if (envelope.value.slot !== slot || type === EnvelopeType.REMOVED) continue;
    if (type === EnvelopeType.DELTA) {
      expect(last !== undefined && follows(sequence, last)).toBe(true);
      deltas++;
    }
    last = sequence;
    expect(decoder.apply(frame)).toMatchObject({ ok: true });
  }
  return { decoder, deltas };
}

describe("the server over the real stage", () => {
  test("a loaded scene is streamed, shown, edited, paused and taken off", async () => {
    const loaded = await send("POST", "/api/stage/load", { file: "scenes/spinner.ts" });
    expect(loaded.status).toBe(200);
    const { slot } = (await loaded.json()) as { slot: number };

    const page = openPage();
    expect((await page.next("hello")).slots.map(({ name }) => name)).toEqual(["Spinner"]);
    await page.until(() => see(page, slot).deltas >= 10);
    const [root] = [...see(page, slot).decoder.nodes.values()];
    expect(root).toMatchObject({ name: "Spinner" });

    const { modules } = await look();
    const node = modules[0]?.tree?.id as number;
    page.send({ type: "inspect", node });
    const { description } = await page.next("node");
    expect(description).toMatchObject({ id: node, name: "Spinner", type: "Spinner", base: "Sprite2D", children: [] });
    const speed = description?.properties.find(({ name }) => name === "speed");
    expect(speed).toMatchObject({ value: 0.5, tunable: true, range: [-4, 4] });

    // Through the module's own setter: 100 is clamped.
    const edited = await send("PATCH", `/api/stage/nodes/${node}`, { speed: 100 });
    expect(await edited.json()).toEqual({ node, properties: { speed: 4 } });
    await page.until(() =>
      page
        .of("node")
        .some((told) => told.description?.properties.some(({ name, value }) => name === "speed" && value === 4)),
    );
    expect((await send("PATCH", `/api/stage/nodes/${node}`, { sped: 1 })).status).toBe(422);
    expect((await send("PATCH", "/api/stage/nodes/1", { speed: 1 })).status).toBe(404);

    const paused = await send("POST", "/api/stage/transport", { action: "pause" });
    expect(await paused.json()).toMatchObject({ running: false });
    page.send({ type: "transport", action: "play" });
    await page.until(() => page.of("status").at(-1)?.status.running === true);

    page.send({ type: "remove", slot });
    await page.until(() => page.of("slots").at(-1)?.slots.length === 0);
    expect((await look()).modules).toEqual([]);
  });

  test("a description becomes a module on the stage, and is kept", async () => {
    const page = openPage();
    await page.next("hello");
    const asked = await send("POST", "/api/make", { description: "a sprite that spins" });
    expect(asked.status).toBe(202);
    const { id } = (await asked.json()) as { id: string };
    await page.until(() => page.of("make").some(({ event }) => event.step === "done"));
    const record = v.parse(makeAnswer, await (await get(`/api/make/${id}`)).json());
    expect(record).toMatchObject({ state: "done", result: { status: "verified" } });
    const slot = record.result?.slot ?? 0;
    await page.until(() => see(page, slot).deltas > 0);
    const kept = await get(`/api/modules/${record.result?.hash}`);
    expect(await kept.json()).toMatchObject({ status: "verified", description: "a sprite that spins" });

    page.send({ type: "remove", slot });
    const again = await send("POST", "/api/stage/load", { hash: record.result?.hash });
    expect(again.status).toBe(200);
  });

  test("[T5] many pages that open at once: hello first to each, then what is about it, and how many they are", async () => {
    const loaded = await send("POST", "/api/stage/load", { file: "scenes/spinner.ts" });
    const { slot } = (await loaded.json()) as { slot: number };
    const before = (await look()).status.viewers;
    const pages = Array.from({ length: 60 }, openPage);
    for (const page of pages) {
      await page.until(() => page.of("status").at(-1)?.status.viewers === before + 60 && see(page, slot).deltas > 0);
      expect(page.order[0]).toBe("hello");
      expect(page.of("hello").length).toBe(1);
    }
    pages[0]?.send({ type: "remove", slot });
    await pages[0]?.until(
      () =>
        !pages[0]
          ?.of("slots")
          .at(-1)
          ?.slots.some((one) => one.slot === slot),
    );
    for (const page of pages) page.close();
  });

  test("a file that does not pass is told with its findings, and one outside the project is not read", async () => {
    const missing = await send("POST", "/api/stage/load", { file: "scenes/nothing.ts" });
    expect(missing.status).toBe(404);
    const outside = await send("POST", "/api/stage/load", { file: "../../etc/passwd" });
    expect(outside.status).toBe(403);
    expect(await outside.text()).not.toContain("root:");
    const wrong = await send("POST", "/api/stage/load", { file: "src/server/rate.ts" });
    expect(wrong.status).toBe(409);
    const { error } = (await wrong.json()) as { error: { findings: readonly object[] } };
    expect(error.findings.length).toBeGreaterThan(0);
  });

  test("the built page and its files are served", async () => {
    const page = await (await get("/")).text();
    expect(page).toContain("/viewer.js");
    for (const [, path] of page.matchAll(/(?:src|href)="(\/[^"]+)"/g))
      expect([path, (await get(path ?? "")).status]).toEqual([path, 200]);
  });
});
