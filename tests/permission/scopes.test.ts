/** Scopes against the tricks that have fooled others, and against what nobody thought of. */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { normaliseHost } from "../../src/permission/host.ts";
import { netScope, parseNetRule } from "../../src/permission/net-scope.ts";
import { normalisePath, pathCovers } from "../../src/permission/read-scope.ts";
import { allRules, covers, parseRules, type Rules } from "../../src/permission/rules.ts";

const rules = (written: Parameters<typeof parseRules>[0]): Rules => {
  const parsed = parseRules(written);
  if (!parsed.ok) throw new Error(`${parsed.error.scope} ${parsed.error.reason}`);
  return parsed.value;
};
const scopeOf = (url: string) => {
  const scope = netScope(new URL(url));
  return scope.ok ? scope.value : `refused: ${scope.error}`;
};
const reaches = (rule: string, url: string) => covers(rules({ net: [rule] }), { name: "net", scope: scopeOf(url) });

describe("hosts", () => {
  const oneHost: [string, string][] = [
    ["example.com", "https://EXAMPLE.com/"],
    ["Example.COM.", "https://example.com/"],
    ["example.com", "https://example.com./"],
    ["example.com:443", "https://example.com/"],
    ["example.com:80", "http://example.com/"],
    ["example.com", "https://ex%61mple.com/"],
    ["example.com", "https://example\u3002com/"],
    ["bücher.de", "https://xn--bcher-kva.de/"],
    ["xn--bcher-kva.de", "https://BÜCHER.de/"],
    ["127.0.0.1", "http://2130706433/"],
    ["127.0.0.1", "http://0x7f.1/"],
    ["127.0.0.1", "http://017700000001/"],
    ["127.0.0.1", "http://127.1/"],
    ["127.0.0.1", "http://１２７.0.0.1/"],
    ["127.0.0.1", "http://127.0.0.1./"],
    ["127.0.0.1", "http://[::ffff:127.0.0.1]/"],
    ["127.0.0.1", "http://[::FFFF:7f00:1]/"],
    ["0x7f000001", "http://127.0.0.1/"],
    ["[::ffff:10.0.0.1]", "http://10.0.0.1/"],
    ["[::1]", "http://[0:0:0:0:0:0:0:1]/"],
    ["[0::0:1]:8080", "http://[::1]:8080/"],
  ];
  for (const [rule, url] of oneHost) test(`[P3] ${rule} covers ${url}`, () => expect(reaches(rule, url)).toBe(true));

  const otherHost: [string, string][] = [
    ["example.com", "https://example.com.evil.net/"],
    ["example.com", "https://evilexample.com/"],
    ["example.com", "https://sub.example.com/"],
    ["example.com", "https://example.co/"],
    ["example.com", "https://example.com@evil.net/"],
    ["example.com", "https://evil.net/?example.com"],
    ["example.com", "https://evil.net#@example.com/"],
    ["example.com", "https://evil.net\\@example.com/"],
    ["example.com", "https://exаmple.com/"], // a Cyrillic letter
    ["example.com:443", "https://example.com:8443/"],
    ["example.com:443", "http://example.com/"],
    ["127.0.0.1", "http://127.0.0.2/"],
    ["127.0.0.1", "http://[::1]/"],
    ["localhost", "http://127.0.0.1/"],
    ["example.com", "https://example.com../"],
  ];
  for (const [rule, url] of otherHost)
    test(`[P3] ${rule} does not cover ${url}`, () => expect(reaches(rule, url)).toBe(false));

  const malformed = [
    "",
    " ",
    "a b",
    "a.com/path",
    "a.com?x",
    "a.com#x",
    "user@a.com",
    "http://a.com",
    "*.a.com",
    "*",
    "%61.com",
    "a..com",
    ".a.com",
    "a.com:",
    "a.com:0",
    "a.com:65536",
    "a.com:080",
    "a.com:+80",
    "a.com: 80",
    "a.com:80:80",
    "a.com:٣",
    "::1",
    "[::1",
    "[::1]80",
    "[fe80::1%25eth0]",
    "1.2.3.256",
    "0x100000000",
    "a\u200d.com",
    "a\u0000.com",
    "a.com\n",
    "a\\b",
    "-a.com",
    `${"a".repeat(64)}.com`,
    `${"a.".repeat(130)}com`,
    "xn--a",
  ];
  for (const text of malformed)
    test(`[P4] ${JSON.stringify(text).slice(0, 40)} is no net scope`, () => expect(parseNetRule(text).ok).toBe(false));

  test("[P3] only http and https have a scope", () => {
    for (const url of ["ftp://a.com/", "file:///etc/passwd", "data:,x", "ws://a.com/"])
      expect(scopeOf(url)).toStartWith("refused");
  });

  test("[P3] reading a host never throws, and reading it again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.domain(),
          fc.ipV4(),
          fc.ipV4Extended(),
          fc.ipV6().map((v6) => `[${v6}]`),
        ),
        (text) => {
          const once = normaliseHost(text);
          if (!once.ok) return;
          expect(normaliseHost(once.value)).toEqual(once);
          expect(once.value).toMatch(/^([a-z0-9._-]+|\[[0-9a-f:]+\])$/);
        },
      ),
    );
  });

  test("[P3] a rule and a URL of the same host agree, whatever the case and the port", () => {
    fc.assert(
      fc.property(fc.domain(), fc.integer({ min: 1, max: 65_535 }), fc.boolean(), (host, port, dotted) => {
        if (!parseNetRule(host).ok) return; // an "xn--" that is no punycode
        expect(reaches(`${host.toUpperCase()}:${port}`, `http://${host}${dotted ? "." : ""}:${port}/x`)).toBe(true);
        expect(reaches(`${host}:${port === 1 ? 2 : port - 1}`, `http://${host}:${port}/`)).toBe(false);
        expect(reaches(host, `http://x${host}:${port}/`)).toBe(false);
      }),
    );
  });
});

