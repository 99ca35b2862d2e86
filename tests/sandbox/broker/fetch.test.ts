/** `fetch` at the broker, with real servers on loopback, which modules reach because they are granted that very address. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";

import type { BrokerAnswer } from "../../../src/base/broker-call.ts";
import { get, openBroker, refused, type TestBroker } from "./a-broker.ts";
import { certificateFor } from "./certificate.ts";

let server: Bun.Server<undefined>;
let address: string;
const seen: Request[] = [];
const opened: TestBroker[] = [];

const endless = (): Response =>
  new Response(
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
    }),
  );
const routes: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
  "/hello": () => new Response("hello", { headers: { "x-kind": "greeting", "set-cookie": "id=1" } }),
  "/echo": async (request) =>
    Response.json({ method: request.method, headers: request.headers.toJSON(), body: await request.text() }),
  "/endless": endless,
  "/announced": () => new Response(new Uint8Array(3 * 2 ** 20)),
  "/slow": () => new Promise<Response>(() => {}),
  "/drip": () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) })),
  "/zipped": () => new Response(Bun.gzipSync(new Uint8Array(2 ** 20)), { headers: { "content-encoding": "gzip" } }),
  "/round": () => Response.redirect("/round"),
  "/see-other": () => new Response(null, { status: 303, headers: { location: "/echo" } }),
  "/keep": () => new Response(null, { status: 307, headers: { location: "/echo" } }),
  "/to-name": () => new Response(null, { status: 302, headers: { location: `http://other.test:${server.port}/echo` } }),
  "/to-metadata": () => new Response(null, { status: 302, headers: { location: "http://169.254.169.254/latest" } }),
  "/to-file": () => new Response(null, { status: 302, headers: { location: "file:///etc/passwd" } }),
};

beforeAll(() => {
  server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch(request) {
      seen.push(request);
      const { pathname } = new URL(request.url);
      return routes[pathname]?.(request) ?? new Response("no", { status: 404 });
    },
  });
  address = `127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.stop(true);
  for (const one of opened) await one.close();
});

function bodyOf(answer: BrokerAnswer): string {
  if (!answer.ok) throw new Error(answer.error.message);
  return (answer.value as { readonly body: string }).body;
}

async function broker(...args: Parameters<typeof openBroker>): Promise<TestBroker> {
  const made = await openBroker(...args);
  opened.push(made);
  return made;
}

/** May reach the server by its address, and nothing else. */
async function granted(...args: Parameters<typeof openBroker>) {
  const made = await broker(...args);
  made.allow({ net: [address] });
  return { ...made, session: made.session({ net: [address, "other.test", "169.254.169.254"] }) };
}

describe("what is granted", () => {
  test("[B1] is fetched, and the decision is on record before", async () => {
    const { session, audit } = await granted();
    const answer = await session.call(get(`http://${address}/hello`));
    expect(answer).toMatchObject({ id: 1, ok: true, value: { status: 200, body: "hello" } });
    expect(answer).toHaveProperty("value.headers.x-kind", "greeting");
    expect(answer).not.toHaveProperty("value.headers.set-cookie");
    expect(audit).toMatchObject([
      { module: "Probe", permission: "net", scope: address, outcome: "granted", by: "allow flag" },
    ]);
  });

  test("a body and headers of the module's own go along; none that speak for the connection or a person do", async () => {
    const { session } = await granted();
    const headers = {
      "X-Mine": "1",
      Authorization: "Bearer mine",
      Cookie: "a=b",
      Host: "evil.test",
      Connection: "upgrade",
      "Proxy-Authorization": "x",
      "Content-Length": "99",
      "Sec-Fetch-Site": "none",
    };
    const answer = await session.call(get(`http://${address}/echo`, { method: "post", headers, body: "hi" }));
    const echoed = JSON.parse(bodyOf(answer)) as {
      method: string;
      headers: Record<string, string>;
      body: string;
    };
    expect(echoed).toMatchObject({ method: "POST", body: "hi" });
    const { "x-mine": mine, authorization, host, "user-agent": agent } = echoed.headers;
    expect({ mine, authorization, host, agent }).toEqual({
      mine: "1",
      authorization: "Bearer mine",
      host: address,
      agent: "nodegen",
    });
    expect(Object.keys(echoed.headers).filter((name) => /cookie|proxy|sec-/.test(name))).toEqual([]);
    expect(echoed.headers["content-length"]).toBe("2");
  });

  test("a redirect keeps or changes the method as the standard says", async () => {
    const { session } = await granted();
    const echoed = async (path: string) => {
      const answer = await session.call(get(`http://${address}${path}`, { method: "POST", headers: {}, body: "hi" }));
      return JSON.parse(bodyOf(answer)) as { method: string; body: string };
    };
    expect(await echoed("/see-other")).toMatchObject({ method: "GET", body: "" });
    expect(await echoed("/keep")).toMatchObject({ method: "POST", body: "hi" });
  });
});

