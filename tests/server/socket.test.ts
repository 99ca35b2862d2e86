import { describe, expect, test } from "bun:test";

import { err } from "../../src/base/result.ts";
import type { Stage } from "../../src/live/stage.ts";
import { PageClient } from "./client.ts";
import { node, noNode, ROOT, spinner } from "./fake-stage.ts";
import { type Harness, making, openHarness, TOKEN, untilStopped } from "./harness.ts";

const bearer = { authorization: `Bearer ${TOKEN}` };
function openPage(it: Harness): PageClient {
  return new PageClient(`ws://127.0.0.1:${it.listen().port}/ws`, bearer);
}

describe("[S1] upgrade", () => {
  const refused: readonly (readonly [
    why: string,
    headers: (port: number) => Record<string, string>,
    query?: string,
  ])[] = [
    ["no token", () => ({})],
    ["a wrong token", () => ({ authorization: "Bearer wrong" })],
    ["a wrong token in the address", () => ({}), "?token=wrong"],
    ["a foreign origin", () => ({ ...bearer, origin: "http://evil.example" })],
    ["an origin of another port", (port) => ({ ...bearer, origin: `http://127.0.0.1:${port + 1}` })],
    [
      "a foreign origin with a cookie",
      (port) => ({ cookie: `nodegen-${port}=${TOKEN}`, origin: "http://localhost:1" }),
    ],
    ["a foreign host", () => ({ ...bearer, host: "evil.example" })],
    ["another port's cookie", (port) => ({ cookie: `nodegen-${port + 1}=${TOKEN}` })],
  ];
  for (const [why, headers, query = ""] of refused) {
    test(`is refused with ${why}`, async () => {
      await using it = openHarness();
      const { port } = it.listen();
      const page = new PageClient(`ws://127.0.0.1:${port}/ws${query}`, headers(port));
      expect((await page.closed).code).not.toBe(1000);
      expect(page.messages).toEqual([]);
      expect(it.stage.viewers.size).toBe(0);
    });
  }

  test("is granted with the header, the address or this port's cookie, from our own origin", async () => {
    await using it = openHarness();
    const { port } = it.listen();
    const at = `ws://127.0.0.1:${port}/ws`;
    const pages = [
      new PageClient(at, { ...bearer, origin: `http://127.0.0.1:${port}` }),
      new PageClient(`${at}?token=${TOKEN}`, {}),
      new PageClient(at, { cookie: `nodegen-${port}=${TOKEN}`, origin: `http://127.0.0.1:${port}` }),
    ];
    const viewers = await Promise.all(pages.map(async (page) => (await page.next("hello")).viewer));
    expect(viewers.toSorted()).toEqual([1, 2, 3]);
  });
});