describe("paths", () => {
  const inside: [string, string][] = [
    [".", "anything/at/all"],
    ["data", "data"],
    ["data/", "data/words.txt"],
    ["./data//x", "data/x/y"],
    ["data/../lib", "lib/a"],
    ["%2e%2e", "%2e%2e/x"],
    ["..data", "..data/x"],
  ];
  for (const [rule, path] of inside)
    test(`[P3] ${rule} covers ${path}`, () =>
      expect(covers(rules({ read: [rule] }), { name: "read", scope: path })).toBe(true));

  const outside: [string, string][] = [
    ["data", "database"],
    ["data", "data.txt"],
    ["data", "dat"],
    ["data", "Data/x"],
    ["data", "data/../secret"],
    ["data", "./other/data/x"],
    ["data", "/data/x"],
    ["data", "../data/x"],
    ["data", "data/../../etc/passwd"],
    ["data/x", "data"],
    ["data", "data\\..\\secret"],
    ["data", "data\u0000/x"],
    ["%2e", "."],
  ];
  for (const [rule, path] of outside)
    test(`[P3] ${rule} does not cover ${JSON.stringify(path)}`, () =>
      expect(covers(rules({ read: [rule] }), { name: "read", scope: path })).toBe(false));

  for (const text of [
    "",
    "/",
    "/etc",
    "..",
    "a/../..",
    "../a",
    "~/x",
    "~",
    "a\u0000",
    "a\nb",
    "C:\\x",
    "file:///x",
    "\ud800",
    "a".repeat(2000),
  ])
    test(`[P4] ${JSON.stringify(text).slice(0, 30)} is no read scope`, () =>
      expect(normalisePath(text).ok).toBe(false));

  test("[P3] a normalised path has no dots to climb by, and normalising it again changes nothing", () => {
    const name = fc.oneof(fc.constantFrom(".", "..", "", "a", "data", "..."), fc.string());
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (names) => {
        const once = normalisePath(names.join("/"));
        if (!once.ok) return;
        expect(normalisePath(once.value)).toEqual(once);
        if (once.value !== ".") for (const part of once.value.split("/")) expect(["", ".", ".."]).not.toContain(part);
      }),
    );
  });

  test("[P3] a path covers what lies below it and no neighbour", () => {
    const part = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), part, (names, more) => {
        const folder = names.join("/");
        expect(pathCovers(folder, `${folder}/${more}`)).toBe(true);
        expect(pathCovers(folder, `${folder}${more}`)).toBe(false);
        expect(pathCovers(`${folder}/${more}`, folder)).toBe(false);
      }),
    );
  });
});

test("[P3] what is no scope is covered by nothing, not even by everything", () => {
  for (const scope of ["", "a.com", "*", "*:443", "a.com:0", "a b:1"])
    expect(covers(allRules, { name: "net", scope })).toBe(false);
  for (const scope of ["", "../x", "/etc/passwd"]) expect(covers(allRules, { name: "read", scope })).toBe(false);
});