describe("what is not granted", () => {
  test("[B1] is refused in Deno's words, on record, and nothing is sent", async () => {
    const made = await broker();
    const before = seen.length;
    const answer = await made.session({ net: [address] }).call(get(`http://${address}/hello`));
    expect(answer).toEqual({
      id: 1,
      ok: false,
      error: {
        message: `Requires net access to "${address}", run again with the --allow-net flag`,
        notCapable: { permission: "net", scope: address },
      },
    });
    expect(made.audit).toMatchObject([{ scope: address, outcome: "denied", by: "default" }]);
    expect(seen.length).toBe(before);
  });

  test("[B2] a decision that cannot be written down is a refusal", async () => {
    const full = { code: "DISK_REFUSED", message: 'Cannot write "audit": the disk is full', hint: "Make room." };
    const { session } = await granted({ audit: async () => ({ ok: false, error: full }) });
    const before = seen.length;
    expect(refused(await session.call(get(`http://${address}/hello`)))).toContain("the disk is full");
    expect(seen.length).toBe(before);
  });

  for (const [url, why] of [
    ["ftp://example.com/", 'the scheme "ftp"'],
    ["file:///etc/passwd", 'the scheme "file"'],
    ["data:text/plain,x", 'the scheme "data"'],
    ["hello", "it is no address"],
    ["http://user:password@example.com/", "may not carry a name or a password"],
  ] as const)
    test(`[B3] only http and https, without credentials: ${url}`, async () => {
      const made = await broker();
      made.allow({ net: true });
      expect(refused(await made.session({ net: ["example.com"] }).call(get(url)))).toContain(why);
      expect(made.audit).toEqual([]);
    });

  test("[B3] methods and headers that could open something else are refused", async () => {
    const { session } = await granted();
    const to = `http://${address}/echo`;
    expect(refused(await session.call(get(to, { method: "CONNECT" })))).toContain('the method "CONNECT"');
    expect(refused(await session.call(get(to, { headers: { "a b": "c" } })))).toContain("no name of a header");
    expect(refused(await session.call(get(to, { headers: { a: "b\r\nc: d" } })))).toContain(
      "a character that none may have",
    );
    expect(refused(await session.call(get(to, { body: "x" })))).toContain("GET carries no body");
  });
});