describe("down", () => {
  test("hello comes first and has all that a late page needs", async () => {
    await using it = openHarness();
    for (let tick = 0; tick < 600; tick++)
      it.stage.tell({ type: "log", slot: 1, lines: [{ level: "log", text: `line ${tick}`, tick }] });
    const page = openPage(it);
    const hello = await page.next("hello");
    expect(page.messages[0]).toBe(hello);
    expect(hello).toMatchObject({ version: 1, viewer: 1, width: 960, height: 540, makes: false, slots: [spinner] });
    const [log] = hello.logs;
    expect(log?.lines.map(({ tick }) => tick)).toEqual(Array.from({ length: 500 }, (_, at) => at + 100));
  });

  test("the log of a module that left the stage is forgotten", async () => {
    await using it = openHarness();
    it.stage.tell({ type: "log", slot: 1, lines: [{ level: "log", text: "old", tick: 1 }] });
    it.stage.tell({ type: "slots", slots: [] });
    expect((await openPage(it).next("hello")).logs).toEqual([]);
  });

  test("frames and events go to every page", async () => {
    await using it = openHarness();
    const { port } = it.listen();
    const pages = [1, 2].map(() => new PageClient(`ws://127.0.0.1:${port}/ws`, bearer));
    await Promise.all(pages.map((page) => page.next("hello")));
    const frame = Uint8Array.of(1, 2, 3, 4);
    for (const viewer of it.stage.viewers) expect(viewer.send(frame)).toBeGreaterThanOrEqual(0);
    it.stage.tell({ type: "fault", slot: 1, reason: "it hung", findings: [] });
    for (const page of pages) {
      expect((await page.next("fault")).reason).toBe("it hung");
      expect(page.frames).toEqual([frame]);
    }
  });

  test("a page that left is watched no more", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    page.send({ type: "inspect", node: ROOT });
    await page.next("node");
    const left = Promise.withResolvers<void>();
    const [viewer] = it.stage.viewers;
    const { delete: remove } = it.stage.viewers;
    it.stage.viewers.delete = (one) => {
      left.resolve();
      return remove.call(it.stage.viewers, one);
    };
    page.close();
    await left.promise;
    expect(it.stage.viewers.size).toBe(0);
    expect(it.clock.timers).toBe(0);
    expect(viewer?.send(Uint8Array.of(1))).toBe(0);
  });

  test("the stage is told how much waits for a page that does not read", async () => {
    await using it = openHarness();
    const { port } = it.listen();
    const opened = Promise.withResolvers<void>();
    // A page that asks for its socket and then never reads from it.
    const slow = await Bun.connect({
      hostname: "127.0.0.1",
      port,
      socket: {
        data: (socket) => {
          socket.pause();
          opened.resolve();
        },
      },
    });
    slow.write(
      `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${TOKEN}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    await opened.promise;
    const [viewer] = it.stage.viewers;
    const frame = new Uint8Array(2 ** 20);
    let waiting = 0;
    for (let sent = 0; sent < 12; sent++) waiting = viewer?.send(frame) ?? 0;
    expect(waiting).toBeGreaterThan(2 ** 20);
    expect(waiting).toBeLessThan(17 * 2 ** 20);
    // Fed beyond its bound, it is closed, and the stage watches for it no more.
    const gone = () => it.stage.viewers.size === 0;
    for (let sent = 0; sent < 12 && !gone(); sent++) {
      viewer?.send(frame);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    expect(gone()).toBe(true);
    slow.terminate();
  });
});

describe("up", () => {
  test("input reaches the stage with the page's number", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    page.send({
      type: "input",
      records: [
        { type: "keyDown", key: "a", repeat: false },
        { type: "wheel", dx: 0, dy: -3 },
      ],
    });
    page.send({ type: "transport", action: "step", ticks: 10 });
    page.send({ type: "edit", node: 7, property: "speed", value: 2 });
    expect((await page.next("problem")).problem).toEqual(noNode);
    expect(it.stage.inputs).toEqual([
      { type: "keyDown", key: "a", repeat: false, viewer: 1 },
      { type: "wheel", dx: 0, dy: -3, viewer: 1 },
    ]);
    expect(it.stage.transports).toEqual([{ action: "step", ticks: 10 }]);
  });

  test("edits, revives and removes are passed on; a refusal comes back as a problem", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    page.send({ type: "edit", node: ROOT, property: "speed", value: [1, { x: 2 }] });
    page.send({ type: "remove", slot: 1 });
    page.send({ type: "revive", slot: 1 });
    expect((await page.next("problem")).problem).toMatchObject({ code: "MODULE_REJECTED", hint: "Do not throw." });
    expect(it.stage.edits).toEqual([{ node: ROOT, values: { speed: [1, { x: 2 }] } }]);
    expect(it.stage.removed).toEqual([1]);
  });

  test("resync watches anew, which brings a whole picture", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    const before = [...it.stage.viewers];
    page.send({ type: "resync" });
    page.raw("not a message");
    await page.next("problem");
    expect(it.stage.viewers.size).toBe(1);
    expect([...it.stage.viewers]).not.toEqual(before);
  });

  test("[S6] a fault of ours is told without its cause, and reported", async () => {
    const stage: Partial<Stage> = { edit: async () => Promise.reject(new Error("the stage broke")) };
    await using it = openHarness();
    Object.assign(it.stage, stage);
    const page = openPage(it);
    await page.next("hello");
    page.send({ type: "edit", node: ROOT, property: "speed", value: 1 });
    expect((await page.next("problem")).problem.code).toBe("FAULT");
    expect(it.faults.map(String)).toEqual(["Error: the stage broke"]);
  });

  test("a fault while a socket opens ends that socket alone, and is reported", async () => {
    await using it = openHarness();
    const { port } = it.listen();
    const first = new PageClient(`ws://127.0.0.1:${port}/ws`, bearer);
    await first.next("hello");
    it.stage.watch = () => {
      throw new Error("the stage broke");
    };
    const second = new PageClient(`ws://127.0.0.1:${port}/ws`, bearer);
    // Bun closes a socket whose `open` threw, without a code.
    expect((await second.closed).code).toBe(1006);
    expect(it.faults.map(String)).toEqual(["Error: the stage broke"]);
    it.stage.tell({ type: "slots", slots: [] });
    await first.next("slots");
  });

  test("[S7] nonsense is answered with what is wrong, and too much of it ends the socket", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    page.raw('{"type":"edit","node":-1,"property":"x"}');
    const { problem } = await page.next("problem");
    expect(problem).toMatchObject({ code: "INVALID", message: "Cannot accept the message: 2 values do not fit" });
    expect(problem.hint).toContain('"node": ');
    for (let sent = 0; sent < 30; sent++) page.raw(sent % 2 ? "[[[" : new Uint8Array(4));
    const { code, reason } = await page.closed;
    expect(code).toBe(1008);
    expect(reason).toStartWith("Too many refused messages.");
  });

  test("a message over 64 kB ends the socket", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    page.raw(JSON.stringify({ type: "make", description: "x".repeat(70_000) }));
    expect((await page.closed).code).not.toBe(1000);
  });

  test("[S7] a flood is refused, dropped and closed; a fast page is not", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    const move = { type: "input", records: [{ type: "pointerMove", x: 1, y: 1, button: -1 }] } as const;
    // 240 a second for five seconds.
    for (let second = 1; second <= 5; second++) {
      for (let sent = 0; sent < 240; sent++) page.send(move);
      page.send({ type: "edit", node: 7, property: "x", value: 0 });
      await page.next("problem", second);
      await it.clock.pass(1000);
    }
    expect(it.stage.inputs.length).toBe(5 * 240);
    for (let sent = 0; sent < 600; sent++) page.send(move);
    expect(await page.closed).toEqual({ code: 1008, reason: "Too many refused messages. The last: TOO_FAST" });
    expect(it.stage.inputs.length).toBe(5 * 240 + 500);
  });
});

