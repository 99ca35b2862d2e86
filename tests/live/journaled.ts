/** A stage that is written down, and what was written. */
import type { Json } from "../../src/base/json.ts";
import type { JournalRecord } from "../../src/live/journal-records.ts";
import { Journal } from "../../src/live/journal.ts";
import { openStage } from "../../src/live/open-stage.ts";
import type { Stage } from "../../src/live/stage.ts";
import type { Broker } from "../../src/sandbox/broker/broker.ts";
import type { Proven } from "../../src/sandbox/proven.ts";
import { about, prove, realParts } from "./children.ts";
import { TestPage } from "./page.ts";

export interface Recorded {
  readonly stage: Stage;
  readonly page: TestPage;
  readonly records: JournalRecord[];
}

export async function record(broker?: Broker): Promise<Recorded> {
  const records: JournalRecord[] = [];
  const { seed, width, height } = await realParts();
  const sink = { append: (one: JournalRecord) => void records.push(one), close: async () => {} };
  const journal = new Journal(sink, { nodegen: "test", seed, width, height, limits: {} });
  const stage = openStage({ ...(await realParts()), broker, journal });
  const page = new TestPage();
  stage.watch(page);
  return { stage, page, records };
}

/** What is judged again from the command line is judged once here. */
const judged = new Map<string, Promise<Proven>>();
export function provenOnce(source: string): Promise<Proven> {
  const known = judged.get(source) ?? prove(source);
  judged.set(source, known);
  return known;
}

export async function place(stage: Stage, source: string): Promise<number> {
  const added = await stage.add(await provenOnce(source), about);
  if (!added.ok) throw new Error(JSON.stringify(added.error));
  return added.value.slot;
}

export const press = (stage: Stage, key: string) => stage.input([{ type: "keyDown", key, repeat: false, viewer: 1 }]);

/** As it comes off the disk. */
export const onDisk = (records: readonly JournalRecord[]) =>
  records.map((one) => JSON.parse(JSON.stringify(one)) as Json);

export const of = <Is extends JournalRecord["is"]>(records: readonly JournalRecord[], is: Is) =>
  records.filter((one): one is Extract<JournalRecord, { is: Is }> => one.is === is);
