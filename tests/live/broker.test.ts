/**
 * Calls of modules on a real stage, in real children: they leave with a tick, are decided on in the host, and are answered at
 * a later tick; each module has its own grants.
 */
import { afterAll, describe, expect, test } from "bun:test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { contentHash } from "../../src/base/hash.ts";
import { openStage } from "../../src/live/open-stage.ts";
import type { Stage } from "../../src/live/stage.ts";
import { openBroker, type TestBroker } from "../sandbox/broker/a-broker.ts";
import { about, closeAll, prove, put, realParts, until } from "./children.ts";
import { TestPage } from "./page.ts";

const opened: { stage: Stage; broker: TestBroker }[] = [];
afterAll(async () => {
  for (const { stage, broker } of opened) {
    await stage.close();
    await broker.close();
  }
  await closeAll();
});

async function staged() {
  const broker = await openBroker();
  const stage = openStage({ ...(await realParts()), broker: broker.broker });
  const page = new TestPage();
  stage.watch(page);
  opened.push({ stage, broker });
  const lines = (slot: number) =>
    page.of("log").flatMap((event) => (event.slot === slot ? event.lines.map(({ text }) => text) : []));
  const said = (slot: number, text: string) => until(stage, page, () => lines(slot).includes(text));
  return { stage, page, broker, lines, said };
}

/** Says what became of `call`, which is an expression of the module's. */
const asking = (name: string, permissions: string, call: string) => `
  import { ask, Circle, fetch, NotCapable, readText, storage } from "nodegen";
  export const permissions = ${permissions};
  export default class ${name} extends Circle {
    async onReady() {
      try {
        console.log(\`\${JSON.stringify(await ${call})} at \${this.sceneTime > 0}\`);
      } catch (error) {
        if (error instanceof NotCapable) console.log(error.permission, error.scope, error.message);
        else console.log(\`\${error}\`);
      }
      void [ask, fetch, readText, storage];
    }
  }`;

test("[B1] a granted call is answered at a tick; one that is not rejects with NotCapable, in Deno's words", async () => {
  const { stage, broker, said } = await staged();
  broker.allow({ storage: true });
  const granted = await put(
    stage,
    asking("Keeper", "{ storage: true }", 'storage.set("x", { a: 1 }).then(() => storage.get("x"))'),
  );
  const refused = await put(
    stage,
    asking("Caller", '{ net: ["api.example.com"] }', 'fetch("https://api.example.com/")'),
  );
  await said(granted, '{"a":1} at true');
  await said(
    refused,
    'net api.example.com:443 Requires net access to "api.example.com:443", run again with the --allow-net flag',
  );
});

test("[B15] two modules on one stage: each has its own grants, its own storage and its own answers", async () => {
  const { stage, broker, said, lines } = await staged();
  broker.allow({ storage: true, read: ["data"] });
  await mkdir(join(broker.project, "data"));
  await Bun.write(join(broker.project, "data/a.txt"), "for the reader");
  const reader = await put(
    stage,
    asking(
      "Reader",
      '{ read: ["data"] }',
      'Promise.all([readText("data/a.txt"), storage.get("secret").catch((e) => e.message)])',
    ),
  );
  const keeper = await put(
    stage,
    asking("Keeper", "{ storage: true }", 'storage.set("secret", "mine").then(() => readText("data/a.txt"))'),
  );
  await said(reader, '["for the reader","Requires storage access, ask for it in the module"] at true');
  await said(keeper, 'read data/a.txt Requires read access to "data/a.txt", ask for it in the module');
  expect(lines(keeper).join()).not.toContain("for the reader");
  const other = await put(
    stage,
    asking("Other", "{ storage: true }", 'storage.get("secret").then((value) => value ?? "nothing")'),
  );
  await said(other, '"nothing" at true');
});

test("[B12] a grant that is revoked while the scene runs: the next use fails, and who queried is told", async () => {
  const { stage, broker, said } = await staged();
  broker.allow({ storage: true });
  const slot = await put(
    stage,
    `import { Circle, permissions as granted, storage } from "nodegen";
     export const permissions = { storage: true };
     export default class Watcher extends Circle {
       async onReady() {
         const { state } = await granted.query("storage");
         console.log("at first", state);
         granted.changed.connect(async ({ name, state }) => {
           console.log("then", name, state);
           try { await storage.get("x"); } catch (error) { console.log(\`\${error}\`); }
         });
       }
     }`,
  );
  await said(slot, "at first granted");
  broker.allow({});
  await said(slot, "then storage denied");
  await said(slot, "NotCapable: Requires storage access, run again with the --allow-storage flag");
});

