/** The module store of a folder, with a word about each entry that cannot be read. */
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { ModuleStore } from "../store/module-record.ts";
import { openModuleStore } from "../store/module-store.ts";
import { fromHere } from "./from-here.ts";
import { clock } from "./powers/clock.ts";
import { disk } from "./powers/disk.ts";

export async function openStore(
  directory: string,
  onProblem: (problem: Problem) => void,
): Promise<Result<ModuleStore & { close(): void }, Problem>> {
  const { files, openDatabase } = disk;
  const opened = await openModuleStore({ directory, disk: files, openDatabase, now: clock.date });
  if (opened.ok) for (const { path, reason } of opened.value.damaged) onProblem(damagedEntry(path, reason));
  return opened;
}

const damagedEntry = (path: string, reason: string): Problem => ({
  code: "STORE_DAMAGED",
  message: `Cannot read "${fromHere(path)}": ${reason}`,
  hint: "It was left as it is; move it away to be rid of this message.",
});
