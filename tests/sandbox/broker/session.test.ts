/** Storage, questions to the model, permissions, and what holds for every call. */
import { Database } from "bun:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { join } from "node:path";

import { type BrokerCall, MOST_WAITING } from "../../../src/base/broker-call.ts";
import type { Json } from "../../../src/base/json.ts";
import { err, ok } from "../../../src/base/result.ts";
import { brokerLimits } from "../../../src/sandbox/broker/limits.ts";
import { get, openBroker, readText, refused, type TestBroker } from "./a-broker.ts";

const set = (key: string, value: Json): BrokerCall => ({ call: "storage.set", args: { key, value } });
const read = (key: string): BrokerCall => ({ call: "storage.get", args: { key } });
const remove = (key: string): BrokerCall => ({ call: "storage.delete", args: { key } });
const ask = (prompt: string): BrokerCall => ({ call: "ask", args: { prompt } });

let made: TestBroker;
const limits = { storageKeys: 3, storageBytes: 200, promptLength: 50, modelTokens: 250 };
beforeEach(async () => {
  made = await openBroker({}, limits);
});
afterEach(() => made.close());

test("[B11] questions at once spend no more than questions one after the other", async () => {
  made.allow({ model: true });
  const session = made.session({ model: true });
  session.start(...Array.from({ length: 10 }, () => ask("?")));
  const answers = [];
  while (answers.length < 10) answers.push(...(await session.news()).answers);
  // 100 tokens each, 250 in all.
  expect(answers.filter(({ ok }) => ok).length).toBe(3);
});

describe("storage", () => {
  const asked = { storage: true };
  beforeEach(() => made.allow({ storage: true }));

  test("[B10] keeps JSON for the module's lineage: a later child has it, whatever it is called", async () => {
    const value = { score: 3, names: ["a", null], deep: { x: true } };
    const first = made.session(asked, "Game", "games/one.ts");
    expect(await first.call(set("state", value))).toMatchObject({ ok: true });
    first.close();
    for (const name of ["Game", "Renamed"])
      expect(await made.session(asked, name, "games/one.ts").call(read("state"))).toMatchObject({ value: { value } });
  });

  test("[B10] two modules of one name share nothing, and neither takes the other's room", async () => {
    const [one, other] = ["one", "other"].map((lineage) => made.session(asked, "Game", lineage));
    for (const key of ["a", "b", "c"]) await one!.call(set(key, 1));
    expect(await other!.call(read("a"))).toMatchObject({ ok: true, value: null });
    expect(await other!.call(set("a", 2))).toMatchObject({ ok: true });
    await other!.call(remove("b"));
    expect(await one!.call(read("a"))).toMatchObject({ value: { value: 1 } });
    expect(await one!.call(read("b"))).toMatchObject({ value: { value: 1 } });
  });

  test("[B10] calls are done in their order, whatever the decisions take", async () => {
    let first = true;
    const slow = await openBroker({
      decide: async () => {
        if (first) await new Promise((resolve) => setTimeout(resolve, 20));
        first = false;
        return { granted: true, by: "allow flag", hint: "" };
      },
    });
    const session = slow.session(asked);
    session.start(set("x", 1), read("x"), remove("x"), read("x"));
    const answers = [];
    while (answers.length < 4) answers.push(...(await session.news()).answers);
    expect(answers.map((answer) => answer.ok && answer.value)).toEqual([null, { value: 1 }, null, null]);
    await slow.close();
  });

  test("[B10] what would go over the quota changes nothing", async () => {
    const session = made.session(asked);
    await session.call(set("a", 1));
    expect(refused(await session.call(set("a", "x".repeat(300))))).toContain("delete some first");
    expect(await session.call(read("a"))).toMatchObject({ value: { value: 1 } });
    await session.call(set("b", 1));
    await session.call(set("c", 1));
    expect(refused(await session.call(set("d", 1)))).toContain("more than 3 keys");
    await session.call(remove("c"));
    expect(await session.call(set("d", 1))).toMatchObject({ ok: true });
  });

  test("[B10] the quota counts bytes, of whatever characters", async () => {
    const alphabet = made.session(asked);
    for (const key of ["a", "b", "c", "d"]) await alphabet.call(remove(key));
    expect(await alphabet.call(set("a", "😀".repeat(20)))).toMatchObject({ ok: true });
    expect(await alphabet.call(set("\u0000".repeat(60), 1))).toMatchObject({ ok: true });
    expect(refused(await alphabet.call(set("c", "😀".repeat(20))))).toContain("more than");
  });

  test("[B10] two children that write at once lose nothing", async () => {
    const [one, two] = [made.session(asked), made.session(asked)];
    await Promise.all([one.call(set("one", 1)), two.call(set("two", 2))]);
    expect(await one.call(read("two"))).toMatchObject({ value: { value: 2 } });
    expect(await two.call(read("one"))).toMatchObject({ value: { value: 1 } });
  });

  test("keys are text of a size; a disk that refuses is told; a file of another version is left alone", async () => {
    const session = made.session(asked);
    for (const key of ["", "x".repeat(201), "\ud800"])
      expect(refused(await session.call(set(key, 1)))).toContain("a key is text of 1 to 200 characters");
    const path = join(made.project, "newer.sqlite");
    new Database(path, { create: true }).run("PRAGMA user_version = 7");
    const newer = await openBroker({ openStorage: async () => ok(new Database(path)) });
    newer.allow({ storage: true });
    expect(refused(await newer.session(asked).call(read("a")))).toContain("it has version 7");
    await newer.close();
    const full = { code: "DISK_REFUSED", message: "Cannot open the storage: the disk is full", hint: "Make room." };
    const none = await openBroker({ openStorage: async () => err(full) });
    none.allow({ storage: true });
    expect(refused(await none.session(asked).call(read("a")))).toBe(`${full.message}. Make room.`);
    await none.close();
  });
});

