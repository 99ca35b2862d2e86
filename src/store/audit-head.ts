/**
 * Where the audit log ends, as one row in SQLite beside it. Its write lock is what makes several processes write one chain:
 * it goes with the process that holds it, as a lock file would not.
 */
import type { Database } from "bun:sqlite";
import { join } from "node:path";

import type { Hash } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import { type AuditHead, emptyHead } from "./audit-chain.ts";
import { type Disk, isMissing } from "./disk.ts";

const AUDIT_VERSION = 2;
export const HEAD_FILE = "audit-head.sqlite";

interface HeadPlace {
  readonly directory: string;
  readonly disk: Disk;
  readonly openDatabase: (path: string) => Database;
}

/** Undefined when the file is of another version. */
export function openHead(directory: string, openDatabase: (path: string) => Database): Database | undefined {
  const database = openDatabase(join(directory, HEAD_FILE));
  // Another process may be writing; a line takes milliseconds.
  database.run("PRAGMA busy_timeout = 5000");
  // A head that a power cut takes back is caught up with from the log, so its own flush can be spared.
  database.run("PRAGMA journal_mode = WAL");
  database.run("PRAGMA synchronous = NORMAL");
  // Looked at first: a lock is only waited for where there is something to make.
  const version =
    versionOf(database) === AUDIT_VERSION ? AUDIT_VERSION : database.transaction(() => migrate(database)).immediate();
  if (version === AUDIT_VERSION) return database;
  database.close();
  return undefined;
}

/** 0 where nothing was made yet. */
const versionOf = (database: Database): number =>
  database.query<{ user_version: number }, []>("PRAGMA user_version").get()!.user_version;

/** The version that the file has now. Version 1 knew of one file. */
function migrate(database: Database): number {
  const found = versionOf(database);
  if (found > 1) return found;
  if (found === 1) database.run("ALTER TABLE head ADD COLUMN file INTEGER NOT NULL DEFAULT 1");
  else {
    database.run(
      "CREATE TABLE head (lines INTEGER NOT NULL, chain TEXT NOT NULL, bytes INTEGER NOT NULL, file INTEGER NOT NULL)",
    );
    const { lines, chain, bytes, file } = emptyHead;
    database.run("INSERT INTO head (lines, chain, bytes, file) VALUES (?, ?, ?, ?)", [lines, chain, bytes, file]);
  }
  database.run(`PRAGMA user_version = ${AUDIT_VERSION}`);
  return AUDIT_VERSION;
}

export function readHead(database: Database): AuditHead {
  const row = database.query<{ lines: number; chain: string; bytes: number; file: number }, []>(
    "SELECT lines, chain, bytes, file FROM head",
  );
  const { chain, ...place } = row.get()!;
  return { ...place, chain: chain as Hash };
}

export const writeHead = (database: Database, { lines, chain, bytes, file }: AuditHead): unknown =>
  database.run("UPDATE head SET lines = ?, chain = ?, bytes = ?, file = ?", [lines, chain, bytes, file]);

/** Undefined where no log was ever opened. */
export async function readHeadFile({
  directory,
  disk,
  openDatabase,
}: HeadPlace): Promise<AuditHead | "other version" | undefined> {
  try {
    await disk.stat(join(directory, HEAD_FILE));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  const database = openHead(directory, openDatabase);
  if (!database) return "other version";
  try {
    return readHead(database);
  } finally {
    database.close();
  }
}

export const otherVersion = (directory: string): Problem => ({
  code: "AUDIT_VERSION",
  message: `Cannot read the audit log in "${directory}": it was written by another version of nodegen`,
  hint: "Use the nodegen that wrote it, or name another folder with --state.",
});
