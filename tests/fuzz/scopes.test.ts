/**
 * Permission scopes, from the command line, from a file and from a module: any text is a rule or a sentence and never a
 * throw, one place has one spelling, and nothing that is denied is covered by another name.
 */
import { expect, test } from "bun:test";

import fc from "fast-check";

import { parseArguments } from "../../src/cli/arguments.ts";
import { findPermissionSet } from "../../src/cli/permissions/set-file.ts";
import { netRuleCovers, netRuleText, netScope, parseNetRule } from "../../src/permission/net-scope.ts";
import { normalisePath, pathCovers } from "../../src/permission/read-scope.ts";
import { askedRules, contradiction, covers, parseRules } from "../../src/permission/rules.ts";
import { fuzz } from "./fuzz.ts";

// What tends to be read in two ways.
const pieces = fc.constantFrom(
  ..."a b.com A.COM xn-- . .. / // \\ : :80 :443 :0 @ # ? % %2e %00 [ ] [::1] [::ffff:7f00:1] 127.0.0.1 0x7f.1 2130706433 017700000001 ～ 。 １ ｅ \u200b \u2028 \u0000 \ud800 ~ * , data data/x =".split(
    " ",
  ),
);
const scope = fc.oneof(
  fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join("")),
  fc.domain(),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const written = fc.record(
  {
    net: fc.oneof(fc.boolean(), fc.array(scope, { maxLength: 4 })),
    read: fc.oneof(fc.boolean(), fc.array(scope, { maxLength: 4 })),
    storage: fc.boolean(),
    model: fc.boolean(),
  },
  { requiredKeys: [] },
);

test("[P3] any text is a rule or a sentence, and a rule reads as itself again", async () => {
  const reads = fc.property(scope, (text) => {
    const net = parseNetRule(text);
    if (net.ok) expect(parseNetRule(netRuleText(net.value))).toEqual(net);
    else expect(net.error).not.toBe("");
    const path = normalisePath(text);
    if (path.ok) expect(normalisePath(path.value)).toEqual(path);
    else expect(path.error).not.toBe("");
  });
  await fuzz("scope-text", reads, { numRuns: 1_000 });
});

test("[P3] a host in any spelling is the one host, for a rule as for an address", async () => {
  const spellings = (bytes: readonly number[]): string[] => {
    const [a, b, c, d] = bytes as [number, number, number, number];
    const whole = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    const octal = bytes.map((byte) => `0${byte.toString(8)}`).join(".");
    const mapped = `[::ffff:${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}]`;
    const wide = bytes.join(".").replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    return [
      `${whole}`,
      `0x${whole.toString(16)}`,
      octal,
      `${a}.${b}.${(c << 8) | d}`,
      mapped,
      `${bytes.join(".")}.`,
      wide,
    ];
  };
  const byte = fc.nat({ max: 255 });
  const same = fc.property(fc.tuple(byte, byte, byte, byte), fc.nat({ max: 6 }), (bytes, which) => {
    const spelling = spellings(bytes)[which]!;
    expect(parseNetRule(spelling)).toEqual({ ok: true, value: { host: bytes.join(".") } });
    const asked = netScope(new URL(`http://${spelling}/`));
    expect(asked).toEqual({ ok: true, value: `${bytes.join(".")}:80` });
    expect(covers(askedRules({ net: [spelling] }), { name: "net", scope: `${bytes.join(".")}:80` })).toBe(true);
  });
  await fuzz("scope-spellings", same, { numRuns: 500 });
});

test("[P2] what covers a rule covers all that the rule covers", async () => {
  const host = fc.constantFrom("a.com", "b.com", "127.0.0.1", "[::1]");
  const port = fc.constantFrom(undefined, 80, 443);
  const rule = fc.tuple(host, port).map(([name, number]) => ({ host: name, ...(number && { port: number }) }));
  const path = fc.array(fc.constantFrom("a", "b", "ab"), { maxLength: 4 }).map((names) => names.join("/") || ".");
  const holds = fc.property(rule, rule, rule, path, path, path, (outer, inner, net, above, below, read) => {
    if (netRuleCovers(outer, inner) && netRuleCovers(inner, net)) expect(netRuleCovers(outer, net)).toBe(true);
    if (pathCovers(above, below) && pathCovers(below, read)) expect(pathCovers(above, read)).toBe(true);
  });
  await fuzz("scope-order", holds, { numRuns: 1_000 });
});

test("[P4] whatever a command line or a file says, it is rules or a problem that quotes it in print", async () => {
  const flag = fc.constantFrom("--allow-net", "--deny-net", "--allow-read", "--deny-read", "--allow-storage", "-A");
  const words = fc.array(fc.tuple(flag, fc.oneof(scope, fc.constant(undefined))), { maxLength: 4 });
  const file = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.json(),
    written.map((set) => JSON.stringify({ permissionSets: { a: set } })),
  );
  const said = fc.asyncProperty(words, file, async (given, text) => {
    const argv = given.map(([name, value]) => (value === undefined ? name : `${name}=${value}`));
    const line = parseArguments(["run", "a.ts", ...argv]);
    const set = await findPermissionSet("a", async (name) => (name === "nodegen.json" ? text : undefined));
    for (const read of [line, set])
      if (!read.ok)
        expect(`${read.error.message}${read.error.hint}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u2028\u200b]/);
  });
  await fuzz("scope-lines", said, { numRuns: 300 });
});

test("[P4] rules that can be read contradict themselves or leave something to be allowed", async () => {
  const told = fc.property(written, written, (allowed, denied) => {
    const [allow, deny] = [parseRules(allowed), parseRules(denied)];
    if (!allow.ok || !deny.ok) return;
    const both = contradiction(allow.value, deny.value);
    if (both?.name === "storage" || both?.name === "model") expect(allowed[both.name] && denied[both.name]).toBe(true);
    if (both !== undefined) return;
    for (const rule of allow.value.net.listed) {
      const request = { name: "net", scope: netRuleText({ port: 1, ...rule }) } as const;
      expect(covers(allow.value, request)).toBe(true);
      if (rule.port !== undefined) expect(covers(deny.value, request)).toBe(false);
    }
  });
  await fuzz("scope-contradiction", told, { numRuns: 1_000 });
});
