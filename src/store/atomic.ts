/**
 * Writing that leaves the old or the new, whatever happens in between: the content goes to a hidden place beside its
 * target, is forced to the disk, and takes its place by one rename.
 *
 * A process that is killed in the middle leaves a hidden folder behind; `sweep` clears those that nobody can be using.
 */
import { dirname, join } from "node:path";

import type { Disk } from "./disk.ts";

const PREFIX = ".new-";

/** Replaces the file, or makes it. */
export async function writeFileAtomically(disk: Disk, path: string, text: string): Promise<void> {
  const parent = dirname(path);
  const place = await disk.mkdtemp(join(parent, PREFIX));
  try {
    await writeThrough(disk, join(place, "file"), text);
    await disk.rename(join(place, "file"), path);
    await flush(disk, parent);
  } finally {
    await disk.rm(place, { recursive: true, force: true });
  }
}

/** Makes a folder with these files at once. Fails with ENOTEMPTY or EEXIST where there is one with content already. */
export async function writeFolderAtomically(
  disk: Disk,
  path: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const parent = dirname(path);
  const place = await disk.mkdtemp(join(parent, PREFIX));
  try {
    // A temporary folder is its maker's alone; what takes its place is as open as any other folder.
    await disk.mkdir(join(place, "folder"));
    for (const [name, text] of Object.entries(files)) await writeThrough(disk, join(place, "folder", name), text);
    await flush(disk, join(place, "folder"));
    await disk.rename(join(place, "folder"), path);
    await flush(disk, parent);
  } finally {
    await disk.rm(place, { recursive: true, force: true });
  }
}

/** Clears what killed processes left, once it is so old that no living one can still be writing it. */
export async function sweep(disk: Disk, directory: string, now: number): Promise<void> {
  for (const name of await disk.readdir(directory)) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(directory, name);
    const { mtimeMs } = await disk.stat(path).catch(() => ({ mtimeMs: now })); // another process was quicker
    if (now - mtimeMs > ABANDONED_MS) await disk.rm(path, { recursive: true, force: true });
  }
}

/** A write takes milliseconds. */
const ABANDONED_MS = 60 * 60 * 1000;

async function writeThrough(disk: Disk, path: string, text: string): Promise<void> {
  const file = await disk.open(path, "wx");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is only lasting once its folder is. */
async function flush(disk: Disk, directory: string): Promise<void> {
  const folder = await disk.open(directory, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
