/** Pictures over HTTP: whose they are, what is answered, and that nothing else of a file's reaches a page. */
import { expect, test } from "bun:test";

import { err, ok } from "../../src/base/result.ts";
import { openHarness } from "./harness.ts";

test("[B9] a picture is asked of the module whose slot the id names, and sent as what it is", async () => {
  await using it = openHarness();
  it.stage.picture = ok({ bytes: Uint8Array.of(1, 2, 3), type: "image/png" });
  const response = await it.request(`/api/textures/${encodeURIComponent("3:pictures/a b.png")}`);
  expect(response.status).toBe(200);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3]);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(it.stage.textures).toEqual([[3, "pictures/a b.png"]]);
});

test("what is refused is told with its status", async () => {
  await using it = openHarness();
  for (const [code, status] of [
    ["TEXTURE_NOT_PERMITTED", 403],
    ["TEXTURE_NOT_FOUND", 404],
    ["TEXTURE_UNREADABLE", 422],
  ] as const) {
    it.stage.picture = err({ code, message: "Cannot show it", hint: "Ask for it." });
    const response = await it.request("/api/textures/1:a.png");
    expect([response.status, await response.json()]).toMatchObject([status, { error: { code } }]);
  }
});

test("an id that names no slot reaches no stage, and neither does a page without the token", async () => {
  await using it = openHarness();
  for (const id of ["star", "0:a.png", "1:", ":a.png", "1e3:a.png", "-1:a.png"])
    expect((await it.request(`/api/textures/${encodeURIComponent(id)}`)).status).toBe(404);
  expect((await it.request("/api/textures/1:a.png", { headers: { authorization: undefined } })).status).toBe(401);
  expect(it.stage.textures).toEqual([]);
});