describe("inspection", () => {
  test("tells the node at once, then only when it changed, at most eight times a second", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    page.send({ type: "inspect", node: ROOT });
    const first = await page.next("node");
    expect(first).toEqual({ type: "node", node: ROOT, description: { ...it.stage.tree, children: [] } });
    await it.clock.pass(1000);
    expect(it.stage.describes).toBeLessThanOrEqual(9);
    expect(page.of("node").length).toBe(1);

    it.stage.tree = node(ROOT, "Renamed");
    await it.clock.pass(125);
    expect((await page.next("node", 2)).description?.name).toBe("Renamed");
    it.stage.tree = node(ROOT + 5, "Other");
    await it.clock.pass(125);
    expect((await page.next("node", 3)).description).toBeNull();
  });

  test("costs nothing while nobody looks", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    page.send({ type: "inspect", node: ROOT });
    await page.next("node");
    page.send({ type: "inspect", node: null });
    page.raw("sync");
    await page.next("problem");
    const { describes } = it.stage;
    await it.clock.pass(1000);
    expect(it.stage.describes).toBe(describes);
    expect(it.clock.timers).toBe(0);
  });

  test("[T9] the past is sent to the page that asked, as messages and what they are", async () => {
    await using it = openHarness();
    const { port } = it.listen();
    const [page, other] = [1, 2].map(() => new PageClient(`ws://127.0.0.1:${port}/ws`, bearer)) as [
      PageClient,
      PageClient,
    ];
    await Promise.all([page.next("hello"), other.next("hello")]);
    page.send({ type: "past", at: 7 });
    expect(await page.next("past")).toEqual({ type: "past", at: 7, from: 5, until: 9, slots: [1] });
    expect(page.frames.length).toBe(1);
    page.send({ type: "past", at: 70 });
    expect(await page.next("past", 2)).toMatchObject({ at: 70, slots: [] });
    expect(other.frames.length).toBe(0);
  });

  test("waits for a slow stage, and longer the slower it is", async () => {
    await using it = openHarness();
    const page = openPage(it);
    await page.next("hello");
    const answers: (() => void)[] = [];
    const { describeNode: quick } = it.stage;
    it.stage.describeNode = async (node) => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return quick(node);
    };
    page.send({ type: "inspect", node: ROOT });
    page.raw("sync");
    await page.next("problem");
    await it.clock.pass(500);
    expect(answers.length).toBe(1);
    answers.shift()?.();
    await page.next("node");
    // It took 500 ms: none for eight times as long.
    await it.clock.pass(3900);
    expect(answers.length).toBe(0);
    await it.clock.pass(250);
    expect(answers.length).toBe(1);
  });

  test("a stage that fails is reported, and asked again", async () => {
    await using it = openHarness();
    it.stage.fails = true;
    const page = openPage(it);
    await page.next("hello");
    page.send({ type: "inspect", node: ROOT });
    page.raw("sync");
    await page.next("problem");
    it.stage.fails = false;
    await it.clock.pass(125);
    await page.next("node");
    expect(it.faults.map(String)).toEqual(["Error: the stage broke"]);
  });
});

