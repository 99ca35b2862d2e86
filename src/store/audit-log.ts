/**
 * The audit log: JSON lines in a file that is only ever added to, and its head in SQLite beside it, whose lock makes
 * several processes write one chain.
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
import { type AuditHead, type ChainFault, emptyHead, openSeal, seal, verifyChain } from "./audit-chain.ts";
import { HEAD_FILE, openHead, otherVersion, readHead, readHeadFile, writeHead } from "./audit-head.ts";
import { type Disk, diskProblem, isMissing, isSystemError } from "./disk.ts";

export interface AuditLogOptions {
  /** Made when it is not there. */
  readonly directory: string;
  readonly disk: Disk;
  readonly openDatabase: (path: string) => Database;
}

export interface AuditLog {
  readonly append: Audit;
  /** After what was handed in is written. */
  close(): Promise<void>;
}

const LOG_FILE = "audit.jsonl";

type FileHandle = Awaited<ReturnType<Disk["open"]>>;

export async function openAuditLog(options: AuditLogOptions): Promise<Result<AuditLog, Problem>> {
  const { directory, disk } = options;
  try {
    await disk.mkdir(directory, { recursive: true, mode: 0o700 });
    const database = openHead(directory, options.openDatabase);
    if (database) return ok(new FileAuditLog(join(directory, LOG_FILE), disk, database));
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
  readonly #path: string;
  readonly #disk: Disk;
  readonly #database: Database;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;

  constructor(path: string, disk: Disk, database: Database) {
    this.#path = path;
    this.#disk = disk;
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
      return err(diskProblem("write the audit log", this.#path, error));
    }
  }

  async #add(entries: readonly AuditEntry[], known: AuditHead): Promise<Result<AuditHead, Problem>> {
    const file = await this.#disk.open(this.#path, "a+", 0o600);
    try {
      const head = await caughtUp(file, known);
      if (!head) return err(notOurs(this.#path));
      const { text, lines, chain } = sealAll(entries, head);
      const bytes = Buffer.from(text);
      try {
        await file.appendFile(bytes);
        await file.datasync();
      } catch (error) {
        await cutOff(file, head.bytes);
        throw error;
      }
      return ok({ lines, chain, bytes: head.bytes + bytes.length });
    } finally {
      await file.close();
    }
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
  const beyond = Buffer.alloc(size - known.bytes);
  await file.read(beyond, 0, beyond.length, known.bytes);
  let head = known;
  for (const text of beyond.toString("utf8").split("\n").slice(0, -1)) {
    const sealed = openSeal(text);
    if (!sealed || sealed.before !== head.chain || sealed.number !== head.lines + 1) return undefined;
    head = { lines: sealed.number, chain: sealed.chain, bytes: head.bytes + Buffer.byteLength(text) + 1 };
  }
  if (head.bytes < size) await file.truncate(head.bytes);
  return head;
}

async function endsWith(file: FileHandle, { lines, chain, bytes }: AuditHead): Promise<boolean> {
  if (lines === 0) return true;
  const end = Buffer.from(`"chain":"${chain}"}\n`);
  const found = Buffer.alloc(end.length);
  await file.read(found, 0, end.length, bytes - end.length);
  return found.equals(end);
}

export interface AuditReading {
  /** Oldest first; a line that was changed is not among them. */
  readonly entries: readonly AuditEntry[];
  readonly lines: number;
  readonly faults: readonly ChainFault[];
}

/** A log that was never written is an empty one. */
export async function readAuditLog(options: AuditLogOptions): Promise<Result<AuditReading, Problem>> {
  const { directory, disk } = options;
  const path = join(directory, LOG_FILE);
  try {
    // The head first: whoever writes meanwhile only adds lines beyond it.
    const head = await readHeadFile(options);
    if (head === "other version") return err(otherVersion(directory));
    const text = await disk.readFile(path, "utf8").catch((error: unknown) => {
      if (isMissing(error)) return "";
      throw error;
    });
    const lines = text.split("\n").slice(0, -1);
    const entries = lines.map(openSeal).flatMap((line) => (line ? [line.entry] : []));
    const faults = verifyChain(lines, head ?? emptyHead);
    if (!head && lines.length > 0)
      faults.push({ line: lines.length + 1, what: `Its head, "${HEAD_FILE}", is missing` });
    return ok({ entries, lines: lines.length, faults });
  } catch (error) {
    return err(diskProblem("read the audit log", path, error));
  }
}

const notOurs = (path: string): Problem => ({
  code: "AUDIT_BROKEN",
  message: `Cannot write the audit log "${path}": its end is not what was last written`,
  hint: `See nodegen audit --verify. To begin a new log, move "${LOG_FILE}" and "${HEAD_FILE}" away together.`,
});
