/**
 * The realm, attacked with text that the gate has not seen: each test hands raw code to a real child, so that the realm has
 * to hold alone. What a module finds out it says through its log.
 */
import { afterAll, describe, expect, test } from "bun:test";

import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import type { Verdict } from "../../src/sandbox/verdict.ts";
import { checkedCode, options, powers, value } from "./helpers.ts";

const sandbox = makeSandbox(powers);
afterAll(() => sandbox.close());

const run = async (code: string, frames = 2): Promise<Verdict> =>
  value(await sandbox.prove(checkedCode(code), { ...options, frames })).verdict;

/** What `body` logs when it runs in a hook of a module; `say` logs one line. */
async function heard(body: string, more = ""): Promise<string[]> {
  const { log, findings } = await run(`"use strict"; const say = (...all) => console.log(...all);
    const root = (o) => { let top = o; while (Object.getPrototypeOf(top) !== null) top = Object.getPrototypeOf(top); return top === Object.prototype ? "own" : "FOREIGN"; };
    ${more}
    return { default: class extends nodegen$.Circle { onReady() { ${body} } onUpdate() { this.update?.(); } } };`);
  expect(findings).toEqual([]);
  return log.map(({ text }) => text);
}

describe("ways out of the realm", () => {
  test("the constructor walk throws an error of its own realm", async () => {
    expect(
      await heard(`
        for (const walk of [
          () => this.constructor.constructor("return process")(),
          () => (() => {}).constructor("return 1"),
          () => (async () => {}).constructor("return 1"),
          () => (function* () {}).constructor("return 1"),
          () => (async function* () {}).constructor("return 1"),
          () => Reflect.construct((() => {}).constructor, ["return 1"]),
          () => say.constructor("return 1"),
          () => nodegen$.clamp.constructor("return this")(),
        ]) try { say("OUT", walk()); } catch (error) { say(root(error), error instanceof TypeError); }`),
    ).toEqual(Array.from({ length: 8 }, () => "own true"));
  });

  test("no global is left, by name or by this", async () => {
    const names =
      "globalThis process Bun require module fetch setTimeout queueMicrotask eval Function WebAssembly SharedArrayBuffer Atomics WeakRef FinalizationRegistry ShadowRealm Temporal structuredClone realm nodegenJob";
    const tries = names
      .split(" ")
      .map((name) => `try { say(typeof ${name} === "undefined" ? "absent" : "${name}"); } catch { say("absent"); }`);
    const said = await heard(`${tries.join("\n")} (function () { say(typeof this); })();`);
    expect(said).toEqual([...names.split(" ").map(() => "absent"), "undefined"]);
  });

  test("import() rejects with a string", async () => {
    expect(
      await heard(`import("node:fs").then(() => say("OUT"), (error) => say(typeof error));
        import("data:text/javascript,1").catch((error) => say(typeof error));
        (async () => { try { await import("bun"); } catch (error) { say(typeof error); } })();`),
    ).toEqual(["string", "string", "string"]);
  });

  test("stack frames give no functions: Error cannot be told to", async () => {
    expect(
      await heard(`
        try { Error.prepareStackTrace = (_, sites) => sites; say("OUT"); } catch { say("frozen"); }
        say(typeof Error.captureStackTrace, typeof new Error("x").stack);
        class Own extends Error {} try { Own.prepareStackTrace = (_, sites) => sites; } catch {}
        say(typeof new Own("x").stack);
        // Called by a module, it sees what the module hands it.
        say(Error.prepareStackTrace(new Error("own"), []));`),
    ).toEqual(["frozen", "undefined string", "string", "Error: own"]);
  });

  test("a stack shows the module's frames and no path of this machine", async () => {
    const said = await heard(`
      const deep = (n) => n === 0 ? new Error("x").stack : deep(n - 1);
      say(deep(2)); Promise.resolve().then(() => say(new Error("job").stack)); try { null.x; } catch (error) { say(error.stack); }
      try { const dive = () => dive() + 1; dive(); } catch (error) { say(error.stack.slice(0, 99)); }`);
    expect(said).toHaveLength(4);
    const places = said.flatMap((stack) => [...stack.matchAll(/\n +at .*\((.*):\d+:\d+\)/g)].map(([, file]) => file));
    expect(new Set(places)).toEqual(new Set(["module.js"]));
  });

  test("callers cannot be walked: not by caller, callee or arguments", async () => {
    expect(
      await heard(`
        const seen = [];
        function plain() { try { seen.push(typeof plain.caller); } catch { seen.push("threw"); } try { seen.push(typeof plain.arguments); } catch { seen.push("threw"); }
          try { seen.push(typeof arguments.callee); } catch { seen.push("threw"); } }
        plain(); say(seen.join(" "));`),
    ).toEqual(["undefined undefined threw"]);
  });

  test("what runs the promise jobs is out of reach of a promise job", async () => {
    expect(
      await heard(`
        const look = (where) => { const lines = new Error("x").stack.split("\\n").slice(1).map((line) => /drain/i.test(line)); say(where, lines.includes(true) ? "named only" : "unseen"); };
        Promise.resolve().then(function job() { look("job"); try { say(typeof job.caller); } catch { say("threw"); } });
        Promise.resolve({ then(resolve) { say(root(resolve), root(this)); resolve(1); } }).then((one) => say(one));`),
    ).toContain("own own");
  });

  test("an error that the runtime throws deep inside is of the module's own realm", async () => {
    expect(
      await heard(`
        const tries = {
          overflow: () => { const dive = () => dive() + 1; dive(); },
          length: () => new Array(-1), json: () => JSON.parse("{"), regexp: () => new RegExp("("), call: () => (class {})(),
          symbol: () => Symbol() + "", undef: () => undefined.x, big: () => 2n ** (2n ** 40n), memory: () => "x".repeat(2 ** 40),
          buffer: () => new ArrayBuffer(2 ** 53), proxy: () => new Proxy({}, { get: 1 }).x, uri: () => decodeURIComponent("%"),
          date: () => new Date(NaN).toISOString(), locale: () => "a".localeCompare("b", "!"), freeze: () => { Object.freeze([]).push(1); },
          lone: () => [].reduce((a) => a), private: () => { class A { #x; static get(o) { return o.#x; } } A.get({}); },
          generator: () => { const g = (function* () { g.next(); })(); g.next(); }, revoked: () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); proxy.x; },
          intl: () => new Intl.NumberFormat("x", { style: "currency" }), detach: () => { const b = new ArrayBuffer(8); b.transfer(); new Uint8Array(b); },
        };
        for (const [name, attempt] of Object.entries(tries)) try { attempt(); say(name, "no throw"); } catch (error) { if (root(error) !== "own") say(name, "FOREIGN"); }
        Promise.any([]).catch((error) => root(error) === "own" || say("any FOREIGN"));
        Promise.resolve().then(() => undefined.x).catch((error) => root(error) === "own" || say("job FOREIGN"));
        Array.fromAsync(1, () => undefined.x).catch((error) => root(error) === "own" || say("async FOREIGN"));`),
    ).toEqual([]);
  });

  test("text that closes its own function gains nothing", async () => {
    const { findings, log } = await run(
      `}); try { console.log("OUT"); } catch {} (function () { return { default: class {} };`,
    );
    expect(log).toEqual([]);
    expect(findings[0]!.severity).toBe("error");
  });
});

