/** Scopes against the tricks that have fooled others, and against what nobody thought of. */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { normaliseHost } from "../../src/permission/host.ts";
import { netScope, parseNetRule } from "../../src/permission/net-scope.ts";
import { normalisePath, pathCovers } from "../../src/permission/read-scope.ts";
import { allows, allRules, covers, parseRules, type Rules } from "../../src/permission/rules.ts";

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
    "./~",
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

describe("addresses that are not the internet's", () => {
  const inside = [
    ...["127.0.0.1", "127.9.9.9", "0x7f.1", "2130706433", "017700000001", "127.1", "127.0.0.1."],
    ...["[::1]", "[0:0::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]"],
    ...[
      "10.1.2.3",
      "172.16.0.1",
      "172.31.255.255",
      "192.168.1.1",
      "[::ffff:192.168.1.1]",
      "[fd00:ec2::254]",
      "[fc00::1]",
    ],
    ...["169.254.169.254", "0xa9fea9fe", "[fe80::1]", "[fec0::1]", "100.64.0.1", "100.127.255.255"],
    ...["0.0.0.0", "0", "[::]", "224.0.0.1", "239.255.255.255", "[ff02::1]", "255.255.255.255", "240.0.0.1"],
    ...["[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[::ffff:0:127.0.0.1]", "[2001:db8::1]", "[2001::1]"],
    ...["192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "192.0.0.1", "[100::1]", "[4000::1]", "[8000::1]"],
  ];
  for (const host of inside)
    test(`[P13] everything does not allow ${host}; a rule that names it does, by any spelling`, () => {
      const request = { name: "net", scope: scopeOf(`http://${host}:8080/`) } as const;
      expect(allows(allRules(), request)).toBe(false);
      expect(allows(rules({ net: true }), request)).toBe(false);
      expect(allows(rules({ net: [host] }), request)).toBe(true);
      expect(allows(rules({ net: [`${host}:8080`] }), request)).toBe(true);
      expect(allows(rules({ net: { everything: true, listed: [`${host}:8080`] } }), request)).toBe(true);
      expect(allows(rules({ net: { everything: true, listed: [`${host}:80`] } }), request)).toBe(false);
      // What is denied is denied whole.
      expect(covers(rules({ net: true }), request)).toBe(true);
    });

  const outside = [
    "93.184.216.34",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "[2606:4700::1111]",
    "example.com",
    "10.example",
  ];
  for (const host of outside)
    test(`[P13] everything allows ${host}`, () =>
      expect(allows(allRules(), { name: "net", scope: `${host}:443` })).toBe(true));

  for (const name of ["localhost", "LOCALHOST.", "a.localhost", "ｌocalhost", "localhost:8080"])
    test(`[P13] ${name} is no scope: the address must be written`, () => {
      expect(parseNetRule(name)).toMatchObject({ ok: false });
      expect(covers(allRules(), { name: "net", scope: name.includes(":") ? name : `${name}:80` })).toBe(false);
    });

  for (const zone of ["[fe80::1%25eth0]", "[fe80::1%eth0]"])
    test(`[P13] ${zone} is no scope`, () => expect(parseNetRule(zone)).toMatchObject({ ok: false }));
});

test("[P3] what is no scope is covered by nothing, not even by everything", () => {
  for (const scope of ["", "a.com", "*", "*:443", "a.com:0", "a b:1"])
    expect(covers(allRules(), { name: "net", scope })).toBe(false);
  for (const scope of ["", "../x", "/etc/passwd"]) expect(covers(allRules(), { name: "read", scope })).toBe(false);
});
