import { describe, expect, test } from "bun:test";

import { PageClient } from "./client.ts";
import { openHarness, TOKEN } from "./harness.ts";

const bearer = { authorization: `Bearer ${TOKEN}` };

describe("server", () => {
  test("listens on loopback, prints an address with the token, and opens the page from it", async () => {
    await using it = openHarness();
    const { url, port } = it.listen();
    expect(url).toBe(`http://127.0.0.1:${port}/?token=${TOKEN}`);
    const opened = await fetch(url, { redirect: "manual" });
    expect(opened.status).toBe(303);
    const cookie = opened.headers.get("set-cookie") ?? "";
    expect(cookie).toBe(`nodegen-${port}=${TOKEN}; Path=/; HttpOnly; SameSite=Strict`);
    const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { cookie: cookie.split(";")[0] ?? "" } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("nodegen");
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(401);
  });

  test("answers 413 to a body of megabytes in its own shape", async () => {
    await using it = openHarness();
    const { port } = it.listen();
    const response = await fetch(`http://127.0.0.1:${port}/api/stage/transport`, {
      method: "POST",
      headers: { ...bearer, "content-type": "application/json" },
      body: "x".repeat(3_000_000),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: "BODY_TOO_LARGE" } });
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
  });

  test("refuses a rebound name at the socket too", async () => {
    await using it = openHarness();
    const { port } = it.listen();
    const response = await fetch(`http://127.0.0.1:${port}/health`, { headers: { host: `evil.example:${port}` } });
    expect(response.status).toBe(403);
  });

  test("says which port is in use and how to choose another", async () => {
    await using one = openHarness();
    await using two = openHarness();
    const { port } = one.listen();
    expect(two.server.listen(port)).toEqual({
      ok: false,
      error: {
        code: "PORT_IN_USE",
        message: `Cannot listen on port ${port}: it is in use`,
        hint: "Choose another with `--port N`, or any free one with `--port 0`.",
      },
    });
    expect(two.server.listen(0).ok).toBe(true);
  });

  test("closes its pages with 1001 and frees the port", async () => {
    const it = openHarness();
    const { port } = it.listen();
    const pages = [1, 2].map(() => new PageClient(`ws://127.0.0.1:${port}/ws`, bearer));
    await Promise.all(pages.map((page) => page.next("hello")));
    await it.server.close();
    for (const page of pages) expect(await page.closed).toEqual({ code: 1001, reason: "The server was closed." });
    expect(it.stage.viewers.size).toBe(0);
    expect(it.stage.listeners.size).toBe(0);
    await using next = openHarness();
    expect(next.server.listen(port).ok).toBe(true);
  });

  test("a failure to listen that is no port's is thrown with its cause", () => {
    const serve = (() => {
      throw new Error("no such power");
    }) as typeof Bun.serve;
    const it = openHarness();
    const powers = { serve, random: () => new Uint8Array(32), clock: it.clock, report: () => {} };
    expect(() => openHarness({ powers }).server.listen(0)).toThrow("no such power");
  });
});
