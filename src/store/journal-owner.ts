/**
 * Who writes a journal: a small file beside it names the process, for as long as it writes. A number alone would not do,
 * since a later process may get it: so the time at which the process began stands with it.
 */
import { type Disk, isMissing } from "./disk.ts";

export interface ThisProcess {
  readonly pid: number;
  /** When a process began, as a word that no other process with its number shares; undefined where there is none. */
  readonly beganAt: (pid: number) => string | undefined;
}

export const ownerPath = (journal: string): string => `${journal}.owner`;

/** @throws what the disk refuses; `EEXIST` where another process has claimed it. */
export async function claim(disk: Disk, journal: string, { pid, beganAt }: ThisProcess): Promise<void> {
  const file = await disk.open(ownerPath(journal), "wx");
  try {
    await file.appendFile(`${pid} ${beganAt(pid) ?? "?"}\n`);
  } finally {
    await file.close();
  }
}

export const release = (disk: Disk, journal: string): Promise<void> => disk.rm(ownerPath(journal), { force: true });

/** Whether the process that writes it still runs. */
export async function isOwned(disk: Disk, journal: string, { beganAt }: ThisProcess): Promise<boolean> {
  try {
    const [, pid, began] = /^(\d+) (\S+)\n$/.exec(await disk.readFile(ownerPath(journal), "utf8")) ?? [];
    return pid !== undefined && beganAt(Number(pid)) === began;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
