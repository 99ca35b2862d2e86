/** Notices that a file was saved, however an editor does that. */
import { watch } from "node:fs";
import * as files from "node:fs/promises";
import { basename, dirname } from "node:path";

/**
 * Calls `changed` whenever something happened to `path`. The folder is watched rather than the file, since editors save
 * by writing another file and renaming it.
 */
export function watchFile(path: string, changed: () => void): () => void {
  const name = basename(path);
  const watcher = watch(dirname(path), (_, touched) => {
    if (touched === null || touched === name) changed();
  });
  return () => watcher.close();
}

/** Half the time that a person would notice; a writer that pauses for longer is met by the next change. */
const STILL_FOR = 8;

/** Waits until the file's size and time have stood still; false when it is gone. */
export async function settled(path: string): Promise<boolean> {
  for (let before = await fingerprint(path); ;) {
    await Bun.sleep(STILL_FOR);
    const after = await fingerprint(path);
    if (after === before) return after !== undefined;
    before = after;
  }
}

async function fingerprint(path: string): Promise<string | undefined> {
  try {
    const { size, mtimeMs, ino } = await files.stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
