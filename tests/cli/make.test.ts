/** `make` from end to end, over a real endpoint and the real wall. */
import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { chatStream, serveChat, wholeAnswer } from "../generate/endpoint.ts";
import { makePlace, nodegen, start } from "./nodegen.ts";

const spinner = `import { Sprite2D } from "nodegen";
export default class Spinner extends Sprite2D {
  onUpdate(dt: number) {
    this.rotation += dt;
  }
}
`;
/** Whoever runs this, in whatever way, does not come back. */
const trap = `import { Sprite2D } from "nodegen";
function spin(): number {
  let turns = 0;
  while (turns >= 0) turns += 1;
  return turns;
}
const turns = spin();
export default class Trap extends Sprite2D {
  onUpdate(dt: number) {
    this.rotation += dt * turns;
  }
}
`;
const fenced = (source: string) => `\`\`\`ts\n${source}\`\`\``;
const live = (baseURL: string) => ({ NODEGEN_LLM_BASE_URL: baseURL, NODEGEN_LLM_MODEL: "tiny" });

describe("make", () => {
  test("[C8] without --allow-exec a module that would hang whoever runs it is judged and kept", async () => {
    await using place = await makePlace();
    await using endpoint = serveChat(() => wholeAnswer(fenced(trap)));
    const made = await nodegen(place, ["a trap", "--live", "--json"], live(endpoint.baseURL));
    expect(made.exit).toBe(0);
    expect(JSON.parse(made.stdout)).toMatchObject({ status: "static-validated", name: "Trap", source: trap });
    expect(made.stderr).toContain("Trap was not run; pass --allow-exec");
  });

  test("[C8] the same module, allowed to run, is ended by the watch and rejected", async () => {
    await using place = await makePlace();
    await using endpoint = serveChat(() => wholeAnswer(fenced(trap)));
    const words = ["a trap", "--live", "--json", "--allow-exec", "--attempts", "1"];
    const made = await nodegen(place, words, live(endpoint.baseURL));
    expect(made.exit).toBe(1);
    expect(JSON.parse(made.stdout)).toMatchObject({ status: "rejected", findings: [{ stage: "smoke" }] });
  });

  test("[M1] a rejected attempt goes back with its findings, and the second one passes", async () => {
    await using place = await makePlace();
    const wrong = spinner.replace("rotation +=", "rotatoin +=");
    await using endpoint = serveChat((_, count) => wholeAnswer(fenced(count === 1 ? wrong : spinner)));
    const words = ["a spinner", "--live", "--json", "--allow-exec", "--no-view"];
    const made = await nodegen(place, words, live(endpoint.baseURL));
    const document = JSON.parse(made.stdout);
    expect(made.exit).toBe(0);
    expect(document).toMatchObject({ version: 1, status: "verified", source: spinner, findings: [] });
    expect(document.attempts[0].findings[0]).toMatchObject({ code: "TYPES_2551", line: 4 });
    expect(JSON.stringify(endpoint.requests[1])).toContain("TYPES_2551");
    expect(await Bun.file(join(place.path, document.path)).text()).toBe(spinner);
  });

  test("[C7] with --json, stdout is one document, for a refusal of the endpoint too", async () => {
    await using place = await makePlace();
    await using endpoint = serveChat(() => new Response("no", { status: 401 }));
    const made = await nodegen(place, ["a ball that bounces", "--live", "--json"], live(endpoint.baseURL));
    expect(made.exit).toBe(4);
    expect(made.stdout.trim().split("\n")).toHaveLength(1);
    expect(JSON.parse(made.stdout)).toEqual({
      version: 1,
      error: { code: expect.stringMatching(/^LLM_/), message: expect.any(String), hint: expect.any(String) },
    });
  });

  test("[M2] what had arrived when the answer was cut off is kept, and the hint says where", async () => {
    await using place = await makePlace();
    await using endpoint = serveChat(() => chatStream([{ content: "```ts\nimport { Circle }" }], ""));
    const made = await nodegen(place, ["a circle", "--live", "--json"], live(endpoint.baseURL));
    expect(made.exit).toBe(4);
    const [, path] = /kept in "([^"]+)"/.exec(JSON.parse(made.stdout).error.hint) ?? [];
    expect(await Bun.file(join(place.path, path ?? "missing")).text()).toContain("import { Circle }");
  });

  test("[C9] Ctrl-C before the verdict ends with 130", async () => {
    await using place = await makePlace();
    const asked = Promise.withResolvers<void>();
    const never = Promise.withResolvers<Response>();
    await using endpoint = serveChat(() => {
      asked.resolve();
      return never.promise;
    });
    await using running = start(place, ["a ball that bounces", "--live"], live(endpoint.baseURL));
    await asked.promise;
    expect(await running.end("SIGINT")).toBe(130);
    expect(await running.document()).toMatchObject({ version: 1, error: { code: "LLM_ABORTED" } });
    never.resolve(new Response());
  });

  test("[C10] a key is in no file, no output and no message", async () => {
    await using place = await makePlace();
    const key = "sk-of-the-test-0123456789";
    await using endpoint = serveChat((_, count) =>
      count === 1 ? wholeAnswer(fenced(spinner)) : new Response(`bad key ${key}`, { status: 401 }),
    );
    const env = { ...live(endpoint.baseURL), NODEGEN_LLM_API_KEY: key };
    const good = await nodegen(place, ["a spinner", "--live", "--json"], env);
    const bad = await nodegen(place, ["a second spinner", "--live", "--json"], env);
    expect([good.exit, bad.exit]).toEqual([0, 4]);
    expect(endpoint.headers[0]?.get("authorization")).toBe(`Bearer ${key}`);
    const files = await readdir(place.path, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => Bun.file(join(file.parentPath, file.name)).text());
    for (const text of [good.stdout, good.stderr, bad.stdout, bad.stderr, ...(await Promise.all(texts))])
      expect(text).not.toContain(key);
  });
});
