/**
 * The folder of journals: each run has a file of its own, named by its beginning. It is bounded: the oldest go first, and
 * whoever begins a new one is told what went, and whether the last one was left without an end. Those that are still being
 * written are left alone.
 */
import { join } from "node:path";

import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { type Disk, diskProblem, isMissing, isSystemError } from "./disk.ts";
import { CLOSED, createJournalFile, type JournalFile } from "./journal-file.ts";
import { claim, isOwned, release, type ThisProcess } from "./journal-owner.ts";

export interface JournalFolderOptions {
  /** Made when it is not there. */
  readonly directory: string;
  readonly disk: Disk;
  /** The beginning of this run. */
  readonly now: Date;
  readonly process: ThisProcess;
  /** Called at most once: the journal is over, and why. */
  readonly onEnd: (problem: Problem) => void;
  readonly bounds?: JournalBounds;
}

export interface JournalBounds {
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
  /** Of one. */
  readonly fileBytes: number;
}

const usual: JournalBounds = { files: 20, bytes: 512 * 2 ** 20, fileBytes: 128 * 2 ** 20 };

export interface BegunJournal {
  readonly file: JournalFile;
  /** Names of those that had to go. */
  readonly dropped: readonly string[];
  /** The path of the last one that nobody writes any more, where its run did not end in good order. */
  readonly unfinished?: string;
  /** Paths of those that other runs are writing. */
  readonly running: readonly string[];
}

const NAME = /^\d{4}-\d{2}-\d{2}T[\d-]+\.journal$/;

export async function beginJournal(options: JournalFolderOptions): Promise<Result<BegunJournal, Problem>> {
  const { directory, disk, bounds = usual } = options;
  try {
    await disk.mkdir(directory, { recursive: true });
    const names = (await disk.readdir(directory)).filter((name) => NAME.test(name)).sort();
    const owned = await Promise.all(names.map((name) => isOwned(disk, join(directory, name), options.process)));
    const left = names.filter((_, at) => !owned[at]);
    const last = left.at(-1);
    const unfinished = last !== undefined && !(await isClosed(disk, join(directory, last)));
    const running = names.filter((_, at) => owned[at]).map((name) => join(directory, name));
    await Promise.all(left.map((name) => release(disk, join(directory, name))));
    const dropped = await makeRoom(options, left, bounds);
    const file = await createNext(options, bounds);
    return file.ok
      ? ok({ file: file.value, dropped, unfinished: unfinished ? join(directory, last) : undefined, running })
      : file;
  } catch (error) {
    return err(diskProblem("keep journals in", directory, error));
  }
}

/** Another run may have begun in the same second. */
async function createNext(
  options: JournalFolderOptions,
  { fileBytes }: JournalBounds,
): Promise<Result<JournalFile, Problem>> {
  const { directory, now } = options;
  const stem = now.toISOString().slice(0, 19).replaceAll(":", "-");
  for (let number = 1; ; number++) {
    const path = join(directory, `${stem}${number === 1 ? "" : `-${number}`}.journal`);
    try {
      return ok(await createOwned(options, path, fileBytes));
    } catch (error) {
      if (!isSystemError(error) || error.code !== "EEXIST") throw error;
    }
  }
}

/** Claimed before it is there, so that nobody takes it for one that was left. */
async function createOwned({ disk, process, onEnd }: JournalFolderOptions, path: string, most: number) {
  await claim(disk, path, process);
  try {
    const file = await createJournalFile({ disk, path, most, onEnd });
    return released(file, () => release(disk, path));
  } catch (error) {
    await release(disk, path);
    throw error;
  }
}

/** The same file; whoever closes it has given it up. */
const released = (file: JournalFile, giveUp: () => Promise<void>): JournalFile => ({
  path: file.path,
  append: (entry) => file.append(entry),
  async close() {
    await file.close();
    await giveUp();
  },
});

async function makeRoom(
  { directory, disk }: JournalFolderOptions,
  names: readonly string[],
  bounds: JournalBounds,
): Promise<string[]> {
  const sizes = await Promise.all(names.map((name) => sizeOf(disk, join(directory, name))));
  let total = sizes.reduce((sum, size) => sum + size, 0);
  const dropped: string[] = [];
  for (const [at, name] of names.entries()) {
    if (names.length - at < bounds.files && total <= bounds.bytes) break;
    await disk.rm(join(directory, name), { force: true });
    total -= sizes[at] ?? 0;
    dropped.push(name);
  }
  return dropped;
}

async function sizeOf(disk: Disk, path: string): Promise<number> {
  try {
    return (await disk.stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

async function isClosed(disk: Disk, path: string): Promise<boolean> {
  const end = new TextEncoder().encode(`\n${CLOSED}\n`);
  const file = await disk.open(path, "r");
  try {
    const { size } = await file.stat();
    const tail = new Uint8Array(end.length);
    await file.read(tail, 0, end.length, Math.max(0, size - end.length));
    return Buffer.compare(tail, end) === 0;
  } finally {
    await file.close();
  }
}