describe("ask", () => {
  test("[B11] is answered by the model until the tokens are used up", async () => {
    made.allow({ model: true });
    const session = made.session({ model: true });
    expect(await session.call(ask("Who?"))).toMatchObject({ ok: true, value: "You asked: Who?" });
    expect(refused(await session.call(ask("x".repeat(51))))).toContain("longer than 50 characters");
    expect(refused(await session.call(ask("  ")))).toContain("the question is empty");
    for (let i = 0; i < 2; i++) expect(await session.call(ask("And?"))).toMatchObject({ ok: true });
    expect(refused(await session.call(ask("And?")))).toContain("the 250 tokens of this run are used up");
  });

  test("[B11] an endpoint that fails is told", async () => {
    const failing = await openBroker({
      model: async () => err({ code: "MODEL", message: "Cannot reach the model", hint: "Start it." }),
    });
    failing.allow({ model: true });
    expect(refused(await failing.session({ model: true }).call(ask("Who?")))).toBe("Cannot reach the model. Start it.");
    await failing.close();
  });
});

describe("every call", () => {
  const calls: readonly (readonly [BrokerCall, string])[] = [
    [get("http://a.test/"), 'net access to "a.test:80"'],
    [readText("a.txt"), 'read access to "a.txt"'],
    [read("a"), "storage access"],
    [set("a", 1), "storage access"],
    [remove("a"), "storage access"],
    [ask("Who?"), "model access"],
  ];

  test("[B1] that the literal does not ask for is refused, though everything is granted", async () => {
    made.allow({ net: true, read: true, storage: true, model: true });
    for (const [call, access] of calls) {
      const answer = await made.session({}).call(call);
      expect(refused(answer)).toBe(`Requires ${access}, ask for it in the module`);
      expect(answer).toHaveProperty("error.notCapable");
    }
    expect(made.audit.map(({ by }) => by)).toEqual(calls.map(() => "not asked"));
  });

  test("[B12] what was revoked is refused at the next use", async () => {
    const session = made.session({ storage: true });
    made.allow({ storage: true });
    expect(await session.call(read("a"))).toMatchObject({ ok: true });
    made.allow({});
    expect(refused(await session.call(read("a")))).toContain("Requires storage access");
  });

  test("[B13] answers come in the order of the requests, as many as there are", async () => {
    made.allow({ storage: true });
    const session = made.session({ storage: true });
    session.start(readText("x"), read("a"), readText("y"), read("b"));
    const ids: number[] = [];
    while (ids.length < 4) {
      const { answers } = await session.news();
      const now = answers.map(({ id }) => id);
      expect(now).toEqual(now.toSorted((a, b) => a - b));
      ids.push(...now);
    }
    expect(ids.toSorted()).toEqual([1, 2, 3, 4]);
  });

  test("[B13] more than may wait at once are refused", async () => {
    made.allow({ storage: true });
    const session = made.session({ storage: true });
    session.start(...Array.from({ length: MOST_WAITING + 1 }, () => read("a")));
    const answers = [];
    while (answers.length <= MOST_WAITING) answers.push(...(await session.news()).answers);
    expect(answers.filter(({ ok: fine }) => !fine)).toHaveLength(1);
  });

  test("[B13] one tick takes in no more than a megabyte, but for one that is larger", async () => {
    made.allow({ read: ["."] });
    await Bun.write(join(made.project, "half"), "x".repeat(600_000));
    const session = made.session({ read: ["half"] });
    session.start(readText("half"), readText("half"));
    const { answers } = await session.news();
    expect(answers.length).toBe(1);
    expect((await session.news()).answers.length).toBe(1);
  });
});

