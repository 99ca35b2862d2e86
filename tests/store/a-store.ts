/** Stores in temporary folders, and records to put in them. */
import { Database } from "bun:sqlite";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { contentHash } from "../../src/base/hash.ts";
import type { Disk } from "../../src/store/disk.ts";
import type { ModuleRecord, ModuleStore } from "../../src/store/module-record.ts";
import { openModuleStore } from "../../src/store/module-store.ts";

export async function temporaryFolder() {
  const path = await fs.mkdtemp(join(tmpdir(), "nodegen-store-"));
  return { path, [Symbol.asyncDispose]: () => fs.rm(path, { recursive: true, force: true }) };
}

export const tryOpen = (directory: string, disk: Disk = fs, now = Date.now) =>
  openModuleStore({ directory, disk, openDatabase: (path) => new Database(path), now });

export async function open(directory: string, disk?: Disk): Promise<ModuleStore> {
  const store = await tryOpen(directory, disk);
  if (!store.ok) throw new Error(store.error.message);
  return store.value;
}

export function aRecord(changes: Partial<ModuleRecord> = {}): ModuleRecord {
  const source = changes.source ?? "export default class Spinner {}\n";
  return {
    version: 1,
    hash: contentHash(source),
    kind: "node",
    name: "Spinner",
    description: "a sprite that spins",
    source,
    status: "verified",
    model: "scripted",
    seed: 1,
    findings: [
      { code: "SMOKE_STILL", severity: "warning", stage: "smoke", message: "m", hint: "h", line: 1, column: 1 },
    ],
    stages: [{ name: "types", ok: true, ms: 6.1 }],
    frames: 10,
    stateHash: `sha256:${"0".repeat(64)}`,
    attempts: [{ findings: [], ms: 12, cached: false }],
    createdAt: "2026-11-20T09:00:00.000Z",
    ...changes,
  };
}