describe("standard objects", () => {
  test("cannot be changed", async () => {
    expect(
      await heard(`
        for (const change of [
          () => { Array.prototype.push = 1; }, () => { Object.prototype.polluted = 1; }, () => { delete Map.prototype.get; },
          () => { Math.random = () => 4; }, () => { Promise.prototype.then = null; }, () => { JSON.stringify = null; },
          () => { Object.getPrototypeOf([][Symbol.iterator]()).next = 1; }, () => { Object.getPrototypeOf(async () => {}).x = 1; },
          () => { Object.setPrototypeOf(Array.prototype, {}); }, () => { console.log = 1; }, () => { performance.now = 1; },
          () => { Object.prototype.toString = 1; }, () => { Error.prototype.message = "x"; }, () => { nodegen$.Node = 1; },
        ]) try { change(); say("CHANGED " + change); } catch (error) { root(error) === "own" || say("FOREIGN"); }`),
    ).toEqual([]);
  });

  test("hold nothing that one run could leave for the next", async () => {
    expect(
      await heard(`
        const left = Object.getOwnPropertyNames(RegExp).filter((name) => /^(\\$|last|left|right|input|multiline)/.test(name));
        /(b)/.exec("abc"); say(left.join(), typeof RegExp.$1, typeof RegExp.lastMatch, typeof RegExp["$&"]);`),
    ).toEqual([" undefined undefined undefined"]);
  });

  test("ordinary code that assigns inherited names works", async () => {
    expect(
      await heard(`
        class Mine extends Error { constructor(m) { super(m); this.name = "Mine"; this.message = m + "!"; } }
        say(String(new Mine("oh")));
        const o = {}; o.toString = () => "mine"; o.constructor = 1; o.valueOf = () => 2; o.hasOwnProperty = 3;
        say(String(o), o.constructor, +o, Object.keys(o).join());
        class Log extends Array { toString() { return "log"; } } const list = []; list.toString = () => "list"; say(String(new Log()), String(list));
        function f() {} f.prototype.toString = () => "f"; say(String(new f()));`),
    ).toEqual(["Mine: oh!", "mine 1 2 toString,constructor,valueOf,hasOwnProperty", "log list", "f"]);
  });

  test("are those of ES2025", async () => {
    expect(
      await heard(`
        say([3, 1, 2].toSorted().join(), Object.groupBy([1, 2], (n) => n % 2 ? "odd" : "even").odd.length, new Set([1]).union(new Set([2])).size);
        say([1, 2].values().map((n) => n * 2).toArray().join(), "ab".at(-1), structuredCloneless());
        function structuredCloneless() { return new Float16Array(1).length + RegExp.escape("a.b").length; }
        say(new Intl.NumberFormat("en").format(1234.5), (1234.5).toLocaleString(), new Date(0).toLocaleDateString("en"));`),
    ).toEqual(["1,2,3 1 2", "2,4 b 8", "1,234.5 1,234.5 1/1/1970"]);
  });
});

