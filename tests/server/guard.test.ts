import { describe, expect, test } from "bun:test";

import { sameToken } from "../../src/server/token.ts";
import { HOST, openHarness, TOKEN } from "./harness.ts";

const code = async (response: Response): Promise<string> =>
  ((await response.json()) as { error: { code: string } }).error.code;

describe("[S1] host and origin", () => {
  for (const host of ["127.0.0.1:0", "localhost:0", "[::1]:0", "LOCALHOST:0"]) {
    test(`answers for "${host}"`, async () => {
      await using it = openHarness();
      expect((await it.request("/health", { headers: { host } })).status).toBe(200);
    });
  }

  for (const host of [
    "evil.example:0",
    "127.0.0.1:1",
    "127.0.0.1",
    "127.0.0.1:0.evil.example",
    "evil.example@127.0.0.1:0",
    "",
  ]) {
    test(`refuses host "${host}", on the open route too`, async () => {
      await using it = openHarness();
      for (const path of ["/health", "/api/stage", "/ws"]) {
        const response = await it.request(path, { headers: { host } });
        expect(response.status).toBe(403);
        expect(await code(response)).toBe("HOST_FOREIGN");
      }
    });
  }

  test("refuses a request without a host", async () => {
    await using it = openHarness();
    expect((await it.request("/health", { headers: { host: undefined } })).status).toBe(403);
  });

  for (const origin of [
    "http://evil.example",
    "null",
    "https://127.0.0.1:0",
    "http://127.0.0.1:1",
    "http://localhost:0",
    "",
  ]) {
    test(`refuses origin "${origin}" on reads, writes and upgrades`, async () => {
      await using it = openHarness();
      const headers = { origin, "content-type": "application/json" };
      for (const [method, path] of [
        ["GET", "/health"],
        ["GET", "/api/stage"],
        ["POST", "/api/stage/transport"],
        ["GET", "/ws"],
      ] as const) {
        const response = await it.request(path, { method, headers });
        expect(response.status).toBe(403);
        expect(await code(response)).toBe("ORIGIN_FOREIGN");
      }
      expect(it.stage.transports).toEqual([]);
    });
  }

  test("answers its own page", async () => {
    await using it = openHarness();
    expect((await it.request("/api/stage", { headers: { origin: `http://${HOST}` } })).status).toBe(200);
  });

  test("refuses what another site's page loads without saying its origin, and lets a link through", async () => {
    await using it = openHarness();
    for (const site of ["cross-site", "same-site"]) {
      const image = { "sec-fetch-site": site, "sec-fetch-mode": "no-cors" };
      expect((await it.request("/api/stage", { headers: image })).status).toBe(403);
      const link = { "sec-fetch-site": site, "sec-fetch-mode": "navigate" };
      expect((await it.request("/", { headers: link })).status).toBe(200);
    }
    expect(
      (await it.request("/", { headers: { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" } })).status,
    ).toBe(200);
  });
});

describe("[S1] token", () => {
  const paths = [
    "/",
    "/api/stage",
    "/api/modules",
    "/openapi.json",
    "/docs",
    "/viewer.js",
    "/ws",
    "/api/make/make-1",
    "/nowhere",
  ];
  for (const path of paths) {
    test(`is wanted by ${path}`, async () => {
      await using it = openHarness();
      const response = await it.request(path, { headers: { authorization: undefined } });
      expect(response.status).toBe(401);
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await code(response)).toBe("TOKEN_MISSING");
    });
  }

  test("that is missing is told to a person in a page, without script or style", async () => {
    await using it = openHarness();
    for (const path of ["/", "/docs", "/?token=<script>"]) {
      const response = await it.request(path, { headers: { authorization: undefined, accept: "text/html,*/*" } });
      expect(response.status).toBe(401);
      expect(response.headers.get("content-type")).toStartWith("text/html");
      const page = await response.text();
      expect(page).toContain("Open the address that was printed when the server started");
      expect(page).not.toMatch(/<script|style/);
    }
  });

  test("is not wanted by /health", async () => {
    await using it = openHarness();
    expect((await it.request("/health", { headers: { authorization: undefined } })).status).toBe(200);
  });

  for (const authorization of [
    "Bearer wrong",
    `Basic ${TOKEN}`,
    TOKEN,
    "Bearer",
    "",
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN} x`,
  ]) {
    test(`is not "${authorization}"`, async () => {
      await using it = openHarness();
      const response = await it.request("/api/stage", { headers: { authorization } });
      expect(response.status).toBe(401);
      expect(await code(response)).toBe("TOKEN_WRONG");
    });
  }

  test("in the address of the page moves into a cookie", async () => {
    await using it = openHarness();
    const response = await it.request(`/?token=${TOKEN}`, { headers: { authorization: undefined } });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/");
    expect(response.headers.get("set-cookie")).toBe(`nodegen-0=${TOKEN}; Path=/; HttpOnly; SameSite=Strict`);
  });

  test("in the address opens nothing but the page and the socket", async () => {
    await using it = openHarness();
    for (const path of ["/api/stage", "/docs", "/viewer.js", "/api/make/make-1", "//"])
      expect((await it.request(`${path}?token=${TOKEN}`, { headers: { authorization: undefined } })).status).toBe(401);
    // 400: past the guard, and no upgrade.
    expect((await it.request(`/ws?token=${TOKEN}`, { headers: { authorization: undefined } })).status).toBe(400);
  });

  test("that is wrong in the address sets no cookie, whatever the cookie says", async () => {
    await using it = openHarness();
    const headers = { authorization: undefined, cookie: `nodegen-0=${TOKEN}` };
    const response = await it.request("/?token=wrong", { headers });
    expect(response.status).toBe(401);
    expect(response.headers.has("set-cookie")).toBe(false);
  });

  test("is taken from this port's cookie and no other's", async () => {
    await using it = openHarness();
    const ask = (cookie: string) => it.request("/api/stage", { headers: { authorization: undefined, cookie } });
    expect((await ask(`nodegen-0=${TOKEN}`)).status).toBe(200);
    expect((await ask(`other=1; nodegen-0=${TOKEN}`)).status).toBe(200);
    expect((await ask(`nodegen-4747=${TOKEN}`)).status).toBe(401);
    expect((await ask("nodegen-0=forged")).status).toBe(401);
    expect((await ask("nodegen-0=")).status).toBe(401);
  });

  test("is told apart at any length", () => {
    expect(sameToken("abc", "abc")).toBe(true);
    for (const other of ["", "ab", "abd", "abcabc", "ABC"]) expect(sameToken(other, "abc")).toBe(false);
  });

  test("is drawn from the random source when none is fixed", async () => {
    await using one = openHarness({ token: undefined });
    await using two = openHarness({ token: undefined });
    expect(one.server.token).toMatch(/^[\w-]{43}$/);
    expect(one.server.token).not.toBe(two.server.token);
  });
});
