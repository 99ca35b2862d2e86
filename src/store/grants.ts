/**
 * Grants and refusals in SQLite, outside the project: a folder that somebody sends along could otherwise bring its own.
 *
 * Several processes share the file. Nothing is kept in memory, so what one revokes is gone for all at the next look. What
 * a run was granted is in here too, under the run's own name, so that it can be listed and revoked from elsewhere; it
 * grants nothing to any other run, and leaves with its process.
 */
import type { Database } from "bun:sqlite";

import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Grant, GrantKey, Grants } from "../permission/grants.ts";
import { diskProblem, isSystemError } from "./disk.ts";

const GRANTS_VERSION = 2;

export interface GrantsOptions {
  readonly path: string;
  readonly openDatabase: (path: string) => Database;
  /** Names this run among all that ever were. */
  readonly run: string;
  readonly pid: number;
  /** Whether a process with this number lives; what a dead one was granted for its run is cleared. */
  readonly isAlive: (pid: number) => boolean;
  readonly today: () => Date;
}

const COLUMNS = "id, hash, lineage, module, permission, scope, lasts, decided_by AS by, at";

export function openGrants(options: GrantsOptions): Result<Grants, Problem> {
  const { path } = options;
  return attempt("open", path, () => {
    const database = options.openDatabase(path);
    // Another process may be writing; a write takes milliseconds.
    database.run("PRAGMA busy_timeout = 5000");
    database.run("PRAGMA journal_mode = WAL");
    const found = database.transaction(() => migrate(database)).immediate();
    if (found === GRANTS_VERSION) return ok(new SqliteGrants(options, database));
    database.close();
    return err<Problem>({
      code: "GRANTS_VERSION",
      message: `Cannot open "${path}": it has version ${found}, and this program knows version ${GRANTS_VERSION}`,
      hint: "Use the nodegen that made it, or move it away: what it remembered is then asked again.",
    });
  });
}

class SqliteGrants implements Grants {
  readonly #options: GrantsOptions;
  readonly #database: Database;
  /** Revocations up to this one were made before this run began. */
  readonly #before: number;

  constructor(options: GrantsOptions, database: Database) {
    this.#options = options;
    this.#database = database;
    this.#before = database
      .query<{ last: number }, []>("SELECT coalesce(max(id), 0) AS last FROM revocations")
      .get()!.last;
    this.#clearDead();
  }

