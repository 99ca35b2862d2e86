import { describe, expect, test } from "bun:test";

import { pageMessage } from "../../src/server/page-messages.ts";
import { openHarness } from "./harness.ts";

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly requestBody?: { content: Record<string, { schema: Schema }> };
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}
interface Schema {
  readonly required?: readonly string[];
  readonly [key: string]: unknown;
}

async function document(): Promise<Document> {
  await using it = openHarness();
  return (await (await it.request("/openapi.json")).json()) as Document;
}
const operations = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}` as string, operation] as const,
    ),
  );

describe("[S4] GET /openapi.json", () => {
  test("lists every route of the contract, and no other", async () => {
    expect(
      operations(await document())
        .map(([name]) => name)
        .toSorted(),
    ).toEqual(
      [
        "GET /",
        "GET /api/journal",
        "GET /api/make/{id}",
        "GET /api/modules",
        "GET /api/modules/{hash}",
        "DELETE /api/permissions/grants/{id}",
        "GET /api/permissions",
        "POST /api/permissions/prompts/{id}",
        "GET /api/stage",
        "GET /api/stage/modules/{slot}/versions/{version}",
        "GET /api/textures/{id}",
        "GET /docs",
        "GET /health",
        "GET /openapi.json",
        "GET /ws",
        "DELETE /api/stage/modules/{slot}",
        "PATCH /api/stage/modules/{slot}",
        "PATCH /api/stage/nodes/{id}",
        "POST /api/make",
        "POST /api/stage/load",
        "POST /api/stage/modules/{slot}/revive",
        "POST /api/stage/rollback",
        "POST /api/stage/transport",
      ].toSorted(),
    );
  });

  test("lists every route of the app but the page's files", async () => {
    await using it = openHarness();
    const routes = it.server.app.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    const listed = operations(await document()).map(([name]) => name);
    expect([...new Set(routes)].filter((route) => !listed.includes(route)).toSorted()).toEqual([
      "GET /docs.css",
      "GET /{file}",
    ]);
  });

  test("each route says what it is for, what it answers and what it refuses", async () => {
    const all = operations(await document());
    expect(new Set(all.map(([, { operationId }]) => operationId)).size).toBe(all.length);
    for (const [name, { summary, responses, security }] of all) {
      expect([name, summary]).toEqual([name, expect.stringMatching(/\w/)]);
      expect([name, "403" in responses]).toEqual([name, true]);
      expect([name, "401" in responses, security?.length]).toEqual([
        name,
        name !== "GET /health",
        name === "GET /health" ? 0 : 1,
      ]);
      for (const [status, { description, content }] of Object.entries(responses)) {
        expect(description).not.toBe("");
        if (Number(status) >= 400) expect(content?.["application/json"]?.schema).toMatchObject({ required: ["error"] });
      }
    }
  });

  test("a body's schema is the one that judges it", async () => {
    const { paths } = await document();
    const schema = paths["/api/make"]?.post?.requestBody?.content["application/json"]?.schema;
    expect(schema).toMatchObject({
      type: "object",
      required: ["description"],
      additionalProperties: false,
      properties: { attempts: { type: "integer", minimum: 1, maximum: 10 } },
    });
  });

  test("names no schema that it does not have", async () => {
    const made = await document();
    expect(made.openapi).toStartWith("3.1");
    const references = JSON.stringify(made).match(/"\$ref":"[^"]*"/g) ?? [];
    const components = JSON.stringify((made as { components?: object }).components ?? {});
    for (const reference of references)
      expect(components).toContain(reference.split("/").at(-1)?.replace('"', "") ?? "-");
  });
});

describe("GET /docs", () => {
  test("shows every route without a script, an inline style or another host", async () => {
    await using it = openHarness();
    const response = await it.request("/docs");
    const page = await response.text();
    for (const [name] of operations(await document())) {
      const [method, path] = name.split(" ");
      expect(page).toContain(`<b>${method}</b><code>${path}</code>`);
    }
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
    const links = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);
    expect(links).toEqual(["/favicon.svg", "/docs.css", "/openapi.json"]);
    for (const link of links) expect((await it.request(link ?? "")).status).toBe(200);
    expect((await it.request("/docs.css")).headers.get("content-type")).toBe("text/css; charset=utf-8");
  });
});

describe("docs/api.md", () => {
  test("names every status, every message up and every message down", async () => {
    const text = await Bun.file(new URL("../../docs/api.md", import.meta.url)).text();
    const up = pageMessage.options.map(({ entries }) => entries.type.literal);
    const types = await Bun.file(new URL("../../src/wire/page.ts", import.meta.url)).text();
    const events = types.slice(types.indexOf("export type StageEvent"), types.indexOf("export type Transport"));
    const down = types.slice(types.indexOf("export type PageDown"), types.indexOf("export type PageUp"));
    const named = [...`${events}${down}`.matchAll(/readonly type: "(\w+)"/g)].map(([, type]) => type);
    expect(named.length).toBe(13);
    for (const type of [...up, ...named]) expect(text).toContain(`\`${type}\``);
    for (const status of [400, 401, 403, 404, 409, 413, 422, 429, 500, 503])
      expect(text).toMatch(new RegExp(`\\| ${status} +\\|`));
  });
});
