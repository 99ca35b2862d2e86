/**
 * The audit log: JSON lines in files that are only ever added to, and its head in SQLite beside them, whose lock makes
 * several processes write one chain. A file that is full is left as it is, and the chain goes on in the next one.
 *
 * An entry is acknowledged when its line is on the disk. What was written and not acknowledged (a kill, a full disk) is
 * taken up or cut off by the next writer. A log whose end is not what was last written is added to by nobody: what cannot
 * be audited must not happen.
 */
import type { Database } from "bun:sqlite";
import { join } from "node:path";

import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Audit, AuditEntry } from "../permission/decision.ts";
import { type AuditHead, openSeal, seal } from "./audit-chain.ts";
import { HEAD_FILE, openHead, otherVersion, readHead, writeHead } from "./audit-head.ts";
import { type Disk, diskProblem, isSystemError } from "./disk.ts";

export interface AuditLogOptions {
  /** Made when it is not there. */
  readonly directory: string;
  readonly disk: Disk;
  readonly openDatabase: (path: string) => Database;
  /** After which a new file is begun. */
  readonly mostBytes?: number;
}

export interface AuditLog {
  readonly append: Audit;
  /** After what was handed in is written. */
  close(): Promise<void>;
}

const MOST_OF_A_FILE = 16 * 2 ** 20;
/** What a writer that was killed leaves unsaid is one batch; more is not ours. */
const MOST_BEYOND = 16 * 2 ** 20;

/** `audit.jsonl`, `audit-2.jsonl` …, oldest first. */
export const logFile = (number: number): string => (number === 1 ? "audit.jsonl" : `audit-${number}.jsonl`);

type FileHandle = Awaited<ReturnType<Disk["open"]>>;

export async function openAuditLog(options: AuditLogOptions): Promise<Result<AuditLog, Problem>> {
  const { directory, disk } = options;
  try {
    await disk.mkdir(directory, { recursive: true, mode: 0o700 });
    const database = openHead(directory, options.openDatabase);
    if (database) return ok(new FileAuditLog(options, database));
    return err(otherVersion(directory));
  } catch (error) {
    return err(diskProblem("open the audit log in", directory, error));
  }
}

interface Waiting {
  readonly entry: AuditEntry;
  readonly settle: (result: Result<null, Problem>) => void;
}

class FileAuditLog implements AuditLog {
  readonly #options: AuditLogOptions;
  readonly #database: Database;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(options: AuditLogOptions, database: Database) {
    this.#options = options;
    this.#database = database;
  }

  readonly append: Audit = (entry) => {
    const { promise, resolve } = Promise.withResolvers<Result<null, Problem>>();
    this.#waiting.push({ entry, settle: resolve });
    this.#writing ??= this.#writeAll();
    return promise;
  };

  async close(): Promise<void> {
    await this.#writing;
    this.#database.close();
  }

  /** What arrives while the disk is busy goes out together: one flush for all. */
  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const result = await this.#write(batch.map(({ entry }) => entry));
      for (const { settle } of batch) settle(result);
    }
    // In the same breath as the last look at what waits: an entry that comes now begins the next round.
    this.#writing = undefined;
  }

  async #write(entries: readonly AuditEntry[]): Promise<Result<null, Problem>> {
    try {
      // Held while the line is written: no other process may be adding to the same chain.
      this.#database.run("BEGIN IMMEDIATE");
      try {
        const added = await this.#add(entries, readHead(this.#database));
        if (added.ok) writeHead(this.#database, added.value);
        this.#database.run(added.ok ? "COMMIT" : "ROLLBACK");
        return added.ok ? ok(null) : added;
      } catch (error) {
        if (this.#database.inTransaction) this.#database.run("ROLLBACK");
        throw error;
      }
    } catch (error) {
      return err(diskProblem("write the audit log in", this.#options.directory, error));
    }
  }

  async #add(entries: readonly AuditEntry[], known: AuditHead): Promise<Result<AuditHead, Problem>> {
    const opened = await this.#openEnd(known);
    if (!opened.ok) return opened;
    const { file, head } = opened.value;
    try {
      const { text, lines, chain } = sealAll(entries, head);
      const bytes = Buffer.from(text);
      try {
        await file.appendFile(bytes);
        await file.datasync();
      } catch (error) {
        await cutOff(file, head.bytes);
        throw error;
      }
      return ok({ ...head, lines, chain, bytes: head.bytes + bytes.length });
    } finally {
      await file.close();
    }
  }

  /** The file to write to, and where the log ends. A writer that was killed may have begun the next file, and not said so. */
  async #openEnd(known: AuditHead): Promise<Result<{ readonly file: FileHandle; readonly head: AuditHead }, Problem>> {
    const { directory, disk, mostBytes = MOST_OF_A_FILE } = this.#options;
    const path = join(directory, logFile(known.file));
    const file = await disk.open(path, "a+", 0o600);
    const head = await caughtUp(file, known);
    if (head && head.bytes < mostBytes) return ok({ file, head });
    await file.close();
    return head ? this.#openEnd({ ...head, file: head.file + 1, bytes: 0 }) : err(notOurs(path));
  }
}

function sealAll(entries: readonly AuditEntry[], { lines, chain }: AuditHead) {
  let text = "";
  for (const entry of entries) {
    const sealed = seal(entry, ++lines, chain);
    text += `${sealed.text}\n`;
    chain = sealed.chain;
  }
  return { text, lines, chain };
}

/** Half a line must not stay; where even that fails, the next writer cuts it off. */
async function cutOff(file: FileHandle, bytes: number): Promise<void> {
  try {
    await file.truncate(bytes);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

/**
 * The head as the file has it: whole lines beyond the known head that follow it were written by a process that was killed
 * before it could say so; the rest of a line was never acknowledged and goes. Undefined when the file is not what was
 * last written.
 */
async function caughtUp(file: FileHandle, known: AuditHead): Promise<AuditHead | undefined> {
  const { size } = await file.stat();
  if (size < known.bytes || !(await endsWith(file, known))) return undefined;
  if (size === known.bytes) return known;
  if (size - known.bytes > MOST_BEYOND) return undefined;
  const beyond = Buffer.alloc(size - known.bytes);
  await file.read(beyond, 0, beyond.length, known.bytes);
  let head = known;
  for (const text of beyond.toString("utf8").split("\n").slice(0, -1)) {
    const sealed = openSeal(text);
    if (!sealed || sealed.before !== head.chain || sealed.number !== head.lines + 1) return undefined;
    head = { ...head, lines: sealed.number, chain: sealed.chain, bytes: head.bytes + Buffer.byteLength(text) + 1 };
  }
  if (head.bytes < size) await file.truncate(head.bytes);
  return head;
}

async function endsWith(file: FileHandle, { chain, bytes }: AuditHead): Promise<boolean> {
  if (bytes === 0) return true;
  const end = Buffer.from(`"chain":"${chain}"}\n`);
  const found = Buffer.alloc(end.length);
  await file.read(found, 0, end.length, bytes - end.length);
  return found.equals(end);
}

const notOurs = (path: string): Problem => ({
  code: "AUDIT_BROKEN",
  message: `Cannot write the audit log "${path}": its end is not what was last written`,
  hint: `See nodegen audit --verify. To begin a new log, move its files and "${HEAD_FILE}" away together.`,
});
