/** A child that is started while its module is still being read, with real children. */
import { afterAll, expect, test } from "bun:test";

import { defaultLimits } from "../../src/sandbox/limits.ts";
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import { checkedFrom, options, powers, value } from "./helpers.ts";
import { countedSpawn, isAlive, until, waits } from "./waiting.ts";

const checked = await checkedFrom(`import { Node2D } from "nodegen";
export default class Spinner extends Node2D {
  onUpdate(dt: number) { this.rotation += dt; }
}`);

function counted() {
  const { spawn, pids, zygotes } = countedSpawn();
  const sandbox = makeSandbox({ ...powers, spawn });
  afterAll(() => sandbox.close());
  return { sandbox, pids, zygotes };
}
type Counted = Pick<ReturnType<typeof counted>, "sandbox">;

const proves = async ({ sandbox }: Counted): Promise<void> =>
  expect(value(await sandbox.prove(checked, options)).verdict.ok).toBe(true);

test("it gives the verdict, and is one however often it was expected", async () => {
  const wanted = counted();
  wanted.sandbox.expect();
  wanted.sandbox.expect();
  await proves(wanted);
  expect(wanted.pids.length).toBe(1);
  await proves(wanted);
  expect(wanted.pids.length).toBe(2);
});

test("it ends where its module is turned away, and stays where it was taken", async () => {
  const { sandbox, pids } = counted();
  sandbox.expect()();
  await until(() => pids.length === 1 && !isAlive(pids[0]!));
  const release = sandbox.expect();
  const another = sandbox.expect();
  await until(() => pids.length === 2);
  await waits(pids[1]!);
  another();
  expect(isAlive(pids[1]!)).toBe(true);
  const proving = proves({ sandbox });
  release();
  await proving;
  sandbox.expect()();
  await until(() => pids.length === 3 && !pids.some(isAlive));
});

test("it waits for a module that comes late, and one that dies meanwhile is not used", async () => {
  const { sandbox, pids } = counted();
  sandbox.expect();
  await until(() => pids.length === 1);
  await waits(pids[0]!);
  process.kill(pids[0]!, "SIGKILL");
  // Gone from there, it was reaped: the sandbox knows.
  await until(() => powers.proc.text(`/proc/${pids[0]!}/stat`) === null);
  await proves({ sandbox });
  expect(pids.length).toBe(2);
});

test("none is started where children are kept ready, nor for a memory budget of its own", async () => {
  const { sandbox, pids } = counted();
  sandbox.expect({ memoryBytes: defaultLimits.memoryBytes / 2 });
  sandbox.keepReady(1);
  sandbox.expect();
  await until(() => pids.length === 1);
  await waits(pids[0]!);
  expect(pids.length).toBe(1);
});

test("closing the sandbox ends it while it starts, and starts no other", async () => {
  const { sandbox, pids, zygotes } = counted();
  sandbox.expect();
  await sandbox.close();
  expect(zygotes.length).toBe(1);
  // A copy that the host was not told of yet ends with the process that it was copied from, by the kernel's hand.
  await until(() => [...zygotes, ...pids].every((pid) => !isAlive(pid)));
  sandbox.expect();
  expect(zygotes.length).toBe(1);
});
