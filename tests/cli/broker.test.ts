/** What a granted module does outside, from the command line to the effect: real commands, servers, files and an endpoint. */
import { expect, test } from "bun:test";

import { chatStream, serveChat } from "../generate/endpoint.ts";
import { api, makePlace, nodegen, type Place, start } from "./nodegen.ts";

/** Shows what the expression came to, or why it did not. */
const showing = (name: string, permissions: string, expression: string) => `
import { ask, fetch, Label, readText, storage } from "nodegen";
export const permissions = ${permissions};
const calls = { ask, fetch, readText, storage };
export default class ${name} extends Label {
  text = "waiting";
  async onReady() {
    const { ask, fetch, readText, storage } = calls;
    try { this.text = String(await ${expression}); } catch (error) { this.text = String(error); }
    void [ask, fetch, readText, storage];
  }
}
`;

type Environment = Parameters<typeof start>[2];

/** What the module shows in the end, in a run of its own. */
async function shown(
  place: Place,
  flags: readonly string[],
  env: Environment = {},
  file = "module.ts",
): Promise<string> {
  const words = ["run", file, "--allow-exec", "--port", "0", "--state", "state", "--no-prompt", ...flags];
  await using running = start(place, words, env);
  const view = await running.document();
  for (;;) {
    const stage = (await (await api(view, "/api/stage")).json()) as {
      modules: { tree: { properties: { name: string; value: unknown }[] } | null }[];
    };
    const text = String(stage.modules[0]?.tree?.properties.find(({ name }) => name === "text")?.value ?? "waiting");
    // There is no event for scripts to wait on.
    if (text === "waiting") await Bun.sleep(20);
    else {
      await running.end("SIGTERM");
      return text;
    }
  }
}

test("[B10] what a module stores is there in the next run", async () => {
  await using place = await makePlace();
  const counting =
    'storage.get("n").then(async (n) => { await storage.set("n", Number(n ?? 0) + 1); return storage.get("n"); })';
  await place.write("module.ts", showing("Visits", "{ storage: true }", counting));
  expect(await shown(place, ["--allow-storage"])).toBe("1");
  expect(await shown(place, ["--allow-storage"])).toBe("2");
  // The same file under another name of its class goes on; another file with the first name begins anew.
  await place.write("module.ts", showing("Renamed", "{ storage: true }", counting));
  expect(await shown(place, ["--allow-storage"])).toBe("3");
  await place.write("other/module.ts", showing("Visits", "{ storage: true }", counting));
  expect(await shown(place, ["--allow-storage"], {}, "other/module.ts")).toBe("1");
}, 60_000);

test("[B3] fetch goes straight to what is granted, with nothing of the environment's", async () => {
  await using place = await makePlace();
  const seen: Headers[] = [];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch(request) {
      seen.push(request.headers);
      return new Response("from outside");
    },
  });
  const address = `127.0.0.1:${server.port}`;
  await place.write(
    "module.ts",
    showing("Caller", `{ net: ["${address}"] }`, `fetch("http://${address}/").then((r) => r.text())`),
  );
  const env = { HTTP_PROXY: "http://127.0.0.1:9", http_proxy: "http://127.0.0.1:9", ALL_PROXY: "http://127.0.0.1:9" };
  expect(await shown(place, [`--allow-net=${address}`], env)).toBe("from outside");
  expect(Object.keys(seen[0]!.toJSON()).sort()).toEqual(["accept", "accept-encoding", "host", "user-agent"]);
  expect(await shown(place, ["--allow-net", `--allow-net=${address}`])).toBe("from outside");
  expect(seen.length).toBe(2);
  // Everything is the internet, not the machine: that has to be named.
  for (const everything of ["--allow-net", "-A", "--allow-net=127.0.0.1:1"])
    expect(await shown(place, [everything])).toBe(
      `NotCapable: Requires net access to "${address}", run again with the --allow-net=${address} flag`,
    );
  expect(seen.length).toBe(2);
  await server.stop(true);
}, 60_000);

test("[B8] readText reads what is granted; a link out of it is refused", async () => {
  await using place = await makePlace();
  await place.write("data/a.txt", "some text");
  await place.write("module.ts", showing("Reader", '{ read: ["data"] }', 'readText("data/a.txt")'));
  expect(await shown(place, ["--allow-read=data"])).toBe("some text");
  await place.write("module.ts", showing("Reader", '{ read: ["data"] }', 'readText("data/../module.ts")'));
  expect(await shown(place, ["--allow-read"])).toContain(
    'Requires read access to "module.ts", ask for it in the module',
  );
}, 60_000);

test("[B11] a question goes to the endpoint once, and comes from its recording after that", async () => {
  await using place = await makePlace();
  await using endpoint = serveChat(() => chatStream([{ content: "Forty-" }, { content: "two.", finish: "stop" }]));
  await place.write("module.ts", showing("Asker", "{ model: true }", 'ask("How many?")'));
  const env = { NODEGEN_LLM_BASE_URL: endpoint.baseURL, NODEGEN_LLM_MODEL: "tiny" };
  for (let run = 0; run < 2; run++) expect(await shown(place, ["--allow-model", "--live"], env)).toBe("Forty-two.");
  expect(endpoint.requests.length).toBe(1);
  expect(endpoint.requests[0]!.messages.at(-1)).toEqual({ role: "user", content: "How many?" });
  expect(await shown(place, ["--allow-model"])).toContain(
    "Cannot ask the model: this run has none. Run again with the --live flag",
  );
  const { entries } = JSON.parse((await nodegen(place, ["audit", "--state", "state", "--json"])).stdout) as {
    entries: { permission: string; outcome: string }[];
  };
  expect(entries).toMatchObject([1, 2, 3].map(() => ({ permission: "model", outcome: "granted" })));
}, 60_000);