describe("time and chance are simulated", () => {
  test("Date, Intl and performance follow the ticks", async () => {
    const { log } = await run(
      `"use strict"; return { default: class extends nodegen$.Circle { onUpdate() {
        const format = new Intl.DateTimeFormat("en", { timeStyle: "medium" });
        console.log(Date.now() - Date.UTC(2026, 0, 1), performance.now(), new Date().toISOString(), Date().slice(0, 15), format.format(), format.formatToParts()[0].value);
        console.log(new Date(5).getTime(), new Date(2020, 1).getMonth(), Date.UTC(2020), Date.parse("2020") > 0, new Date() instanceof Date, new Date().constructor === Date, Date.length, Date.name);
      } } };`,
      64,
    );
    expect(log[0]!.text).toBe("15 15.625 2026-01-01T00:00:00.015Z Thu Jan 01 2026 12:00:00 AM 12");
    expect(log[1]!.text).toBe("5 1 1577836800000 true true true 7 Date");
  });

  test("Math.random at top level is seeded too", async () => {
    const code = `"use strict"; console.log(Math.random()); return { default: class extends nodegen$.Circle {} };`;
    const [one, other] = [await run(code), await run(code)];
    expect(one.log).toEqual(other.log);
    expect(Number(one.log[0]!.text)).toBeGreaterThan(0);
  });
});

describe("what a module throws or returns is read with care", () => {
  const thrown: readonly (readonly [what: string, expression: string])[] = [
    [
      "an object whose getters throw",
      `{ get name() { throw 1; }, get message() { throw 2; }, get stack() { throw 3; } }`,
    ],
    ["a proxy that throws on everything", `new Proxy({}, new Proxy({}, { get() { throw 1; } }))`],
    ["a symbol", `Symbol("x")`],
    ["undefined", `undefined`],
    ["an object without a prototype", `Object.create(null)`],
    ["a stack of a megabyte", `Object.assign(new Error("x"), { stack: "at module.js:1:1 ".repeat(100000) })`],
    [
      "a stack with places beyond the file",
      `Object.assign(new Error("x"), { stack: "module.js:9999999:9999999 module.js:0:0" })`,
    ],
    ["a message of a megabyte", `new Error("x".repeat(1e6))`],
    ["a function", `() => {}`],
  ];
  for (const [what, expression] of thrown)
    test(what, async () => {
      const { findings } = await run(
        `"use strict"; return { default: class extends nodegen$.Circle { onUpdate() { throw ${expression}; } } };`,
      );
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatchObject({ code: "SMOKE_THREW", line: 1, column: 1 });
      expect(findings[0]!.message.length).toBeLessThan(1_000);
    });

  test("a thenable that a hook returns is not called by anyone but the language", async () => {
    expect(await heard(`this.update = () => { say("tick"); return { then() { say("THEN"); } }; };`)).toEqual([
      "tick",
      "tick",
    ]);
  });

  test("exports that are no node class are a finding", async () => {
    for (const code of [
      "return {};",
      "return { default: 1 };",
      "return null;",
      "return { default: class {} };",
      "return { get default() { throw 1; } };",
    ]) {
      const { findings } = await run(`"use strict"; ${code}`);
      expect(findings[0]).toMatchObject({ severity: "error", stage: "smoke" });
    }
  });

  test("text that does not compile is a finding", async () => {
    expect((await run("let let = 1;")).findings[0]).toMatchObject({ code: "SMOKE_NOT_COMPILED" });
  });
});

test("promise jobs run after the updates of a tick and nowhere else", async () => {
  const { log } = await run(
    `"use strict"; return { default: class extends nodegen$.Circle {
      onReady() { Promise.resolve().then(() => console.log("job of ready")); this.addChild(new (class extends nodegen$.Node { onUpdate() { console.log("child"); } })()); }
      onUpdate() { console.log("update"); Promise.resolve().then(() => console.log("job")).then(() => console.log("next job")); }
    } };`,
  );
  const tick = ["update", "child", "job", "next job"];
  expect(log.map(({ text }) => text)).toEqual(["update", "child", "job of ready", "job", "next job", ...tick]);
});
