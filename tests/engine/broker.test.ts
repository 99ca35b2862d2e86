/** Calls to the world outside as the scene makes them, and answers as it hears them. */
import { describe, expect, test } from "bun:test";

import {
  type BrokerAnswer,
  type BrokerNews,
  MOST_CALL_TEXT,
  MOST_TICK_TEXT,
  MOST_WAITING,
} from "../../src/base/broker-call.ts";
import { ask, fetch, Node, NotCapable, permissions, readText, storage } from "../../src/engine/index.ts";
import type { Scene } from "../../src/engine/scene.ts";
import { parseAsk } from "../../src/wire/asks.ts";
import { startScene, step } from "./make.ts";

const jobs = () => new Promise<void>((resolve) => setImmediate(resolve));
const value = (id: number, value: Extract<BrokerAnswer, { ok: true }>["value"]): BrokerAnswer => ({
  id,
  ok: true,
  value,
});

/** A step as the child's driver makes it. */
async function hear(scene: Scene, { changes = [], answers = [] }: Partial<BrokerNews>): Promise<void> {
  scene.begin({ input: [], edits: [] });
  for (const _ of scene.calls.hear({ changes, answers })) await jobs();
  scene.play();
  await jobs();
  scene.settle();
}

describe("calls", () => {
  test("[B13] leave with the tick, numbered in their order, as plain data", () => {
    const { scene } = startScene(() => new Node());
    void fetch("https://a.test/", { method: "POST", headers: { a: "1" }, body: "hi" });
    void readText("a.txt");
    void storage.set("k", { x: [1, undefined, Number.NaN] });
    void storage.get("k");
    void storage.delete("k");
    void ask("Who?");
    void permissions.query("net", "a.test:443");
    void permissions.query("storage");
    expect(JSON.parse(JSON.stringify(scene.calls.take()))).toEqual([
      { id: 1, call: "fetch", args: { url: "https://a.test/", method: "POST", headers: { a: "1" }, body: "hi" } },
      { id: 2, call: "readText", args: { path: "a.txt" } },
      { id: 3, call: "storage.set", args: { key: "k", value: { x: [1, null, null] } } },
      { id: 4, call: "storage.get", args: { key: "k" } },
      { id: 5, call: "storage.delete", args: { key: "k" } },
      { id: 6, call: "ask", args: { prompt: "Who?" } },
      { id: 7, call: "permissions.query", args: { name: "net", scope: "a.test:443" } },
      { id: 8, call: "permissions.query", args: { name: "storage" } },
    ]);
    expect(scene.calls.take()).toEqual([]);
  });

  test("what they give is what was answered", async () => {
    const { scene } = startScene(() => new Node());
    const given: unknown[] = [];
    const note = (made: Promise<unknown>) => void made.then((one) => given.push(one));
    note(fetch("https://a.test/").then((answer) => [answer.status, answer.headers["a"], answer.text(), answer.json()]));
    note(readText("a.txt"));
    note(storage.get("there"));
    note(storage.get("absent"));
    note(storage.set("k", 1));
    note(ask("Who?"));
    note(permissions.query("storage"));
    const status = { name: "storage", scope: "", state: "prompt" } as const;
    await hear(scene, {
      answers: [
        value(1, { status: 200, headers: { a: "b" }, body: "[1]" }),
        value(2, "text"),
        value(3, { value: null }),
        value(4, null),
        value(5, null),
        value(6, "Me."),
        value(7, status),
      ],
    });
    expect(given).toEqual([[200, "b", "[1]", [1]], "text", null, undefined, undefined, "Me.", status]);
  });

  test("a value that JSON cannot say is refused at once", async () => {
    startScene(() => new Node());
    const ring: Record<string, unknown> = {};
    ring["self"] = ring;
    for (const [what, shown] of [
      [undefined, "undefined"],
      [() => 1, "a function"],
      [ring, "an object"],
    ] as const)
      await expect(storage.set("k", what)).rejects.toThrow(`Cannot set "k" in storage: ${shown} has no JSON form`);
  });

  test("what a type check would have refused does not become a call that the host cannot read", async () => {
    const { scene } = startScene(() => new Node());
    const untyped = { body: null, headers: { a: 1 }, method: undefined } as unknown as { body: string };
    void fetch(new Date(0) as unknown as string, untyped);
    void readText(3 as unknown as string);
    void storage.get(undefined as unknown as string);
    await expect(permissions.query("camera" as "net")).rejects.toThrow(
      'Cannot query "camera": a permission is net, read, storage, model',
    );
    const sent = JSON.parse(JSON.stringify(scene.calls.take())) as unknown[];
    expect(sent.map(parseAsk)).toEqual(sent as ReturnType<typeof parseAsk>[]);
    expect(sent.length).toBe(3);
  });

  test("[B13] too large a call, and one too many, are refused; a tick takes only so much", async () => {
    const { scene } = startScene(() => new Node());
    await expect(ask("x".repeat(MOST_CALL_TEXT))).rejects.toThrow("it is larger than 64 kB");
    const half = "x".repeat(MOST_CALL_TEXT / 2);
    for (let i = 0; i < MOST_WAITING; i++) void ask(half);
    await expect(readText("a.txt")).rejects.toThrow(`${MOST_WAITING} calls are waiting`);
    const sent: number[] = [];
    for (let asks = scene.calls.take(); asks.length > 0; asks = scene.calls.take()) {
      expect(JSON.stringify(asks).length).toBeLessThan(MOST_TICK_TEXT + 1_000);
      sent.push(...asks.map(({ id }) => id));
    }
    expect(sent).toEqual(Array.from({ length: MOST_WAITING }, (_, index) => index + 1));
  });
});

