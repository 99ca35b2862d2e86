import { describe, expect, test } from "bun:test";

import * as v from "valibot";

import { contentHash } from "../../src/base/hash.ts";
import { err } from "../../src/base/result.ts";
import * as answers from "../../src/server/answers.ts";
import { MAX_JSON_BYTES } from "../../src/server/json-text.ts";
import { finding, ROOT, spinner } from "./fake-stage.ts";
import { kept, making, openHarness } from "./harness.ts";

/** The body, held against the schema that `/openapi.json` shows for it. */
async function read<S extends v.GenericSchema>(response: Response, schema: S): Promise<v.InferOutput<S>> {
  return v.parse(schema, await response.json());
}
async function error(response: Response) {
  return (await read(response, answers.errorAnswer)).error;
}

describe("answers", () => {
  test("GET /health", async () => {
    await using it = openHarness();
    expect(await read(await it.request("/health"), answers.healthAnswer)).toEqual({
      ok: true,
      version: "0.1.0",
      wall: "held",
      stage: { running: true, tick: 64, nodes: 2, viewers: 0 },
    });
  });

  test("GET /api/stage has every module with its tree", async () => {
    await using it = openHarness();
    const stage = await read(await it.request("/api/stage"), answers.stageAnswer);
    expect(stage.modules).toEqual([{ ...spinner, tree: it.stage.tree }] as unknown as typeof stage.modules);
  });

  test("GET /api/modules and one of them", async () => {
    await using it = openHarness();
    const { modules, damaged } = await read(await it.request("/api/modules"), answers.modulesAnswer);
    expect(modules.map(({ hash }) => hash)).toEqual([kept.hash]);
    expect(damaged).toEqual([{ path: "out/bad", reason: "it is empty" }]);
    const one = await read(await it.request(`/api/modules/${kept.hash}`), answers.moduleAnswer);
    expect(one.source).toBe(kept.source);
  });

  test("PATCH /api/stage/nodes/:id goes through the stage's setter", async () => {
    await using it = openHarness();
    const response = await it.send("PATCH", `/api/stage/nodes/${ROOT}`, { speed: 3, label: "x" });
    expect(await read(response, answers.editAnswer)).toEqual({ node: ROOT, properties: { speed: 3, label: "x" } });
    expect(it.stage.edits).toEqual([{ node: ROOT, values: { speed: 3, label: "x" } }]);
  });

  test("[T11] PATCH /api/stage/modules/:slot names, places and ranks; DELETE takes it off; revive answers with findings", async () => {
    await using it = openHarness();
    const response = await it.send("PATCH", "/api/stage/modules/1", { name: "Left", x: 20, order: 0 });
    const arranged = await read(response, answers.arrangeAnswer);
    expect(arranged).toMatchObject({ name: "Left", place: { x: 20, y: 0, scale: 1, visible: true } });
    expect((await it.send("PATCH", "/api/stage/modules/9", { x: 1 })).status).toBe(404);
    for (const wrong of [{ x: "1" }, { scale: 0 }, { order: -1 }, { name: "a".repeat(81) }, { z: 1 }])
      expect((await it.send("PATCH", "/api/stage/modules/1", wrong)).status).toBe(422);
    expect((await it.send("POST", "/api/stage/modules/1/revive", {})).status).toBe(409);
    const removed = await it.send("DELETE", "/api/stage/modules/1", {});
    expect(await read(removed, answers.removedAnswer)).toEqual({ removed: 1 });
    expect(it.stage.removed).toEqual([1]);
  });

  test("[T8] POST /api/stage/rollback", async () => {
    await using it = openHarness();
    const response = await it.send("POST", "/api/stage/rollback", { slot: 1, version: 1 });
    expect(await read(response, answers.swapAnswer)).toMatchObject({ slot: 1, version: 1, rolledBack: true });
    const refused = await it.send("POST", "/api/stage/rollback", { slot: 1, version: 9 });
    expect(refused.status).toBe(404);
    expect((await it.send("POST", "/api/stage/rollback", { slot: 1 })).status).toBe(422);
  });

  test("[T8] GET /api/stage/modules/:slot/versions/:version", async () => {
    await using it = openHarness();
    const response = await it.request("/api/stage/modules/1/versions/1");
    expect(await read(response, answers.versionAnswer)).toEqual({ slot: 1, version: 1, source: spinner.source });
    expect((await it.request("/api/stage/modules/1/versions/9")).status).toBe(404);
    expect((await it.request("/api/stage/modules/1/versions/x")).status).toBe(422);
  });

  test("POST /api/stage/transport", async () => {
    await using it = openHarness();
    const response = await it.send("POST", "/api/stage/transport", { action: "play", speed: 2 });
    expect((await read(response, answers.statusAnswer)).speed).toBe(2);
    await it.send("POST", "/api/stage/transport", { action: "step", ticks: 10 });
    expect(it.stage.transports).toEqual([
      { action: "play", speed: 2 },
      { action: "step", ticks: 10 },
    ]);
  });

  test("POST /api/stage/load puts what was proven on the stage", async () => {
    await using it = openHarness();
    for (const body of [{ hash: kept.hash }, { file: "scenes/pong.ts" }]) {
      const response = await it.send("POST", "/api/stage/load", body);
      expect(response.status).toBe(200);
      await read(response, answers.loadAnswer);
    }
    expect(it.stage.slots().map(({ slot }) => slot)).toEqual([1, 2, 3]);
  });

  test("the page and its files, each with its type", async () => {
    await using it = openHarness();
    const page = await it.request("/");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toContain("<title>nodegen</title>");
    const script = await it.request("/viewer.js");
    expect(script.headers.get("content-type")).toStartWith("text/javascript");
    const again = await it.request("/viewer.js", { headers: { "if-none-match": script.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });
});

describe("[S3] headers", () => {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  const cases: readonly (readonly [path: string, status: number, headers?: Record<string, string | undefined>])[] = [
    ["/", 200],
    ["/docs", 200],
    ["/health", 200],
    ["/api/stage", 200],
    ["/viewer.js", 200],
    ["/nowhere", 404],
    ["/api/stage", 401, { authorization: undefined }],
    ["/api/stage", 403, { host: "evil.example" }],
  ];
  for (const [path, status, headers] of cases) {
    test(`of ${path} with status ${status}`, async () => {
      await using it = openHarness();
      const response = await it.request(path, { headers });
      expect(response.status).toBe(status);
      const seen = Object.fromEntries(response.headers);
      expect(seen).toMatchObject({
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-frame-options": "DENY",
        "cache-control": path === "/viewer.js" ? "no-cache" : "no-store",
      });
      expect(seen).not.toHaveProperty("access-control-allow-origin");
    });
  }
});

describe("[S2] refusals", () => {
  test("400 for what is not JSON", async () => {
    await using it = openHarness();
    for (const text of ["", "{", "nonsense", "{'action':'play'}", '{"action":"play"}x']) {
      const response = await it.send("POST", "/api/stage/transport", text);
      expect([text, response.status]).toEqual([text, 400]);
      expect((await error(response)).code).toBe("BODY_MALFORMED");
    }
  });

  test("400 for a body that a form could have sent", async () => {
    await using it = openHarness();
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", undefined]) {
      const headers = { "content-type": type };
      const response = await it.request("/api/stage/transport", { method: "POST", headers, body: '{"action":"play"}' });
      expect(response.status).toBe(400);
    }
    expect(it.stage.transports).toEqual([]);
  });

  test("400 for a bomb of brackets, quickly", async () => {
    await using it = openHarness();
    for (const open of ["[", '{"a":']) {
      const depth = Math.floor(60_000 / open.length);
      const response = await it.send("PATCH", `/api/stage/nodes/${ROOT}`, `{"speed":${open.repeat(depth)}`);
      expect(response.status).toBe(400);
      expect((await error(response)).message).toContain("nests deeper than 32");
    }
  });

  test("brackets inside strings are no nesting", async () => {
    await using it = openHarness();
    const label = `\\"${"[{".repeat(1000)}\\`;
    expect((await it.send("PATCH", `/api/stage/nodes/${ROOT}`, { label })).status).toBe(200);
    expect(it.stage.edits[0]?.values).toEqual({ label });
  });

  test("404 for what is not there", async () => {
    await using it = openHarness();
    const missing = contentHash("missing");
    const cases = [
      ["/nowhere", "ROUTE_NOT_FOUND"],
      ["/nowhere.js", "ROUTE_NOT_FOUND"],
      ["/index.html", "ROUTE_NOT_FOUND"],
      ["/..%2fpackage.json", "ROUTE_NOT_FOUND"],
      ["/%2e%2e%2fpackage.json", "ROUTE_NOT_FOUND"],
      ["/api/make/make-9", "MAKE_NOT_FOUND"],
      [`/api/modules/${missing}`, "MODULE_NOT_FOUND"],
      ["/api/textures/star", "TEXTURE_NOT_FOUND"],
    ] as const;
    for (const [path, code] of cases) {
      const response = await it.request(path);
      expect([path, response.status]).toEqual([path, 404]);
      expect((await error(response)).code).toBe(code);
    }
    const edit = await it.send("PATCH", "/api/stage/nodes/7", { speed: 1 });
    expect(edit.status).toBe(404);
    expect((await error(edit)).code).toBe("NODE_NOT_FOUND");
  });

  test("409 with the findings for a module that did not pass", async () => {
    await using it = openHarness({ load: async () => err([finding]) });
    const response = await it.send("POST", "/api/stage/load", { hash: kept.hash });
    expect(response.status).toBe(409);
    const { code, message, hint, findings } = await error(response);
    expect({ code, message, hint }).toEqual({
      code: "MODULE_REJECTED",
      message: 'Cannot put the module on the stage: "boom" was thrown',
      hint: "Do not throw.",
    });
    expect(findings).toEqual([finding]);
  });

  test("413 for a body that is too large, with its length told or not", async () => {
    await using it = openHarness();
    const text = `{"action":"${"x".repeat(MAX_JSON_BYTES)}"}`;
    for (const body of [text, new Blob([text]).stream()]) {
      const headers = {
        "content-type": "application/json",
        "content-length": typeof body === "string" ? `${body.length}` : undefined,
      };
      const response = await it.request("/api/stage/transport", { method: "POST", headers, body });
      expect(response.status).toBe(413);
      expect((await error(response)).code).toBe("BODY_TOO_LARGE");
    }
  });

  test("422 with the path of each issue", async () => {
    await using it = openHarness();
    const response = await it.send("POST", "/api/stage/transport", { action: "fly", ticks: 0, spede: 2 });
    expect(response.status).toBe(422);
    const { code, issues, hint } = await error(response);
    expect(code).toBe("INVALID");
    expect(issues?.map(({ path }) => path)).toEqual(["action", "ticks", "spede"]);
    expect(hint).toContain('"ticks": ');
    expect(hint).toContain('"spede": There is no such key');
    const empty = await error(await it.send("POST", "/api/stage/transport", {}));
    expect(empty.issues).toEqual([{ path: "action", message: "It is missing" }]);
  });

  const misfits: readonly (readonly [method: string, path: string, body: unknown])[] = [
    ["POST", "/api/stage/transport", { action: "step", ticks: 1.5 }],
    ["POST", "/api/stage/transport", { action: "play", speed: 100 }],
    ["POST", "/api/stage/transport", '{"action":"play","speed":1e999}'],
    ["POST", "/api/stage/transport", []],
    ["POST", "/api/stage/transport", null],
    ["POST", "/api/stage/load", {}],
    ["POST", "/api/stage/load", { hash: "sha256:abc" }],
    ["POST", "/api/stage/load", { hash: kept.hash, file: "x.ts" }],
    ["POST", "/api/stage/load", { file: "" }],
    ["POST", "/api/make", { description: "" }],
    ["POST", "/api/make", { description: "  \n" }],
    ["POST", "/api/make", { description: "x".repeat(2001) }],
    ["POST", "/api/make", { description: "x", attempts: 11 }],
    ["POST", "/api/make", { description: "x", seed: -1 }],
    ["POST", "/api/make", { description: "x", edit: "make-1" }],
    ["PATCH", `/api/stage/nodes/${ROOT}`, {}],
    ["PATCH", `/api/stage/nodes/${ROOT}`, '{"__proto__":{"x":1}}'],
    ["PATCH", `/api/stage/nodes/${ROOT}`, { ["x".repeat(129)]: 1 }],
    ["PATCH", "/api/stage/nodes/abc", { speed: 1 }],
    ["PATCH", "/api/stage/nodes/1.5", { speed: 1 }],
    ["GET", "/api/modules/sha256:abc", undefined],
  ];
  for (const [method, path, body] of misfits) {
    test(`422 for ${method} ${path} ${JSON.stringify(body)?.slice(0, 60)}`, async () => {
      await using it = openHarness();
      const response = await (body === undefined ? it.request(path) : it.send(method, path, body));
      expect(response.status).toBe(422);
      expect((await error(response)).issues?.length).toBeGreaterThan(0);
    });
  }

  test("503 where no wall can be built, and nothing is loaded", async () => {
    let loads = 0;
    const load = async () => err({ code: "X", message: `${++loads}`, hint: "" });
    await using it = openHarness({ wall: "missing", load });
    const response = await it.send("POST", "/api/stage/load", { hash: kept.hash });
    expect(response.status).toBe(503);
    expect((await error(response)).code).toBe("WALL_UNAVAILABLE");
    expect(loads).toBe(0);
    expect(await (await it.request("/health")).json()).toMatchObject({ ok: true, wall: "missing" });
  });

  test("403 where running was not permitted when the server was started, and nothing is loaded", async () => {
    let loads = 0;
    const load = async () => err({ code: "X", message: `${++loads}`, hint: "" });
    await using it = openHarness({ load, allowExec: false, making: making() });
    const response = await it.send("POST", "/api/stage/load", { hash: kept.hash });
    expect(response.status).toBe(403);
    expect((await error(response)).code).toBe("EXEC_NOT_ALLOWED");
    expect(loads).toBe(0);
  });

  test("[S6] 500 tells nothing of the cause, and reports it", async () => {
    await using it = openHarness();
    it.stage.fails = true;
    const response = await it.request("/api/stage");
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain("the stage broke");
    expect(it.faults.map(String)).toEqual(["Error: the stage broke"]);
  });
});