describe("permissions.query", () => {
  const query = (name: "net" | "storage", scope?: string): BrokerCall => ({
    call: "permissions.query",
    args: { name, scope },
  });

  test("[B14] says what holds now, asks nobody and leaves no line", async () => {
    made.allow({ net: ["a.test:80"] });
    const session = made.session({ net: ["a.test:80", "b.test:80"] });
    const state = async (scope: string) => ((await session.call(query("net", scope))) as { value: Json }).value;
    expect(await state("a.test:80")).toEqual({ name: "net", scope: "a.test:80", state: "granted" });
    expect(await state("b.test:80")).toEqual({ name: "net", scope: "b.test:80", state: "denied" });
    expect(made.audit).toEqual([]);
  });

  test("[B14] a change of what was queried is told once; what was not queried is not", async () => {
    const session = made.session({ net: ["a.test:80"], storage: true });
    await session.call(query("storage"));
    made.allow({ storage: true, net: ["a.test:80"] });
    expect(await session.news()).toEqual({ changes: [{ name: "storage", scope: "", state: "granted" }], answers: [] });
    made.allow({});
    expect((await session.news()).changes).toEqual([{ name: "storage", scope: "", state: "denied" }]);
    expect(session.take()).toBeUndefined();
  });

  test("[B14] only so many are watched", async () => {
    const session = made.session({});
    for (let i = 0; i < 64; i++) expect(await session.call(query("net", `a${i}.test:80`))).toMatchObject({ ok: true });
    expect(refused(await session.call(query("net", "b.test:80")))).toContain("more than 64");
  });
});

test("[B15] two modules with different grants: nothing of the one's reaches the other", async () => {
  made.allow({ storage: true, read: ["shared.txt"] });
  await Bun.write(join(made.project, "shared.txt"), "text");
  const reader = made.session({ read: ["shared.txt"] }, "Reader");
  const keeper = made.session({ storage: true }, "Keeper");
  expect(await reader.call(readText("shared.txt"))).toMatchObject({ ok: true });
  expect(await keeper.call(set("secret", 1))).toMatchObject({ ok: true });
  expect(refused(await keeper.call(readText("shared.txt")))).toContain("Requires read access");
  expect(refused(await reader.call(read("secret")))).toContain("Requires storage access");
  reader.start(readText("shared.txt"));
  await reader.news();
  expect(keeper.take()).toBeUndefined();
});

test("docs/broker.md tells the limits as they are", async () => {
  const text = await Bun.file(join(import.meta.dir, "../../../docs/broker.md")).text();
  const {
    bodyBytes,
    fetchMs,
    redirects,
    perMinute,
    textureBytes,
    storageBytes,
    storageKeys,
    promptLength,
    modelTokens,
  } = brokerLimits;
  const megabytes = (bytes: number) => `${bytes / 2 ** 20} MB`;
  const grouped = (count: number) => count.toLocaleString("en");
  for (const told of [
    `${megabytes(bodyBytes)}, ${fetchMs / 1000} s, ${redirects} redirects, ${perMinute.fetch} a minute`,
    `${megabytes(bodyBytes)}, ${perMinute.readText} a minute`,
    `${megabytes(textureBytes)}, ${perMinute.texture} a minute`,
    `${megabytes(storageBytes)}, ${grouped(storageKeys)} keys, ${grouped(perMinute.storage)} calls a minute`,
    `${grouped(promptLength)} characters, ${grouped(modelTokens)} tokens for the life of a process, ${perMinute.ask} questions a minute`,
    `${MOST_WAITING} calls under way`,
  ])
    expect(text).toContain(told);
});