describe("addresses", () => {
  for (const place of [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "0.0.0.0",
    "::1",
    "fd00:ec2::254",
    "fe80::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
  ])
    test(`[B4] a granted name that resolves to ${place} is refused, and told`, async () => {
      const made = await broker();
      made.allow({ net: true });
      made.names["intranet.test"] = ["93.184.215.14", place];
      const before = seen.length;
      const answer = await made
        .session({ net: ["intranet.test"] })
        .call(get(`http://intranet.test:${server.port}/hello`));
      expect(refused(answer)).toMatch(
        /^Requires net access to ".*", to which "intranet\.test" resolves: the .* address itself must be/,
      );
      expect(answer).toHaveProperty("error.notCapable.permission", "net");
      expect(made.audit.map(({ outcome }) => outcome)).toEqual(["granted", "denied"]);
      expect(seen.length).toBe(before);
    });

  test("[P2] a denied address is denied by every name that leads there", async () => {
    const made = await broker({
      deniedBy: async ({ scope }) =>
        scope.startsWith("93.184.215.14:")
          ? { granted: false, by: "deny flag", hint: "run again without it" }
          : undefined,
    });
    made.allow({ net: true });
    made.names["other.test"] = ["93.184.215.14"];
    const answer = await made.session({ net: ["other.test"] }).call(get("http://other.test/"));
    expect(refused(answer)).toBe('Requires net access to "93.184.215.14:80", run again without it');
    expect(made.audit.map(({ outcome, by, scope }) => `${outcome} ${scope} ${by}`)).toEqual([
      "granted other.test:80 allow flag",
      "denied 93.184.215.14:80 deny flag",
    ]);
  });

  test("[B4] the connection goes to the address that was checked: the name is not looked up again", async () => {
    let looks = 0;
    const made = await broker({
      net: {
        // A name server that rebinds: the first answer is harmless.
        resolve: async () => (looks++ === 0 ? ["203.0.114.9"] : ["127.0.0.1"]),
        fetch: async (url, { headers }) =>
          Response.json({ url, host: new Headers(headers as HeadersInit).get("host") }),
      },
    });
    made.allow({ net: true });
    const answer = await made.session({ net: ["rebind.test"] }).call(get("http://rebind.test/x?y#z"));
    expect(JSON.parse(bodyOf(answer))).toEqual({
      url: "http://203.0.114.9:80/x?y",
      host: "rebind.test",
    });
    expect(looks).toBe(1);
  });

  test("[B4] an address in any spelling is the address that must be granted", async () => {
    const made = await broker();
    made.allow({ net: [address] });
    const session = made.session({ net: [address] });
    const port = server.port;
    for (const spelling of ["2130706433", "0x7f.1", "017700000001", "127.1", "[::ffff:127.0.0.1]", "127.0.0.1."])
      expect(await session.call(get(`http://${spelling}:${port}/hello`))).toMatchObject({
        ok: true,
        value: { status: 200 },
      });
    expect(new Set(made.audit.map(({ scope }) => scope))).toEqual(new Set([address]));
    expect(refused(await session.call(get(`http://127.0.0.2:${port}/hello`)))).toContain("ask for it in the module");
  });

  test("a name that is not known, and a port where nobody listens", async () => {
    const made = await broker();
    made.allow({ net: true });
    const session = made.session({ net: ["nowhere.test", "127.0.0.1:1"] });
    expect(refused(await session.call(get("https://nowhere.test/")))).toBe(
      'Cannot fetch "https://nowhere.test/": the name "nowhere.test" is not known',
    );
    expect(refused(await session.call(get("http://127.0.0.1:1/")))).toContain("the connection was refused");
  });
});

describe("redirects", () => {
  test("[B5] to what is not granted are refused, and what was for the one host does not reach another", async () => {
    const { session, audit } = await granted();
    const before = seen.length;
    expect(refused(await session.call(get(`http://${address}/to-name`)))).toBe(
      `Requires net access to "other.test:${server.port}", run again with the --allow-net flag`,
    );
    expect(refused(await session.call(get(`http://${address}/to-metadata`)))).toContain('"169.254.169.254:80"');
    expect(refused(await session.call(get(`http://${address}/to-file`)))).toContain('the scheme "file"');
    expect(seen.length - before).toBe(3);
    expect(audit.filter(({ outcome }) => outcome === "denied").map(({ scope }) => scope)).toEqual([
      `other.test:${server.port}`,
      "169.254.169.254:80",
    ]);
  });

  test("[B5] to a name that is granted and leads inside are refused all the same", async () => {
    const { session, allow, names } = await granted();
    allow({ net: true });
    names["other.test"] = ["127.0.0.1"];
    expect(refused(await session.call(get(`http://${address}/to-name`)))).toContain("the loopback address itself");
  });

  test("[B5] end after five", async () => {
    const { session, audit } = await granted();
    expect(refused(await session.call(get(`http://${address}/round`)))).toContain("redirected more than 5 times");
    expect(audit.length).toBe(6);
  });

  test("another origin is not sent the module's own headers", async () => {
    const asked: { url: string; headers: Record<string, string> }[] = [];
    const made = await broker({
      net: {
        resolve: async () => ["203.0.114.9"],
        fetch: async (url, { headers }) => {
          asked.push({ url, headers: Object.fromEntries(headers as Headers) });
          return asked.length > 1
            ? new Response("done")
            : new Response(null, { status: 307, headers: { location: "https://b.test/" } });
        },
      },
    });
    made.allow({ net: true });
    const headers = { Authorization: "Bearer mine", "X-Api-Key": "mine", Accept: "text/plain" };
    await made.session({ net: ["a.test", "b.test"] }).call(get("https://a.test/", { headers }));
    expect(asked[0]!.headers).toHaveProperty("x-api-key", "mine");
    expect(asked[1]!.headers).toEqual({
      accept: "text/plain",
      "accept-encoding": "identity",
      host: "b.test",
      "user-agent": "nodegen",
    });
  });
});