  remember(key: GrantKey, lasts: Grant["lasts"], by: Grant["by"]): Result<null, Problem> {
    const { hash, lineage, module, permission, scope } = key;
    const { run, pid, today } = this.#options;
    const ofRun = lasts === "run";
    const write = this.#database.transaction(() => {
      // A newer version was answered for: the older one's answers end with it.
      if (!ofRun)
        this.#database.run("DELETE FROM grants WHERE lasts = 'version' AND lineage = ? AND hash <> ?", [lineage, hash]);
      this.#database.run(
        `INSERT INTO grants (hash, lineage, module, permission, scope, lasts, decided_by, at, run, pid)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (hash, permission, scope, run) DO UPDATE SET
           lineage = excluded.lineage, module = excluded.module, lasts = excluded.lasts, decided_by = excluded.decided_by, at = excluded.at`,
        [hash, lineage, module, permission, scope, lasts, by, today().toISOString(), ofRun ? run : "", ofRun ? pid : 0],
      );
    });
    return this.#attempt("write", () => {
      write.immediate();
      return ok(null);
    });
  }

  find({ hash, permission, scope }: GrantKey): Result<Grant | undefined, Problem> {
    return this.#attempt("read", () => {
      const found = this.#database
        .query<Grant, [string, string, string, string]>(
          `SELECT ${COLUMNS} FROM grants WHERE hash = ? AND permission = ? AND scope = ? AND run IN ('', ?)
           ORDER BY lasts = 'never' DESC, run = '' DESC LIMIT 1`,
        )
        .get(hash, permission, scope, this.#options.run);
      return ok(found ?? undefined);
    });
  }

  isRevoked({ hash, lineage, permission, scope }: GrantKey): Result<boolean, Problem> {
    return this.#attempt("read", () => {
      const found = this.#database
        .query<{ id: number }, [number, string, string, string, string]>(
          `SELECT id FROM revocations
           WHERE id > ? AND permission = ? AND scope = ? AND (hash = ? OR lineage = ?) LIMIT 1`,
        )
        .get(this.#before, permission, scope, hash, lineage);
      return ok(found !== null);
    });
  }

  list(): Result<readonly Grant[], Problem> {
    return this.#attempt("read", () => {
      this.#clearDead();
      return ok(this.#database.query<Grant, []>(`SELECT ${COLUMNS} FROM grants ORDER BY id`).all());
    });
  }

  revoke(id: number): Result<Grant, Problem> {
    const take = this.#database.transaction((): Grant | undefined => {
      const grant = this.#database.query<Grant, [number]>(`SELECT ${COLUMNS} FROM grants WHERE id = ?`).get(id);
      if (!grant) return undefined;
      const { hash, lineage, permission, scope } = grant;
      this.#database.run("DELETE FROM grants WHERE id = ?", [id]);
      // To forget a refusal takes nothing from anyone.
      if (grant.lasts !== "never")
        this.#database.run("INSERT INTO revocations (hash, lineage, permission, scope, at) VALUES (?, ?, ?, ?, ?)", [
          hash,
          lineage,
          permission,
          scope,
          this.#options.today().toISOString(),
        ]);
      return grant;
    });
    return this.#attempt("write", () => {
      const grant = take.immediate();
      return grant ? ok(grant) : err(noSuchGrant(id));
    });
  }

  version(): number {
    return this.#database.query<{ data_version: number }, []>("PRAGMA data_version").get()!.data_version;
  }

  close(): void {
    this.#attempt("write", () => {
      this.#database.run("DELETE FROM grants WHERE run = ?", [this.#options.run]);
      return ok(null);
    });
    this.#database.close();
  }

  #clearDead(): void {
    const runs = this.#database.query<{ pid: number }, []>("SELECT DISTINCT pid FROM grants WHERE run <> ''").all();
    for (const { pid } of runs)
      if (!this.#options.isAlive(pid)) this.#database.run("DELETE FROM grants WHERE run <> '' AND pid = ?", [pid]);
  }

  #attempt<T>(action: string, run: () => Result<T, Problem>): Result<T, Problem> {
    return attempt(action, this.#options.path, run);
  }
}

/** The version that the file has now. */
function migrate(database: Database): number {
  const { user_version: found } = database.query<{ user_version: number }, []>("PRAGMA user_version").get()!;
  if (found !== 0) return found;
  database.run(
    `CREATE TABLE grants (
       id INTEGER PRIMARY KEY AUTOINCREMENT,
       hash TEXT NOT NULL,
       lineage TEXT NOT NULL,
       module TEXT NOT NULL,
       permission TEXT NOT NULL,
       scope TEXT NOT NULL,
       lasts TEXT NOT NULL,
       decided_by TEXT NOT NULL,
       at TEXT NOT NULL,
       run TEXT NOT NULL,
       pid INTEGER NOT NULL,
       UNIQUE (hash, permission, scope, run)
     )`,
  );
  database.run(
    `CREATE TABLE revocations (
       id INTEGER PRIMARY KEY AUTOINCREMENT,
       hash TEXT NOT NULL,
       lineage TEXT NOT NULL,
       permission TEXT NOT NULL,
       scope TEXT NOT NULL,
       at TEXT NOT NULL
     )`,
  );
  database.run(`PRAGMA user_version = ${GRANTS_VERSION}`);
  return GRANTS_VERSION;
}

function attempt<T>(action: string, path: string, run: () => Result<T, Problem>): Result<T, Problem> {
  try {
    return run();
  } catch (error) {
    const damaged = isSystemError(error) && ["SQLITE_NOTADB", "SQLITE_CORRUPT"].includes(error.code);
    return err(damaged ? damagedFile(path) : diskProblem(action, path, error));
  }
}

const damagedFile = (path: string): Problem => ({
  code: "GRANTS_DAMAGED",
  message: `Cannot read "${path}": it is no database any more`,
  hint: "Move it away; what it remembered is then asked again.",
});

const noSuchGrant = (id: number): Problem => ({
  code: "NO_SUCH_GRANT",
  message: `Cannot revoke grant ${id}: there is none with this number`,
  hint: "nodegen permissions list shows what stands; a grant for one run ends with it.",
});
