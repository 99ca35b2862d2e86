/** What modules on one stage know of each other and tell each other, with real children, written down and played again. */
import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";

import type { Json } from "../../src/base/json.ts";
import { ok } from "../../src/base/result.ts";
import type { JournalRecord } from "../../src/live/journal-records.ts";
import { Journal } from "../../src/live/journal.ts";
import { openStage } from "../../src/live/open-stage.ts";
import { replay } from "../../src/live/replay.ts";
import { about, closeAll, prove, put, realParts, until } from "./children.ts";
import { TestPage } from "./page.ts";

afterAll(closeAll);
setDefaultTimeout(60_000);

const scene = (name: string) => Bun.file(join(import.meta.dir, "../../scenes", `${name}.ts`)).text();

/** Says where it is, and what it hears. */
const beacon = `
import { Node2D, property, stage } from "nodegen";
export default class Beacon extends Node2D {
  @property({ range: [0, 10] }) power = 2;
  heard = 0;
  onReady() {
    this.position.set(100, 50);
    stage.received.connect((message, from) => {
      this.heard++;
      console.log("beacon heard", JSON.stringify(message), "from", from.name);
      stage.send(from, { thanks: this.heard });
    });
  }
}
`;
const looker = (greeting: string) => `
import { Circle, Node2D, stage } from "nodegen";
export default class Looker extends Node2D {
  dot = this.addChild(new Circle({ name: "Dot" }));
  greeted = false;
  onReady() {
    stage.received.connect((message) => console.log("looker heard", JSON.stringify(message)));
  }
  onUpdate() {
    const beacon = stage.others.find(({ name }) => name === "Beacon");
    if (!beacon) { this.dot.x = -1; return; }
    this.dot.position = beacon.position;
    this.dot.radius = Number(beacon.properties["power"]);
    if (!this.greeted) stage.send("Beacon", "${greeting}");
    this.greeted = true;
  }
}
`;

async function record() {
  const records: JournalRecord[] = [];
  const { seed, width, height } = await realParts();
  const sink = { append: (one: JournalRecord) => void records.push(one), close: async () => {} };
  const journal = new Journal(sink, { nodegen: "test", seed, width, height, limits: {} });
  const stage = openStage({ ...(await realParts()), journal });
  const page = new TestPage();
  stage.watch(page);
  const said = () => page.of("log").flatMap(({ lines }) => lines.map(({ text }) => text));
  return { stage, page, records, said, until: (holds: () => boolean) => until(stage, page, holds) };
}

async function playAgain(records: readonly JournalRecord[]) {
  const { sandbox } = await realParts();
  const onDisk = records.map((one) => JSON.parse(JSON.stringify(one)) as Json);
  return replay(onDisk, { sandbox, prove: async ({ source }) => ok(await prove(source)) });
}

test("[T10] a module sees the others' places and properties, and messages go there and back; a swap loses none of it", async () => {
  const { stage, page, records, said, until } = await record();
  const seeing = await put(stage, looker("hello"));
  const seen = await put(stage, beacon);
  const dot = () => [...(page.node(seeing, "Dot")?.values ?? [])];
  const radius = 12;
  await until(() => dot()[0] === 100 && dot()[radius] === 2);
  await until(() => said().includes('looker heard {"thanks":1}'));
  expect(said()).toContain('beacon heard "hello" from Looker');

  // What is changed of it is seen as well, and one that knows it already goes on knowing it through a swap.
  expect(await stage.edit(seen * 2 ** 32 + 1, { power: 7 })).toMatchObject({ ok: true });
  await until(() => dot()[radius] === 7);
  expect(await stage.swap(seeing, await prove(looker("again")), about)).toMatchObject({ ok: true });
  expect(dot().slice(0, 2)).toEqual([100, 50]);
  expect(dot()[radius]).toBe(7);
  expect(stage.arrange(seen, { x: 30, scale: 2 })).toMatchObject({ ok: true });
  await until(() => dot()[0] === 230 && dot()[1] === 100);
  expect(stage.remove(seen)).toEqual({ ok: true, value: null });
  await until(() => dot()[0] === -1);
  const of = (child: number) => records.filter((one) => one.is === "digest" && one.child === child).length;
  await until(() => of(3) >= 2);
  await stage.close();

  const told = records.filter((one) => one.is === "turn").filter(({ others }) => others !== undefined);
  expect(told.some(({ others }) => others!.messages !== undefined)).toBe(true);
  expect(await playAgain(records)).toMatchObject({ ok: true, value: { children: 3, difference: undefined } });
  const without = records.map((one) => (one.is === "turn" && one.child === 1 ? { ...one, others: undefined } : one));
  expect(await playAgain(without)).toMatchObject({ ok: true, value: { difference: { module: "Looker" } } });
});

test("[T10] modules that ask for nothing are asked for nothing, and nothing of it is written down", async () => {
  const { stage, records, until } = await record();
  await put(stage, beacon);
  await put(stage, beacon);
  await until(() => stage.status().tick > 10 && stage.status().ticksPerSecond > 0);
  await stage.close();
  expect(records.filter(({ is }) => is === "turn")).toEqual([]);
});

test("the moth finds the lantern, and the lantern flares up", async () => {
  const { stage, page, records, until } = await record();
  stage.transport({ action: "play", speed: 10 });
  const lantern = await put(stage, await scene("lantern"));
  await put(stage, await scene("moth"));
  const glow = () => page.decoders.get(lantern)?.order[1]?.values[12] ?? 0;
  await until(() => glow() > 120);
  await stage.close();
  const messages = records.flatMap((one) => (one.is === "turn" ? (one.others?.messages ?? []) : []));
  expect(messages).toContainEqual({ from: 2, name: "Moth", message: "touch" });
});

test.each([
  ["what is no plain data", "stage.send('A', () => 1)", "a message is plain data"],
  ["too large a message", "stage.send('A', 'x'.repeat(1100))", "larger than 1 kB"],
  ["too many in a tick", "for (let i = 0; i < 17; i++) stage.send('A', i)", "16 were sent in this tick already"],
  ["no address", "stage.send(null as unknown as string, 1)", "say a module's name"],
])("%s is refused with what is wrong", async (_title, code, message) => {
  const source = `import { Node, stage } from "nodegen";\nexport default class A extends Node { onUpdate() { ${code}; } }`;
  expect(prove(source)).rejects.toThrow(message);
});
