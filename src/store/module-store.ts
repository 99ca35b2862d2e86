/**
 * Modules kept in a folder that a person can read: one folder a module, by name and hash (`record-file.ts`), and an index
 * beside them (`module-index.ts`).
 *
 * The folders are the truth and each is written at once, so a kill at any moment leaves the old or the new state. What is
 * not understood, a stranger's file or a damaged module, is reported and never touched. Two processes may share a store.
 */
import type { Database } from "bun:sqlite";
import { join } from "node:path";

import { contentHash, type Hash } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { sweep, writeFileAtomically, writeFolderAtomically } from "./atomic.ts";
import { type Disk, diskProblem, isSystemError } from "./disk.ts";
import { type IndexEntry, IndexVersionError, type ModuleIndex, openIndex } from "./module-index.ts";
import type { ModuleRecord, ModuleStore, ModuleSummary } from "./module-record.ts";
import {
  filesOf,
  folderName,
  readRecord,
  RECORD_FILE,
  recordText,
  SHORT_HASH,
  sourceName,
  summaryOf,
  WHOLE_HASH,
} from "./record-file.ts";

export interface ModuleStoreOptions {
  /** Made when it is not there. */
  readonly directory: string;
  readonly disk: Disk;
  readonly openDatabase: (path: string) => Database;
  /** Milliseconds since 1970, to tell what a killed process left from what a living one is writing. */
  readonly now: () => number;
}

const INDEX_FILE = "index.sqlite";
/** What may lie beside the modules without being one. */
const KNOWN_FILE = /^\.|^index\.sqlite|^journals$/;

interface Damage {
  readonly path: string;
  readonly reason: string;
}

export async function openModuleStore(options: ModuleStoreOptions): Promise<Result<ModuleStore, Problem>> {
  const { directory, disk } = options;
  try {
    await disk.mkdir(directory, { recursive: true });
    await sweep(disk, directory, options.now());
    const damaged: Damage[] = [];
    const index = await openOrRebuild(options, damaged);
    const store = new FolderStore(disk, directory, index, damaged);
    await store.catchUp().catch((error: unknown) => {
      index.close();
      throw error;
    });
    return ok(store);
  } catch (error) {
    if (!(error instanceof IndexVersionError)) return err(diskProblem("open", directory, error));
    return err({
      code: "STORE_VERSION",
      message: `Cannot open "${directory}": ${error.message}`,
      hint: `Use the nodegen that made it, or delete "${INDEX_FILE}" there: it is made again from the modules.`,
    });
  }
}

/** An index that is no database is put aside; everything in it can be read from the folders again. */
async function openOrRebuild(options: ModuleStoreOptions, damaged: Damage[]): Promise<ModuleIndex> {
  const path = join(options.directory, INDEX_FILE);
  try {
    return openIndex(options.openDatabase(path));
  } catch (error) {
    if (!isSystemError(error) || !["SQLITE_NOTADB", "SQLITE_CORRUPT"].includes(error.code)) throw error;
    await options.disk.rename(path, `${path}.damaged`);
    damaged.push({ path, reason: `it was no database any more (${error.message}); put aside and made again` });
    return openIndex(options.openDatabase(path));
  }
}

class FolderStore implements ModuleStore {
  constructor(
    private readonly disk: Disk,
    private readonly directory: string,
    private readonly index: ModuleIndex,
    readonly damaged: Damage[],
  ) {}

  async put(record: ModuleRecord): Promise<Result<string, Problem>> {
    if (contentHash(record.source) !== record.hash) throw new Error(`"${record.name}" has another hash than it says`);
    try {
      const { folder, kept } = (await this.update(record)) ?? (await this.create(record));
      this.index.put([await this.entry(folder, kept)]);
      return ok(join(this.directory, folder, sourceName(kept.name)));
    } catch (error) {
      return err(diskProblem("keep a module in", this.directory, error));
    }
  }

  async get(hash: Hash): Promise<ModuleRecord | undefined> {
    const place = this.index.locate(hash);
    if (place === undefined) return undefined;
    const record = await this.read(place.folder);
    if (!record.ok) this.report(place.folder, record.error);
    return record.ok ? record.value : undefined;
  }

  list(): Promise<readonly ModuleSummary[]> {
    return Promise.resolve(this.index.summaries());
  }

  pathOf(hash: Hash): string | undefined {
    const place = this.index.locate(hash);
    return place && join(this.directory, place.folder, sourceName(place.name));
  }

  close(): void {
    this.index.close();
  }

  /** Brings the index up to date with the folders. */
  async catchUp(): Promise<void> {
    const noted = this.index.stamps();
    const lost = new Set(noted.keys());
    const learnt: IndexEntry[] = [];
    for (const item of await this.disk.readdir(this.directory, { withFileTypes: true })) {
      if (KNOWN_FILE.test(item.name)) continue;
      const isCurrent = lost.has(item.name) && noted.get(item.name) === (await this.stamp(item.name));
      if (!isCurrent) {
        const record = item.isDirectory() ? await this.read(item.name) : err("it is no module that was kept here");
        if (!record.ok) {
          this.report(item.name, record.error);
          continue;
        }
        learnt.push(await this.entry(item.name, record.value));
      }
      lost.delete(item.name);
    }
    this.index.put(learnt);
    for (const folder of lost) this.index.remove(folder);
  }

  /** A new record for a module that is kept. It goes on under the name it has, which its files carry. */
  private async update(record: ModuleRecord): Promise<Written | undefined> {
    const place = this.index.locate(record.hash);
    return place && (await this.replace(place.folder, record));
  }

  private async create(record: ModuleRecord): Promise<Written> {
    for (const digits of [SHORT_HASH, WHOLE_HASH]) {
      const folder = folderName(record.name, record.hash, digits);
      try {
        await writeFolderAtomically(this.disk, join(this.directory, folder), filesOf(record));
        return { folder, kept: record };
      } catch (error) {
        if (!isSystemError(error) || !["ENOTEMPTY", "EEXIST"].includes(error.code)) throw error;
      }
      // Another process has just kept it, or something else has its name.
      const replaced = await this.replace(folder, record);
      if (replaced) return replaced;
    }
    throw new Error(`Both names of "${record.name}" are taken in "${this.directory}"`);
  }

  private async replace(folder: string, record: ModuleRecord): Promise<Written | undefined> {
    const there = await this.read(folder);
    if (!there.ok || there.value.hash !== record.hash) return undefined;
    const kept = { ...record, name: there.value.name };
    await writeFileAtomically(this.disk, join(this.directory, folder, RECORD_FILE), recordText(kept));
    return { folder, kept };
  }

  private async entry(folder: string, record: ModuleRecord): Promise<IndexEntry> {
    return { folder, stamp: (await this.stamp(folder)) ?? "gone", summary: summaryOf(record) };
  }

  /** Of the folder's record as it is now; undefined where there is none. */
  private async stamp(folder: string): Promise<string | undefined> {
    try {
      const { mtimeMs, size } = await this.disk.stat(join(this.directory, folder, RECORD_FILE));
      return `${mtimeMs}-${size}`;
    } catch (error) {
      if (isSystemError(error)) return undefined;
      throw error;
    }
  }

  private read(folder: string): Promise<Result<ModuleRecord, string>> {
    return readRecord(this.disk, join(this.directory, folder));
  }

  private report(name: string, reason: string): void {
    const path = join(this.directory, name);
    if (!this.damaged.some((known) => known.path === path && known.reason === reason))
      this.damaged.push({ path, reason });
  }
}

interface Written {
  readonly folder: string;
  readonly kept: ModuleRecord;
}
