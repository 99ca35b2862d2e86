/** Named sets: read strictly, and told apart from what they are not. */
import { expect, test } from "bun:test";

import { limitsOf } from "../../src/cli/permissions/options.ts";
import { findPermissionSet } from "../../src/cli/permissions/set-file.ts";
import { stateFolder } from "../../src/cli/permissions/state-folder.ts";
import { covers } from "../../src/permission/rules.ts";

const find = (files: Record<string, unknown>, name = "weather") =>
  findPermissionSet(name, async (path) => {
    const file = files[path];
    return typeof file === "string" || file === undefined ? file : JSON.stringify(file);
  });
const setOf = (weather: unknown) => ({ "nodegen.json": { permissionSets: { weather } } });

async function problem(files: Record<string, unknown>, name?: string) {
  const found = await find(files, name);
  if (found.ok) throw new Error("It was read.");
  return found.error;
}

test("[P5] a set grants, denies and limits", async () => {
  const found = await find(
    setOf({ net: ["A.example.com"], storage: true, deny: { net: ["a.example.com:80"] }, maxMemory: 64 }),
  );
  if (!found.ok) throw new Error(found.error.message);
  const { allow, deny, limits } = found.value;
  expect(covers(allow, { name: "net", scope: "a.example.com:443" })).toBe(true);
  expect(covers(deny, { name: "net", scope: "a.example.com:80" })).toBe(true);
  expect(covers(allow, { name: "model", scope: "" })).toBe(false);
  expect(limits).toEqual({ maxMemory: 64 });
});

test("[P5] nodegen.json comes before package.json, and either will do", async () => {
  const inPackage = { "package.json": { name: "x", nodegen: { permissionSets: { weather: { storage: true } } } } };
  expect(await find(inPackage)).toMatchObject({ ok: true, value: { allow: { storage: true } } });
  expect(await find({ ...inPackage, ...setOf({ model: true }) })).toMatchObject({
    ok: true,
    value: { allow: { storage: false, model: true } },
  });
});

const refusals: [string, Record<string, unknown>, string, string][] = [
  ["no file", {}, "neither nodegen.json nor package.json has any", "Write it into nodegen.json"],
  [
    "another name",
    { "nodegen.json": { permissionSets: { wether: {} } } },
    "has none of this name",
    'Did you mean "wether"?',
  ],
  ["text that is no JSON", { "nodegen.json": "{" }, "it is no JSON object", "Mend it"],
  [
    "a misspelt part",
    { "nodegen.json": { permisionSets: {} } },
    'there is no key "permisionSets"',
    'Did you mean "permissionSets"?',
  ],
  ["a misspelt permission", setOf({ nett: true }), 'has the key "nett"', 'Did you mean "net"?'],
  ["a misspelt denial", setOf({ dney: {} }), 'has the key "dney"', 'Did you mean "deny"?'],
  [
    "a misspelt permission in a denial",
    setOf({ deny: { storag: true } }),
    'has the key "deny.storag"',
    'Did you mean "storage"?',
  ],
  ["a limit in a denial", setOf({ deny: { maxMemory: 1 } }), 'has the key "deny.maxMemory"', "The keys are net, read"],
  [
    "a scope that is none",
    setOf({ net: ["http://a"] }),
    'the net scope "http://a", which is a whole address',
    "HOST or HOST:PORT",
  ],
  ["a path that leads out", setOf({ deny: { read: ["../x"] } }), "leads out of the project", "relative to the project"],
  ["text for a list", setOf({ net: "a.com" }), 'has a "net" that does not fit', "Expected true, false or a list"],
  ["a limit too low", setOf({ maxMemory: 1 }), 'has a "maxMemory" that does not fit', "from 16 to 4096"],
  ["both ways", setOf({ net: ["a.com"], deny: { net: true } }), 'allows and denies net "a.com"', "Take it out"],
  ["no object", setOf(["net"]), 'the permission set "weather" is no object', "Write e.g."],
  ["a set of sets that is none", { "nodegen.json": { permissionSets: [] } }, '"permissionSets" is no object', ""],
  ["an inherited name", { "nodegen.json": { permissionSets: {} } }, "has none of this name", "none at all"],
];
for (const [what, files, said, hint] of refusals)
  test(`[P5] ${what} is refused`, async () => {
    const refused = await problem(files, what === "an inherited name" ? "constructor" : "weather");
    expect(refused).toMatchObject({ code: "USAGE_PERMISSION_SET", message: expect.stringContaining(said) });
    expect(refused.hint).toContain(hint);
  });

test("[P5] a flag's limit comes before the set's", () => {
  const flags = { maxMemory: 128, maxTick: undefined, maxNodes: undefined, maxLog: undefined };
  expect(limitsOf(flags, { maxMemory: 64, maxTick: 20, maxLog: 5 })).toEqual({
    memoryBytes: 128 * 2 ** 20,
    tickHardMs: 20,
    logLinesPerSecond: 5,
  });
});

test("[P7] grants lie outside the project, apart for each project", () => {
  const at = (over: Partial<Parameters<typeof stateFolder>[0]>) =>
    stateFolder({ chosen: undefined, xdg: undefined, home: "/home/me", project: "/home/me/scene", ...over });
  expect(at({})).toMatch(/^\/home\/me\/\.local\/state\/nodegen\/scene-[0-9a-f]{12}$/);
  expect(at({ xdg: "/state" })).toStartWith("/state/nodegen/scene-");
  expect(at({ xdg: "relative" })).toBe(at({}));
  expect(at({ project: "/other/scene" })).not.toBe(at({}));
  expect(at({ chosen: "/chosen" })).toBe("/chosen");
});