describe("answers", () => {
  test("[B13] come in their order, with the promise jobs after each, before timers and updates", async () => {
    const order: string[] = [];
    class Waiter extends Node {
      override async onReady(): Promise<void> {
        this.after(1 / 64, () => void order.push("timer"));
        const after = async (call: Promise<unknown>, name: string) => {
          await call;
          await Promise.resolve();
          order.push(name);
        };
        await Promise.all([after(readText("a"), "first"), after(readText("b"), "second")]);
      }
      override onUpdate(): void {
        order.push("update");
      }
    }
    const { scene } = startScene(() => new Waiter());
    await hear(scene, { answers: [value(1, "a"), value(2, "b")] });
    expect(order).toEqual(["first", "second", "timer", "update"]);
  });

  test("[B1] a refusal is a NotCapable with permission and scope; a failure is an Error", async () => {
    const { scene } = startScene(() => new Node());
    const errors: unknown[] = [];
    for (const call of [fetch("https://a.test/"), readText("a")]) call.catch((error: unknown) => errors.push(error));
    const message = 'Requires net access to "a.test:443", run again with the --allow-net flag';
    await hear(scene, {
      answers: [
        { id: 1, ok: false, error: { message, notCapable: { permission: "net", scope: "a.test:443" } } },
        { id: 2, ok: false, error: { message: 'Cannot read "a": there is no such file' } },
      ],
    });
    expect(errors[0]).toBeInstanceOf(NotCapable);
    expect(errors[0]).toMatchObject({ message, permission: "net", scope: "a.test:443" });
    expect(errors[1]).not.toBeInstanceOf(NotCapable);
    expect(String(errors[1])).toBe('Error: Cannot read "a": there is no such file');
  });

  test("a refusal that nobody handles is a fault of the module", async () => {
    const { scene } = startScene(() => new Node());
    void readText("a");
    const hearing = hear(scene, { answers: [{ id: 1, ok: false, error: { message: "Requires read access" } }] });
    await expect(hearing).rejects.toThrow("nothing handles it: Error: Requires read access");
  });

  test("to what was never asked, or was answered before, change nothing", async () => {
    const { scene } = startScene(() => new Node());
    let times = 0;
    void readText("a").then(() => times++);
    await hear(scene, { answers: [value(1, "a"), value(1, "b"), value(99, "c")] });
    expect(times).toBe(1);
  });
});

describe("permissions", () => {
  test("[B14] a change is told to who listens, before the answers", async () => {
    const order: string[] = [];
    class Listener extends Node {
      override onReady(): void {
        permissions.changed.connect(({ name, scope, state }) => order.push(`${name} ${scope} ${state}`), {
          owner: this,
        });
        void readText("a").then(() => order.push("answered"));
      }
    }
    const { scene, root } = startScene(() => new Listener());
    const change = { name: "net", scope: "a.test:443", state: "denied" } as const;
    await hear(scene, { changes: [change], answers: [value(1, "a")] });
    expect(order).toEqual(["net a.test:443 denied", "answered"]);
    root.queueFree();
    step(scene);
    await hear(scene, { changes: [change] });
    expect(order.length).toBe(2);
  });

  test("a listener that throws is a fault with its place", async () => {
    const { scene, root } = startScene(() => new Node());
    permissions.changed.connect(() => root.addChild(null as never), { owner: root });
    const hearing = hear(scene, { changes: [{ name: "net", scope: "", state: "denied" }] });
    await expect(hearing).rejects.toThrow("a listener of permissions.changed threw at tick 1");
  });
});

describe("in a smoke run", () => {
  test("what was asked for stays pending, a query too; the rest is refused at once, and nothing leaves", async () => {
    const { scene } = startScene(() => new Node(), { smoke: true, asked: ["net"] });
    let settled = 0;
    for (const pending of [fetch("https://a.test/"), permissions.query("net")]) void pending.finally(() => settled++);
    expect(await permissions.query("storage")).toEqual({ name: "storage", scope: "", state: "denied" });
    await expect(storage.get("a")).rejects.toThrow(
      "Requires storage access, ask for it in the module: export const permissions = { storage: true }",
    );
    await jobs();
    expect(settled).toBe(0);
    expect(scene.calls.take()).toEqual([]);
  });
});