describe("another child", () => {
  const versions = (line: string) => `
    import { Circle, storage } from "nodegen";
    export const permissions = { storage: true };
    export default class Counter extends Circle {
      async onReady() { console.log("${line}", await storage.get("x") ?? "nothing"); }
    }`;

  test("[B16] that takes over makes its own calls, once it has taken over; its predecessor's are aborted", async () => {
    const { stage, broker, said, lines } = await staged();
    broker.allow({ storage: true });
    const slot = await put(stage, versions("old"));
    await said(slot, "old nothing");
    const audited = broker.audit.length;
    const swapped = await stage.swap(slot, await prove(versions("new")), about);
    expect(swapped.ok).toBe(true);
    await said(slot, "new nothing");
    expect(broker.audit.length).toBe(audited + 1);
    expect(broker.audit.map(({ hash }) => hash)[0]).not.toBe(broker.audit.at(-1)!.hash);
    expect(lines(slot).filter((line) => line.startsWith("new"))).toEqual(["new nothing"]);
  });

  test("[B16] that does not come about has made none, and those of the one that runs go on", async () => {
    const { stage, broker, said } = await staged();
    broker.allow({ storage: true });
    const steady = (start: string) => `
      import { Circle, storage } from "nodegen";
      export const permissions = { storage: true };
      export default class Steady extends Circle {
        async onReady() { ${start} }
        onSwap() { throw new Error("not like this"); }
      }`;
    // Two modules of one lineage have one storage, by which one tells the other to stop.
    const kept = { ...about, lineage: contentHash("steady") };
    const looking = steady('for (;;) if ((await storage.get("stop")) === 1) return console.log("stopped");');
    const slot = await put(stage, looking, kept);
    const before = broker.audit.length;
    const swapped = await stage.swap(slot, await prove(steady('await storage.set("stop", 2);')), kept);
    expect(swapped.ok).toBe(false);
    await until(stage, new TestPage(), () => broker.audit.length > before + 5);
    expect(new Set(broker.audit.map(({ hash }) => hash)).size).toBe(1);
    const writer = await put(stage, asking("Writer", "{ storage: true }", 'storage.set("stop", 1)'), kept);
    await said(slot, "stopped");
    await said(writer, "undefined at true");
  });
});

test("[B7] a module that is taken off the stage is answered nothing, and its fetch is aborted", async () => {
  const { stage, broker } = await staged();
  const asked = Promise.withResolvers<Request>();
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request) => {
      asked.resolve(request);
      return new Promise<Response>(() => {});
    },
  });
  const address = `127.0.0.1:${server.port}`;
  broker.allow({ net: [address] });
  const slot = await put(stage, asking("Waiter", `{ net: ["${address}"] }`, `fetch("http://${address}/")`));
  const { signal } = await asked.promise;
  const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve));
  stage.remove(slot);
  await aborted;
  await server.stop(true);
});

test("[B9] a texture is decided for the module that draws it", async () => {
  const { stage, broker } = await staged();
  broker.allow({ read: ["data"] });
  await mkdir(join(broker.project, "data"));
  await Bun.write(join(broker.project, "data/a.png"), Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a));
  const sprite = (permissions: string) =>
    `import { Sprite2D } from "nodegen"; ${permissions} export default class Cat extends Sprite2D { texture = "data/a.png"; }`;
  const may = await put(stage, sprite('export const permissions = { read: ["data"] };'));
  const mayNot = await put(stage, sprite(""));
  expect(await stage.texture(may, "data/a.png")).toMatchObject({ ok: true, value: { type: "image/png" } });
  expect(await stage.texture(mayNot, "data/a.png")).toMatchObject({
    ok: false,
    error: { code: "TEXTURE_NOT_PERMITTED" },
  });
  expect(await stage.texture(99, "data/a.png")).toMatchObject({ ok: false, error: { code: "TEXTURE_NOT_FOUND" } });
});

test("without a broker nothing is granted", async () => {
  const stage = openStage(await realParts());
  const page = new TestPage();
  stage.watch(page);
  const slot = await put(stage, asking("Keeper", "{ storage: true }", 'storage.get("x")'));
  await until(stage, page, () =>
    page
      .of("log")
      .some((event) => event.slot === slot && event.lines.some(({ text }) => text.includes("this stage grants none"))),
  );
  await stage.close();
});
