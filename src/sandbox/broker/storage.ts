/**
 * The key-value store behind `storage`: one file for the project, in it the items of each lineage of
 * modules. Values are JSON text; each change is one transaction, within a quota or not at all.
 */
import type { Database } from "bun:sqlite";

import type { CallError } from "../../base/broker-call.ts";
import type { Hash } from "../../base/hash.ts";
import type { Json } from "../../base/json.ts";
import { quoted } from "../../base/printable.ts";
import type { Problem } from "../../base/problem.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { BrokerLimits } from "./limits.ts";

/** In version 1 items went by the module's name, which another module can have too. */
const VERSION = 2;

export class ModuleStorage {
  readonly #database: Database;
  readonly #limits: BrokerLimits;

  private constructor(database: Database, limits: BrokerLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  /** Makes the tables where there are none; a file of another version is left alone. */
  static over(database: Database, limits: BrokerLimits): Result<ModuleStorage, Problem> {
    // Another stage of the same project may be writing.
    database.run("PRAGMA busy_timeout = 2000");
    database.run("PRAGMA journal_mode = WAL");
    const prepared = database.transaction((): number => {
      const { user_version: version } = database.query("PRAGMA user_version").get() as { user_version: number };
      if (version !== 0) return version;
      database.run(
        "CREATE TABLE item (lineage TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (lineage, key)) STRICT, WITHOUT ROWID",
      );
      database.run(`PRAGMA user_version = ${VERSION}`);
      return VERSION;
    });
    const version = prepared.immediate();
    if (version === VERSION) return ok(new ModuleStorage(database, limits));
    return err({
      code: "STORAGE_VERSION",
      message: `Cannot open the modules' storage: it has version ${version}, and this is nodegen for version ${VERSION}`,
      hint: "Use the nodegen that wrote it, or move the file away.",
    });
  }

  get(lineage: Hash, key: string): Result<Json, CallError> {
    return this.#try("get", () => {
      const row = this.#database.query("SELECT value FROM item WHERE lineage = ? AND key = ?").get(lineage, key);
      return ok(row === null ? null : { value: JSON.parse((row as { value: string }).value) as Json });
    });
  }

  set(lineage: Hash, key: string, value: Json): Result<Json, CallError> {
    const text = JSON.stringify(value);
    const change = this.#database.transaction(() => {
      const others = this.#database
        .query(
          // As blobs, since the length of a text is in characters, and ends at a NUL.
          "SELECT count(*) AS keys, coalesce(sum(length(CAST(key AS BLOB)) + length(CAST(value AS BLOB))), 0) AS bytes FROM item WHERE lineage = ? AND key <> ?",
        )
        .get(lineage, key) as { keys: number; bytes: number };
      const full = this.#overQuota(others.keys + 1, others.bytes + Buffer.byteLength(key) + Buffer.byteLength(text));
      if (full !== undefined) return err({ message: `Cannot set ${quoted(key)} in storage: ${full}` });
      this.#database.run("INSERT OR REPLACE INTO item (lineage, key, value) VALUES (?, ?, ?)", [lineage, key, text]);
      return ok(null);
    });
    return this.#try("set", () => change.immediate());
  }

  delete(lineage: Hash, key: string): Result<Json, CallError> {
    return this.#try("delete", () => {
      this.#database.run("DELETE FROM item WHERE lineage = ? AND key = ?", [lineage, key]);
      return ok(null);
    });
  }

  close(): void {
    this.#database.close();
  }

  #overQuota(keys: number, bytes: number): string | undefined {
    const { storageKeys, storageBytes } = this.#limits;
    if (keys > storageKeys) return `it would have more than ${storageKeys} keys; delete some first`;
    if (bytes > storageBytes) return `it would hold more than ${storageBytes / 1024} kB; delete some first`;
    return undefined;
  }

  /** What the disk refuses is told; anything else is a fault of ours. */
  #try(action: string, run: () => Result<Json, CallError>): Result<Json, CallError> {
    try {
      return run();
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (typeof code !== "string" || !code.startsWith("SQLITE_")) throw error;
      return err({ message: `Cannot ${action} in storage: the disk refused (${code})` });
    }
  }
}
