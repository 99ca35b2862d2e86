/**
 * The list of kept modules, in SQLite, so that nobody has to read every folder to show them. The folders are the truth:
 * whatever is lost or stale here is read from them again when the store is opened.
 *
 * Four statements over `bun:sqlite`; a query builder with an adapter for it would be more code than they are.
 */
import type { Database } from "bun:sqlite";

import * as v from "valibot";

import type { Hash } from "../base/hash.ts";
import type { ModuleSummary } from "./module-record.ts";
import { summaryJson } from "./record-file.ts";

const INDEX_VERSION = 1;

export interface IndexEntry {
  readonly folder: string;
  /** Of the folder's record as it was read: another stamp means that it has changed since. */
  readonly stamp: string;
  readonly summary: ModuleSummary;
}

export interface ModuleIndex {
  /** All or none. */
  put(entries: readonly IndexEntry[]): void;
  remove(folder: string): void;
  /** Newest first. */
  summaries(): ModuleSummary[];
  locate(hash: Hash): { readonly folder: string; readonly name: string } | undefined;
  /** Folder to stamp. */
  stamps(): Map<string, string>;
  close(): void;
}

/** The index is of another version than this program's. */
export class IndexVersionError extends Error {
  override readonly name = "IndexVersionError";
  constructor(readonly found: number) {
    super(`its index has version ${found}, and this program knows version ${INDEX_VERSION}`);
  }
}

export function openIndex(database: Database): ModuleIndex {
  // Another process may be writing; a write takes milliseconds.
  database.run("PRAGMA busy_timeout = 5000");
  database.transaction(() => migrate(database)).immediate();

  const put = database.query<null, [string, string, string, string, string, string]>(
    `INSERT INTO modules (folder, stamp, hash, name, created_at, summary) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (folder) DO UPDATE SET stamp = excluded.stamp, hash = excluded.hash, name = excluded.name,
       created_at = excluded.created_at, summary = excluded.summary`,
  );
  const remove = database.query<null, [string]>("DELETE FROM modules WHERE folder = ?");
  const all = database.query<{ folder: string; stamp: string; summary: string }, []>(
    "SELECT folder, stamp, summary FROM modules ORDER BY created_at DESC, id DESC",
  );
  const locate = database.query<{ folder: string; name: string }, [string]>(
    "SELECT folder, name FROM modules WHERE hash = ?",
  );
  return {
    put: database.transaction((entries: readonly IndexEntry[]) => {
      for (const { folder, stamp, summary } of entries)
        put.run(folder, stamp, summary.hash, summary.name, summary.createdAt, JSON.stringify(summary));
    }).immediate,
    remove: (folder) => void remove.run(folder),
    summaries: () => all.all().map(({ summary }) => v.parse(summaryJson, summary)),
    locate: (hash) => locate.get(hash) ?? undefined,
    stamps: () => new Map(all.all().map(({ folder, stamp }) => [folder, stamp])),
    close: () => database.close(),
  };
}

function migrate(database: Database): void {
  const { user_version: found } = database.query<{ user_version: number }, []>("PRAGMA user_version").get()!;
  if (found === INDEX_VERSION) return;
  if (found !== 0) throw new IndexVersionError(found);
  database.run(
    `CREATE TABLE modules (
       id INTEGER PRIMARY KEY,
       folder TEXT NOT NULL UNIQUE,
       stamp TEXT NOT NULL,
       hash TEXT NOT NULL,
       name TEXT NOT NULL,
       created_at TEXT NOT NULL,
       summary TEXT NOT NULL
     )`,
  );
  database.run("CREATE INDEX modules_by_hash ON modules (hash)");
  database.run("CREATE INDEX modules_by_age ON modules (created_at)");
  database.run(`PRAGMA user_version = ${INDEX_VERSION}`);
}
