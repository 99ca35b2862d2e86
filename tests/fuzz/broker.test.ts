/** Whatever a module writes as an address or a path, nothing is reached that was not granted. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import fc from "fast-check";

import { specialRange } from "../../src/permission/special-range.ts";
import { get, openBroker, readText, type TestBroker } from "../sandbox/broker/a-broker.ts";
import { fuzz } from "./fuzz.ts";

const minute = { fetch: 1e6, readText: 1e6, storage: 1e6, ask: 1e6, query: 1e6, texture: 1e6 };
const opened: TestBroker[] = [];
afterAll(() => Promise.all(opened.map((one) => one.close())));
async function open(...args: Parameters<typeof openBroker>): Promise<TestBroker> {
  const made = await openBroker(...args);
  opened.push(made);
  return made;
}

const hosts = [
  "a.test",
  "A.TEST.",
  "b.test",
  "127.0.0.1",
  "2130706433",
  "0x7f.1",
  "10.0.0.1",
  "[::1]",
  "[::ffff:10.0.0.1]",
  "a.test@10.0.0.1",
  "a.test%2eevil.test",
  "a.test\\@10.0.0.1",
  "ａ.test",
  "a.test#@10.0.0.1",
  "169.254.169.254",
];
/** Mostly one of the first, so that many calls come through. */
const often = (likely: readonly string[], others: readonly string[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...likely) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const url = fc
  .tuple(
    often(["http:", "https:"], ["HTTP:", "file:", "ftp:", "javascript:", ""]),
    often(["//"], ["/", "\\\\", "", "////"]),
    fc.oneof(
      often(["a.test", "A.TEST.", "10.0.0.1"], hosts),
      fc.webAuthority(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
    ),
    often(["", ":8080"], [":80", ":443", ":0", ":99999"]),
    fc.oneof(fc.constantFrom("", "/", "/..", "?x", "#y"), fc.webPath()),
  )
  .map((parts) => parts.join(""));
const addresses = fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), often(["93.184.215.14"], ["127.0.0.1", "10.0.0.1", "::1"])), {
  minLength: 1,
  maxLength: 3,
});

test("[B4] only what was granted is connected to, and only at an address of the internet", async () => {
  let resolved: readonly string[] = [];
  let location = "";
  let connections = 0;
  const sent: { url: URL; host: string }[] = [];
  const made = await open(
    {
      net: {
        resolve: async () => resolved,
        fetch: async (to, { headers }) => {
          sent.push({ url: new URL(to), host: (headers as Headers).get("host") ?? "" });
          // As the bytes of a server would arrive.
          const bytes = Buffer.from(location).toString("latin1");
          return new Response("", location === "" ? {} : { status: 302, headers: { location: bytes } });
        },
      },
    },
    { perMinute: minute },
  );
  made.allow({ net: ["a.test", "10.0.0.1:8080"] });
  const session = made.session({ net: ["a.test", "b.test", "10.0.0.1:8080", "127.0.0.1"] });
  const printable = fc.string({ unit: "grapheme-ascii" });
  const isWhole = await fuzz(
    "net-reach",
    fc.asyncProperty(
      fc.oneof(url, fc.string()),
      fc.oneof(fc.constant(""), url, printable),
      addresses,
      async (asked, next, found) => {
        [resolved, location] = [found, next];
        sent.length = 0;
        await session.call(get(asked));
        connections += sent.length;
        for (const { url: to, host } of sent) {
          const isGrantedAddress = to.host === "10.0.0.1:8080" && host === "10.0.0.1:8080";
          const address = to.hostname.replace(/^\[|\]$/g, "");
          const isGrantedName = /^a\.test(:\d+)?$/.test(host) && found.every((one) => specialRange(one) === null);
          expect([to.href, isGrantedAddress || (isGrantedName && specialRange(address) === null)]).toEqual([
            to.href,
            true,
          ]);
        }
      },
    ),
    { numRuns: 1_000 },
  );
  if (isWhole) expect(connections).toBeGreaterThan(20);
});

let files: TestBroker;
beforeAll(async () => {
  files = await open({}, { perMinute: minute });
  const inside = (path: string) => join(files.project, path);
  await mkdir(inside("data/deep"), { recursive: true });
  await mkdir(inside("database"));
  await writeFile(inside("data/a.txt"), "granted");
  await writeFile(inside("data/deep/b.txt"), "granted");
  for (const path of ["secret.txt", "database/c.txt", "../outside.txt"]) await writeFile(inside(path), "secret");
  await symlink("../secret.txt", inside("data/link"));
  await symlink("..", inside("data/deep/up"));
  await symlink("../../outside.txt", inside("data/deep/out"));
  await symlink("../data/a.txt", inside("database/in"));
  files.allow({ read: ["data"] });
});

test("[B8] no path leads to what was not granted", async () => {
  const session = files.session({ read: ["data", "database", "secret.txt"] });
  const name = fc.constantFrom(
    "data",
    "database",
    "deep",
    "up",
    "link",
    "out",
    "in",
    "a.txt",
    "b.txt",
    "c.txt",
    "secret.txt",
    "outside.txt",
    "..",
    ".",
    "",
    "%2e%2e",
    "DATA",
    "data\u0000",
    "~",
  );
  const start = often(["data", "data/deep", "data/deep/up"], ["database", "", ".."]);
  const end = often(["a.txt", "b.txt", "deep/b.txt"], ["link", "secret.txt", "c.txt", "in", "out"]);
  const path = fc
    .tuple(start, fc.array(name, { maxLength: 3 }), end)
    .map(([from, names, last]) => [from, ...names, last].join("/"));
  let reads = 0;
  const isWhole = await fuzz(
    "read-reach",
    fc.asyncProperty(path, async (asked) => {
      const answer = await session.call(readText(asked));
      if (!answer.ok) return;
      reads++;
      expect([asked, answer.value]).toEqual([asked, "granted"]);
    }),
    {
      numRuns: 1_000,
      examples: [["data/a.txt"], ["data/deep/up/a.txt"], ["data/../secret.txt"], ["data/deep/../../database/c.txt"]],
    },
  );
  if (isWhole) expect(reads).toBeGreaterThan(20);
});
