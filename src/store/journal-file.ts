/**
 * A journal as a file: one line of plain words, then one entry a line, each behind a checksum that covers everything before
 * it. Entries are only ever added; what they say is the business of whoever writes them.
 *
 * Appending never waits and never throws: what the disk refuses, or what would make the file larger than it may be, ends the
 * journal and is told once. Reading believes a file as far as its checksums hold.
 */
import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { type Disk, diskProblem, isSystemError } from "./disk.ts";

export const JOURNAL_VERSION = 3;
/** Whose entries all mean today what they meant then. */
const OLDEST_READ = 1;
const TITLE = "nodegen journal";
const HOLDS =
  "everything that came from outside, at its tick: sources, seeds, grants, input, edits, and the bodies of answers; now and then a module's state; never a request's headers";

/** The last line of a journal whose writer ended in good order. */
export const CLOSED = "closed";

/** A disk that is slower than this is behind: what waits would only grow. */
const MOST_WAITING = 16 * 2 ** 20;

export interface JournalFileOptions {
  readonly disk: Pick<Disk, "open">;
  readonly path: string;
  /** Bytes, after which nothing is written but the end. */
  readonly most: number;
  /** Called at most once: the journal is over, and why. */
  readonly onEnd: (problem: Problem) => void;
}

export interface JournalFile {
  readonly path: string;
  /** Plain data. */
  append(entry: object): void;
  /** Everything is on its way to the disk when this settles. */
  close(): Promise<void>;
}

/** @throws what the disk refuses; `EEXIST` where there is a file already. */
export async function createJournalFile(options: JournalFileOptions): Promise<JournalFile> {
  return new AppendedFile(options, await options.disk.open(options.path, "wx"));
}

class AppendedFile implements JournalFile {
  readonly path: string;
  readonly #options: JournalFileOptions;
  readonly #file: Awaited<ReturnType<Disk["open"]>>;
  #waiting: string[] = [];
  #waitingSize = 0;
  #size = 0;
  #checksum = 0;
  #writing: Promise<void> | undefined;
  #isOver = false;

  constructor(options: JournalFileOptions, file: Awaited<ReturnType<Disk["open"]>>) {
    this.path = options.path;
    this.#options = options;
    this.#file = file;
    this.#put(`${TITLE} ${JOURNAL_VERSION}: ${HOLDS}\n`);
  }

  append(entry: object): void {
    if (this.#isOver) return;
    const text = JSON.stringify(entry);
    if (this.#size + text.length > this.#options.most) return this.#end(full(this.path, this.#options.most));
    if (this.#waitingSize > MOST_WAITING) return this.#end(behind(this.path));
    this.#checksum = chained(this.#checksum, text);
    this.#put(`${hex(this.#checksum)} ${text}\n`);
  }

  async close(): Promise<void> {
    this.#put(`${CLOSED}\n`);
    this.#isOver = true;
    await this.#writing;
    await this.#file.close();
  }

  #put(line: string): void {
    this.#size += line.length;
    this.#waitingSize += line.length;
    this.#waiting.push(line);
    this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    // What is appended in one turn of the loop is written at once.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const text = this.#waiting.splice(0).join("");
      this.#waitingSize = 0;
      try {
        await this.#file.appendFile(text);
      } catch (error) {
        this.#waiting = [];
        this.#end(diskProblem("go on with the journal", this.path, error));
      }
    }
    this.#writing = undefined;
  }

  #end(problem: Problem): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#options.onEnd(problem);
  }
}

export interface ReadJournal {
  readonly entries: readonly Json[];
  /** Whoever wrote it ended in good order; else it was killed, is still writing, or only a part was copied. */
  readonly isClosed: boolean;
}

export async function readJournalFile(
  disk: Pick<Disk, "readFile">,
  path: string,
): Promise<Result<ReadJournal, Problem>> {
  let text: string;
  try {
    text = await disk.readFile(path, "utf8");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return err(unreadable(path, error.code === "ENOENT" ? "there is no such file" : error.message));
  }
  return parseJournal(path, text);
}

function parseJournal(path: string, text: string): Result<ReadJournal, Problem> {
  const [title = "", ...lines] = text.split("\n");
  const version = /^nodegen journal (\d+): /.exec(title)?.[1];
  if (version === undefined) return err(foreign(path));
  if (Number(version) > JOURNAL_VERSION || Number(version) < OLDEST_READ) return err(otherVersion(path, version));
  // What stands behind the last line's end is half a line, of a writer that was killed.
  lines.pop();
  const isClosed = lines.at(-1) === CLOSED;
  if (isClosed) lines.pop();
  const entries: Json[] = [];
  let checksum = 0;
  for (const [at, line] of lines.entries()) {
    const json = line.slice(9);
    checksum = chained(checksum, json);
    const entry = line.slice(0, 9) === `${hex(checksum)} ` ? parsed(json) : undefined;
    if (entry === undefined) return err(damaged(path, at + 2));
    entries.push(entry);
  }
  return ok({ entries, isClosed });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const chained = (before: number, text: string): number => Bun.hash.crc32(text, before);
const hex = (checksum: number): string => checksum.toString(16).padStart(8, "0");

const full = (path: string, most: number): Problem => ({
  code: "JOURNAL_FULL",
  message: `Cannot go on with the journal "${path}": it holds ${Math.round(most / 2 ** 20)} MB, and what comes after is not recorded`,
  hint: "The scene plays on. What is recorded can be replayed; start again for a new journal.",
});
const behind = (path: string): Problem => ({
  code: "JOURNAL_BEHIND",
  message: `Cannot go on with the journal "${path}": the disk is slower than what is to be written`,
  hint: "The scene plays on. What is recorded up to here can be replayed.",
});
const unreadable = (path: string, state: string): Problem => ({
  code: "JOURNAL_UNREADABLE",
  message: `Cannot read the journal "${path}": ${state}`,
  hint: "Name a file that a run has left, e.g. in out/journals.",
});
const foreign = (path: string): Problem => ({
  code: "JOURNAL_FOREIGN",
  message: `Cannot read "${path}": it is no journal, its first line says nothing of one`,
  hint: "Name a file that a run has left, e.g. in out/journals.",
});
const otherVersion = (path: string, version: string): Problem => ({
  code: "JOURNAL_VERSION",
  message: `Cannot read the journal "${path}": it is of version ${version}, and this nodegen reads up to version ${JOURNAL_VERSION}`,
  hint: "Replay it with the nodegen that recorded it.",
});
const damaged = (path: string, line: number): Problem => ({
  code: "JOURNAL_DAMAGED",
  message: `Cannot read the journal "${path}": line ${line} was changed or lost after it was written`,
  hint: "Nothing after that line can be trusted; take the file from where it was recorded.",
});
