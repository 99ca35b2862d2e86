/** A stage over the real gate and the real sandbox, plugged together as the commands do it. */
import { makeRooms } from "../../src/cli/make-rooms.ts";
import { clock } from "../../src/cli/powers/clock.ts";
import type { Rooms } from "../../src/cli/rooms.ts";
import { openStage } from "../../src/live/open-stage.ts";
import type { Stage } from "../../src/live/stage.ts";
import type { Proven } from "../../src/sandbox/proven.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import type { ModuleAbout } from "../../src/wire/page.ts";
import { TestPage } from "./page.ts";

/** Several files of one process use it, and each closes it at its end. */
let opened: Rooms | undefined;
const rooms = (): Rooms =>
  (opened ??= makeRooms({
    environment: {},
    onProblem: ({ code, message }) => {
      // What the machine did to a process is not what is tested here; it is told, since it must be rare.
      if (code !== "PROCESS_REPLACED") throw new Error(message);
      console.error(message);
    },
    onFault: (fault) => {
      throw fault;
    },
  }));
const size = { width: 960, height: 540 };

/** Ends every child. */
export async function closeAll(): Promise<void> {
  const closing = opened;
  opened = undefined;
  await closing?.close();
}

/** What a stage is opened with. */
export const realParts = async () => ({ sandbox: await rooms().sandbox(), ...size, seed: 1, clock });

/** `pids` of the children, in the order in which they were opened. */
export async function openReal(): Promise<{ stage: Stage; page: TestPage; pids: number[] }> {
  const sandbox = await rooms().sandbox();
  const pids: number[] = [];
  const open: Sandbox["open"] = async (proven, options) => {
    const opened = await sandbox.open(proven, options);
    if (opened.ok) pids.push(opened.value.pid);
    return opened;
  };
  const stage = openStage({ sandbox: { open }, ...size, seed: 1, clock });
  const page = new TestPage();
  stage.watch(page);
  return { stage, page, pids };
}

/** Gated, and proven behind the wall. */
export async function prove(source: string): Promise<Proven> {
  const judge = await rooms().judge();
  const judged = await judge(source, { trial: { frames: 10, seed: 1, ...size } });
  if (!judged.ok) throw new Error(`${judged.error.message}. ${judged.error.hint}`);
  if (!judged.value.proven) throw new Error(JSON.stringify(judged.value.findings, undefined, 2));
  return judged.value.proven;
}

export const about = { description: "a test", path: "out/test.ts" };

export async function put(stage: Stage, source: string, as: ModuleAbout = about): Promise<number> {
  const added = await stage.add(await prove(source), as);
  if (!added.ok) throw new Error(JSON.stringify(added.error));
  return added.value.slot;
}

/** Waits for what the stage tells; the test's own timeout is the bound. */
export function until(stage: Stage, page: TestPage, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return;
      stop();
      page.onFrame = undefined;
      resolve();
    };
    const stop = stage.listen(look);
    page.onFrame = look;
  });
}