describe("bounds", () => {
  for (const path of ["/endless", "/announced"])
    test(`[B6] a body that is too large is cut off: ${path}`, async () => {
      const { session } = await granted();
      expect(refused(await session.call(get(`http://${address}${path}`)))).toContain("its body is larger than 1024 kB");
    });

  test("[B6] a compressed body, which says nothing about its size, is refused", async () => {
    const { session } = await granted();
    expect(refused(await session.call(get(`http://${address}/zipped`)))).toContain("compressed body");
  });

  for (const path of ["/slow", "/drip"])
    test(`[B6] a server that takes its time is left: ${path}`, async () => {
      const { session } = await granted({}, { fetchMs: 100 });
      expect(refused(await session.call(get(`http://${address}${path}`)))).toContain("it took longer than 0.1 s");
    });

  test("[B6] calls are counted", async () => {
    const limits = { perMinute: { fetch: 2, readText: 1, storage: 1, ask: 1, query: 1, texture: 1 } };
    const { session, audit } = await granted({}, limits);
    for (let i = 0; i < 2; i++) expect(await session.call(get(`http://${address}/hello`))).toMatchObject({ ok: true });
    expect(refused(await session.call(get(`http://${address}/hello`)))).toContain("2 times a minute is the limit");
    expect(audit.length).toBe(2);
  });

  test("[B7] when the module is gone, what is under way is aborted and nothing is answered", async () => {
    const { session } = await granted();
    const gone = Promise.withResolvers<void>();
    const before = seen.length;
    session.start(get(`http://${address}/slow`));
    while (seen.length === before) await new Promise((resolve) => setImmediate(resolve));
    seen.at(-1)!.signal.addEventListener("abort", () => gone.resolve());
    session.close();
    await gone.promise;
    expect(session.take()).toBeUndefined();
  });
});

describe("a hostile server", () => {
  for (const [name, said] of [
    ["garbage", "\x00\x01garbage\r\n\r\n"],
    ["nothing", ""],
    ["half a head", "HTTP/1.1 200 OK\r\nContent-Le"],
    ["less than it announced", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"],
    ["a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc"],
    ["a chunk that is none", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc"],
    ["a switch of protocols", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
    ["headers without end", `HTTP/1.1 200 OK\r\n${"X-A: b\r\n".repeat(10_000)}\r\n`],
  ] as const)
    test(`[B6] that says ${name} is told as a failure of the connection`, async () => {
      const socket = {
        data(connection: Bun.Socket) {
          connection.write(said);
          connection.end();
        },
      };
      const raw = Bun.listen({ hostname: "127.0.0.1", port: 0, socket });
      const made = await broker();
      made.allow({ net: true });
      const to = `127.0.0.1:${raw.port}`;
      expect(refused(await made.session({ net: [to] }).call(get(`http://${to}/`)))).toContain("the connection failed");
      raw.stop(true);
    });

  test("[B6] that sends headers of any size: those that are too long are left out", async () => {
    const made = await broker({
      net: {
        resolve: async () => ["203.0.114.9"],
        fetch: async () => new Response("", { headers: { long: "x".repeat(5_000), short: "x" } }),
      },
    });
    made.allow({ net: true });
    const answer = await made.session({ net: ["a.test"] }).call(get("http://a.test/"));
    expect(answer).toMatchObject({ ok: true, value: { headers: { short: "x" } } });
    expect(answer).not.toHaveProperty("value.headers.long");
  });
});

describe("https", () => {
  test("[B4] the certificate must be good for the name, though the connection goes to an address", async () => {
    const { key, cert } = certificateFor("api.test");
    const secure = Bun.serve({
      hostname: "127.0.0.1",
      port: 0,
      tls: { key, cert },
      fetch: () => new Response("secret"),
    });
    const made = await broker({
      net: {
        resolve: async () => ["93.184.215.14"],
        // The one step that a test on this machine must bend: the address of the internet is the server here.
        fetch: (url, init) =>
          fetch(url.replace("93.184.215.14", "127.0.0.1"), { ...init, tls: { ...init.tls, ca: cert } }),
      },
    });
    made.allow({ net: true });
    const session = made.session({ net: ["api.test", "evil.test"] });
    expect(await session.call(get(`https://api.test:${secure.port}/`))).toMatchObject({
      ok: true,
      value: { body: "secret" },
    });
    expect(refused(await session.call(get(`https://evil.test:${secure.port}/`)))).toContain(
      'its certificate is not good for "evil.test"',
    );
    await secure.stop(true);
  });
});
