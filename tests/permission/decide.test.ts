/** Decisions with real grants in real SQLite, shared by several runs as several processes would share them. */
import { Database } from "bun:sqlite";
import { afterAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { contentHash } from "../../src/base/hash.ts";
import type { PromptChoice } from "../../src/base/permission-prompt.ts";
import { err, ok } from "../../src/base/result.ts";
import { makeDecide } from "../../src/permission/decide.ts";
import type { ModuleIdentity, PermissionRequest } from "../../src/permission/decision.ts";
import { refusal } from "../../src/permission/explain.ts";
import { noRules, parseRules, type Rules, type WrittenRules } from "../../src/permission/rules.ts";
import { openGrants } from "../../src/store/grants.ts";

const folder = await mkdtemp(join(tmpdir(), "nodegen-grants-"));
const closers: (() => void)[] = [];
afterAll(async () => {
  for (const close of closers) close();
  await rm(folder, { recursive: true });
});
let files = 0;
const newFile = () => join(folder, `grants-${++files}.sqlite`);
let runs = 0;

const rules = (written: WrittenRules): Rules => {
  const parsed = parseRules(written);
  if (!parsed.ok) throw new Error(parsed.error.reason);
  return parsed.value;
};

function grantsIn(path: string, isAlive: (pid: number) => boolean = () => true, pid = 1) {
  const opened = openGrants({
    path,
    openDatabase: (file) => new Database(file),
    run: `run-${++runs}`,
    pid,
    isAlive,
    today: () => new Date("2026-01-01T00:00:00Z"),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  closers.push(() => opened.value.close());
  return opened.value;
}

interface Plan {
  readonly path?: string;
  readonly allow?: WrittenRules;
  readonly deny?: WrittenRules;
  readonly set?: { allow?: WrittenRules; deny?: WrittenRules };
  /** What the person says, one after the other; absent: `--no-prompt`. */
  readonly answers?: (PromptChoice | undefined)[];
  readonly links?: Readonly<Record<string, string>>;
}

/** One run of the program. */
function run({ path = newFile(), allow = {}, deny = {}, set = {}, answers, links = {} }: Plan = {}) {
  const grants = grantsIn(path);
  const asked: string[] = [];
  const made = makeDecide({
    flags: { allow: rules(allow), deny: rules(deny) },
    set: { allow: rules(set.allow ?? {}), deny: rules(set.deny ?? {}) },
    grants: async () => ok(grants),
    ask: answers && (async (_, { scope }) => (asked.push(scope), answers.shift())),
    realPath: async (file) => links[file],
    granted: () => {},
  });
  return { ...made, grants, path, asked };
}

const weather = (
  source = "v1",
  asked: ModuleIdentity["asked"] = { net: ["api.example.com"], storage: true },
): ModuleIdentity => ({
  slot: 1,
  name: "Weather",
  hash: contentHash(source),
  lineage: contentHash("weather"),
  asked,
});
const net: PermissionRequest = { name: "net", scope: "api.example.com:443" };
const storage: PermissionRequest = { name: "storage", scope: "" };

describe("the order of decisions", () => {
  test("[P1] what the literal does not ask for is refused, whatever is allowed", async () => {
    const { decide } = run({ allow: { net: true, model: true }, answers: ["always"] });
    expect(await decide(weather(), { name: "net", scope: "evil.net:443" })).toMatchObject({
      granted: false,
      by: "not asked",
    });
    expect(await decide(weather(), { name: "model", scope: "" })).toMatchObject({ granted: false, by: "not asked" });
  });

  test("[P1] what is asked for and not granted is refused, and the refusal names the flag", async () => {
    const { decide } = run();
    const decision = await decide(weather(), net);
    expect(decision).toEqual({ granted: false, by: "default", hint: "run again with the --allow-net flag" });
    expect(refusal(net, decision)).toBe(
      'Requires net access to "api.example.com:443", run again with the --allow-net flag',
    );
  });

  test("[P9] each refusal says how it can be had", async () => {
    const said = async (plan: Plan, request: PermissionRequest, module = weather()) =>
      refusal(request, await run(plan).decide(module, request));
    expect(await said({}, storage)).toBe("Requires storage access, run again with the --allow-storage flag");
    expect(await said({ deny: { net: true } }, net)).toEndWith("run again without the --deny-net flag");
    expect(await said({ answers: ["deny"] }, net)).toEndWith(
      "it was refused when asked; run again with the --allow-net flag",
    );
    expect(await said({}, { name: "read", scope: "data/x" })).toEndWith(
      'ask for it in the module: export const permissions = { read: ["data/x"] }',
    );
  });

  test("[P2] a denial wins over flag, set, memory and person", async () => {
    const path = newFile();
    await run({ path, answers: ["always"] }).decide(weather(), net);
    const denied = { granted: false, by: "deny flag" };
    expect(
      await run({ path, allow: { net: true }, deny: { net: ["api.example.com:443"] }, answers: ["always"] }).decide(
        weather(),
        net,
      ),
    ).toMatchObject(denied);
    expect(
      await run({ path, set: { allow: { net: true }, deny: { net: true } } }).decide(weather(), net),
    ).toMatchObject({ granted: false, by: "permission set" });
  });

  test("[P2] a denied folder is denied by every name that it has", async () => {
    const { decide } = run({ allow: { read: true }, deny: { read: ["private"] }, links: { private: "real/place" } });
    const reader = weather("r", { read: ["."] });
    expect(await decide(reader, { name: "read", scope: "real/place/key" })).toMatchObject({
      granted: false,
      by: "deny flag",
    });
    expect(await decide(reader, { name: "read", scope: "real/other" })).toMatchObject({ granted: true });
  });

  test("[P2] what a denial says of an address is told apart from who asks", async () => {
    const { deniedBy } = run({ allow: { net: true }, deny: { net: ["93.184.215.14"] } });
    expect(await deniedBy({ name: "net", scope: "93.184.215.14:443" })).toMatchObject({
      granted: false,
      by: "deny flag",
    });
    expect(await deniedBy({ name: "net", scope: "[::ffff:5db8:d70e]:443" })).toMatchObject({ granted: false });
    expect(await deniedBy({ name: "net", scope: "93.184.215.15:443" })).toBeUndefined();
  });

  test("[P10] what decided is told: flag, set, prompt, memory", async () => {
    const path = newFile();
    expect((await run({ allow: { net: ["api.example.com"] } }).decide(weather(), net)).by).toBe("allow flag");
    expect((await run({ set: { allow: { net: true } } }).decide(weather(), net)).by).toBe("permission set");
    expect((await run({ path, answers: ["always"] }).decide(weather(), net)).by).toBe("prompt");
    expect((await run({ path }).decide(weather(), net)).by).toBe("remembered");
  });

  test("[P12] where grants cannot be read, nothing is granted", async () => {
    const problem = { code: "DISK_REFUSED", message: "Cannot open it", hint: "Make room" };
    const { decide, query } = makeDecide({
      flags: { allow: rules({ net: true }), deny: noRules },
      set: { allow: noRules, deny: noRules },
      grants: async () => err(problem),
      realPath: async () => undefined,
      granted: () => {},
    });
    expect(await decide(weather(), net)).toEqual({ granted: false, by: "default", hint: "Cannot open it. Make room" });
    expect(await query(weather(), "net")).toBe("denied");
  });
});

describe("answers", () => {
  test("[P6] once is once, a run is a run", async () => {
    const { decide, asked, path } = run({ answers: ["once", "run", "never"] });
    for (const by of ["prompt", "prompt", "prompt"])
      expect(await decide(weather(), net)).toMatchObject({ granted: true, by });
    expect(asked).toHaveLength(2);
    expect(await run({ path }).decide(weather(), net)).toMatchObject({ granted: false, by: "default" });
  });

  test("[P6] no is no until the run ends, never is never", async () => {
    const first = run({ answers: ["deny", "always"] });
    for (let use = 0; use < 2; use++)
      expect(await first.decide(weather(), net)).toMatchObject({ granted: false, by: "prompt" });
    const second = run({ path: first.path, answers: ["never"] });
    expect(await second.decide(weather(), net)).toMatchObject({ granted: false, by: "prompt" });
    const third = run({ path: first.path, allow: { net: true }, answers: ["always"] });
    const refused = await third.decide(weather(), net);
    expect(refused).toMatchObject({ granted: false, by: "remembered" });
    expect(refused.hint).toContain("nodegen permissions revoke 1");
  });

  test("[P6] nobody's answer is no, and the next use asks again", async () => {
    const { decide, asked } = run({ answers: [undefined, "once"] });
    expect(await decide(weather(), net)).toMatchObject({ granted: false, by: "default" });
    expect(await decide(weather(), net)).toMatchObject({ granted: true });
    expect(asked).toHaveLength(2);
  });

  test("[P6] the same question is not asked twice at once", async () => {
    const { decide, asked } = run({ answers: ["run"] });
    const decisions = await Promise.all([1, 2, 3].map(() => decide(weather(), net)));
    expect(decisions.map(({ granted }) => granted)).toEqual([true, true, true]);
    expect(asked).toHaveLength(1);
  });
});

describe("memory", () => {
  for (const choice of ["version", "always"] as const) {
    test(`[P7] "${choice}" holds for the very code and scope, in later runs`, async () => {
      const { decide, path } = run({ answers: [choice] });
      await decide(weather(), net);
      expect(await run({ path }).decide(weather(), net)).toMatchObject({ granted: true, by: "remembered" });
      expect(await run({ path }).decide(weather("v1 "), net)).toMatchObject({ granted: false, by: "default" });
      expect(await run({ path }).decide(weather(), { name: "net", scope: "api.example.com:80" })).toMatchObject({
        granted: false,
      });
      expect(await run({ path }).decide(weather(), storage)).toMatchObject({ granted: false });
    });
  }

  test('[P7] "version" ends with the next version that is answered for, "always" does not', async () => {
    const { path, decide } = run({ answers: ["version", "always"] });
    await decide(weather("v1"), net);
    await decide(weather("v1"), storage);
    await run({ path, answers: ["always"] }).decide(weather("v2"), net);
    expect(await run({ path }).decide(weather("v1"), net)).toMatchObject({ granted: false });
    expect(await run({ path }).decide(weather("v1"), storage)).toMatchObject({ granted: true });
    expect(await run({ path }).decide(weather("v2"), net)).toMatchObject({ granted: true });
  });

  test("[P7] a file that is no database is told and not touched", async () => {
    const path = newFile();
    await writeFile(path, "not a database, and long enough to be looked at as one ".repeat(20));
    const opened = openGrants({
      path,
      openDatabase: (file) => new Database(file),
      run: "r",
      pid: 1,
      isAlive: () => true,
      today: () => new Date(0),
    });
    expect(opened).toMatchObject({ ok: false, error: { code: "GRANTS_DAMAGED" } });
    expect(await Bun.file(path).text()).toStartWith("not a database");
  });
});

describe("revoking", () => {
  const revokeAll = (path: string) => {
    const other = grantsIn(path);
    const list = other.list();
    if (!list.ok) throw new Error(list.error.message);
    for (const { id } of list.value) other.revoke(id);
    return list.value;
  };

  for (const [what, plan] of [
    ["a flag", { allow: { net: true } }],
    ["a set", { set: { allow: { net: true } } }],
    ["an answer for the run", { answers: ["run"] }],
    ["an answer for always", { answers: ["always", "always"] }],
  ] as [string, Plan][])
    test(`[P8] what ${what} granted is listed, and revoked from another process it fails at the next use`, async () => {
      const { decide, path } = run(plan);
      expect(await decide(weather(), net)).toMatchObject({ granted: true });
      expect(revokeAll(path)).toMatchObject([{ module: "Weather", permission: "net", scope: net.scope }]);
      expect(await decide(weather(), net)).toMatchObject({ granted: false, by: "revoked" });
      expect(await decide(weather("v2"), net)).toMatchObject({ granted: false, by: "revoked" });
    });

  test("[P8] in a later run it may be granted anew", async () => {
    const { decide, path } = run({ answers: ["always"] });
    await decide(weather(), net);
    revokeAll(path);
    expect(await run({ path, answers: ["once"] }).decide(weather(), net)).toMatchObject({
      granted: true,
      by: "prompt",
    });
  });

  test("[P8] what was revoked stays so under another name and with other code; a module of the same name has its own", async () => {
    const path = newFile();
    const { decide } = run({ path, allow: { net: ["api.example.com"] } });
    await decide(weather(), net);
    revokeAll(path);
    expect(await decide({ ...weather("v2"), name: "Renamed" }, net)).toMatchObject({ granted: false, by: "revoked" });
    const namesake = { ...weather("other"), lineage: contentHash("other") };
    expect(await decide(namesake, net)).toMatchObject({ granted: true, by: "allow flag" });
  });

  test("[P8] a refusal for good is forgotten, and nothing is taken away by that", async () => {
    const { decide, path } = run({ answers: ["never", "once"] });
    await decide(weather(), net);
    revokeAll(path);
    expect(await decide(weather(), net)).toMatchObject({ granted: true, by: "prompt" });
  });

  test("[P8] another process's change is seen", () => {
    const path = newFile();
    const [here, there] = [grantsIn(path), grantsIn(path)];
    const before = here.version();
    there.remember(
      { hash: contentHash("x"), lineage: contentHash("x"), module: "X", permission: "storage", scope: "" },
      "always",
      "prompt",
    );
    expect(here.version()).not.toBe(before);
  });

  test("[P8] what a dead process was granted for its run is not listed", () => {
    const path = newFile();
    grantsIn(path, () => true, 77).remember(
      { hash: contentHash("x"), lineage: contentHash("x"), module: "X", permission: "storage", scope: "" },
      "run",
      "allow flag",
    );
    expect(grantsIn(path, (pid) => pid === 77).list()).toMatchObject({ ok: true, value: [{ module: "X" }] });
    expect(grantsIn(path, () => false).list()).toEqual({ ok: true, value: [] });
  });
});

test("queries know a path by every spelling, as a use does", async () => {
  const { query, grants, decide } = run({ allow: { read: ["data"] } });
  const module = weather("q", { read: ["data"] });
  await decide(module, { name: "read", scope: "data/x" });
  for (const scope of ["data/x", "./data//x", "data/y/../x"])
    expect(await query(module, "read", scope)).toBe("granted");
  const listed = grants.list();
  if (listed.ok) for (const { id } of listed.value) grants.revoke(id);
  for (const scope of ["data/x", "./data//x", "data/y/../x"]) expect(await query(module, "read", scope)).toBe("denied");
});

test("queries tell what a use would meet, ask nobody and leave nothing", async () => {
  const { query, grants, asked, decide } = run({ allow: { storage: true }, deny: { model: true }, answers: ["run"] });
  const module = weather("q", { net: ["a.com", "b.com"], storage: true, model: true });
  expect(await query(module, "storage")).toBe("granted");
  expect(await query(module, "model")).toBe("denied");
  expect(await query(module, "read")).toBe("denied");
  expect(await query(module, "net")).toBe("prompt");
  expect(asked).toEqual([]);
  expect(grants.list()).toEqual({ ok: true, value: [] });
  await decide(module, { name: "net", scope: "a.com:443" });
  for (const scope of ["a.com:443", "A.com.:443", "a.com"]) expect(await query(module, "net", scope)).toBe("granted");
  for (const scope of ["a.com:80", "b.com"]) expect(await query(module, "net", scope)).toBe("prompt");
  for (const scope of ["c.com", "http://a.com", "*", ""]) expect(await query(module, "net", scope)).toBe("denied");
  expect(await query(module, "net")).toBe("prompt");
});

test("[P13] an address of this machine is asked about, and named to the letter, whatever allows everything", async () => {
  const local: PermissionRequest = { name: "net", scope: "127.0.0.1:8080" };
  const module = weather("local", { net: ["127.0.0.1:8080", "example.com"] });
  const plan = { allow: { net: true }, set: { allow: { net: true } } } as const;
  const asking = run({ ...plan, answers: ["always"] });
  expect(await asking.decide(module, { name: "net", scope: "example.com:443" })).toMatchObject({ by: "allow flag" });
  expect(await asking.decide(module, local)).toMatchObject({ granted: true, by: "prompt" });
  expect(asking.asked).toEqual(["127.0.0.1:8080"]);
  const silent = run(plan);
  expect(refusal(local, await silent.decide(module, local))).toBe(
    'Requires net access to "127.0.0.1:8080", run again with the --allow-net=127.0.0.1:8080 flag',
  );
  expect(await silent.query(module, "net", local.scope)).toBe("denied");
});

test("a query of all that is asked for says prompt only where a person would be asked", async () => {
  const module = weather("q", { net: ["a.com", "b.com"] });
  const mixed = { allow: { net: ["a.com"] } };
  expect(await run({ ...mixed, answers: [] }).query(module, "net")).toBe("prompt");
  expect(await run(mixed).query(module, "net")).toBe("denied");
  expect(await run({ ...mixed, deny: { net: ["b.com"] }, answers: [] }).query(module, "net")).toBe("denied");
  expect(await run({ allow: { net: true } }).query(module, "net")).toBe("granted");
});