describe("making", () => {
  test("each step is told to every page", async () => {
    await using it = openHarness({ making: making() });
    const { port } = it.listen();
    const pages = [1, 2].map(() => new PageClient(`ws://127.0.0.1:${port}/ws`, bearer));
    const hellos = await Promise.all(pages.map((page) => page.next("hello")));
    expect(hellos.map(({ makes }) => makes)).toEqual([true, true]);
    pages[0]?.send({ type: "make", description: "a star" });
    for (const page of pages) {
      await page.until(() => page.of("make").some(({ event }) => event.step === "done"));
      const steps = page.of("make").map(({ event }) => event.step);
      expect(steps).toEqual(["describe", "generate", "generate", "kept", "staged", "done"]);
    }
  });

  test("[S8] a page that opens in the middle hears what was told before", async () => {
    const answer = Promise.withResolvers<void>();
    await using it = openHarness({
      making: making(async ({ description, on }) => {
        on?.({ step: "describe", description, model: "m", attempts: 3 });
        for (const text of ["a", "b", "c"]) on?.({ step: "generate", attempt: 1, text });
        await answer.promise;
        return err({ code: "MODEL_DOWN", message: "Cannot reach the model.", hint: "Try again." });
      }),
    });
    await it.send("POST", "/api/make", { description: "a star" });
    const page = openPage(it);
    await page.next("make", 2);
    expect(page.of("make").map(({ event }) => event)).toEqual([
      { step: "describe", description: "a star", model: "m", attempts: 3 },
      { step: "generate", attempt: 1, text: "abc" },
    ]);
    answer.resolve();
    expect((await page.next("make", 3)).event).toMatchObject({ step: "failed", problem: { code: "MODEL_DOWN" } });
  });

  test("is refused where the server only shows, and when asked for too often", async () => {
    await using shows = openHarness();
    const page = openPage(shows);
    await page.next("hello");
    page.send({ type: "make", description: "a star" });
    expect((await page.next("problem")).problem.code).toBe("MAKING_OFF");

    await using makes = openHarness({ making: making(untilStopped) });
    const eager = openPage(makes);
    await eager.next("hello");
    for (let sent = 0; sent < 8; sent++) eager.send({ type: "make", description: "a star" });
    expect((await eager.next("problem", 3)).problem.code).toBe("TOO_MANY_WAITING");
  });
});
