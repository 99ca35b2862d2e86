/**
 * How a kept module lies on the disk: a folder that carries its name and the start of its hash, and in it the source, to be
 * opened and run like any other file, and `module.json` with everything else.
 *
 * What is read back is believed only as far as it parses and the source still has the hash it was kept under.
 */
import { join } from "node:path";

import * as v from "valibot";

import { contentHash, type Hash, isHash } from "../base/hash.ts";
import { err, ok, type Result } from "../base/result.ts";
import { type Disk, isSystemError } from "./disk.ts";
import type { ModuleRecord, ModuleSummary } from "./module-record.ts";

export const RECORD_FILE = "module.json";

/** Hexadecimal digits of the hash in a folder's name: few for reading, all of them where another module has that name. */
export const SHORT_HASH = 8;
export const WHOLE_HASH = 64;

/** `spinner-1a2b3c4d` */
export const folderName = (name: string, hash: Hash, digits: number): string =>
  `${slug(name)}-${hash.slice("sha256:".length, "sha256:".length + digits)}`;

export const sourceName = (name: string): string => `${slug(name)}.ts`;

/** "BouncingBalls" becomes "bouncing-balls": safe as a file's name, whatever the module calls itself. */
const slug = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40) || "module";

export const filesOf = (record: ModuleRecord): Record<string, string> => ({
  [sourceName(record.name)]: record.source,
  [RECORD_FILE]: recordText(record),
});

export function recordText({ source: _, ...rest }: ModuleRecord): string {
  return `${JSON.stringify(rest, null, 2)}\n`;
}

/** The error is the reason, for a person. */
export async function readRecord(disk: Disk, folder: string): Promise<Result<ModuleRecord, string>> {
  const text = await readText(disk, join(folder, RECORD_FILE));
  if (!text.ok) return text;
  const parsed = v.safeParse(recordJson, text.value);
  if (!parsed.success) return err(`${RECORD_FILE} is no record of a module: ${parsed.issues[0].message}`);
  const name = sourceName(parsed.output.name);
  const source = await readText(disk, join(folder, name));
  if (!source.ok) return source;
  if (contentHash(source.value) !== parsed.output.hash)
    return err(`${name} was changed after it was kept: it has another hash than ${RECORD_FILE} says`);
  return ok({ ...parsed.output, source: source.value });
}

export function summaryOf({ source: _, attempts: __, ...summary }: ModuleRecord): ModuleSummary {
  return summary;
}

async function readText(disk: Disk, path: string): Promise<Result<string, string>> {
  try {
    return ok(await disk.readFile(path, "utf8"));
  } catch (error) {
    if (isSystemError(error)) return err(error.message);
    throw error;
  }
}

const hash = v.custom<Hash>((value) => typeof value === "string" && isHash(value), "the hash is none");
const stage = v.picklist(["syntax", "contract", "types", "transpile", "smoke"]);
const place = v.pipe(v.number(), v.integer());
const findings = v.array(
  v.object({
    code: v.string(),
    severity: v.picklist(["error", "warning"]),
    stage,
    message: v.string(),
    hint: v.string(),
    line: place,
    column: place,
    endLine: v.optional(place),
    endColumn: v.optional(place),
  }),
);

const summarySchema = v.object({
  version: v.literal(1),
  hash,
  kind: v.string(),
  name: v.string(),
  description: v.string(),
  status: v.picklist(["static-validated", "verified", "rejected"]),
  model: v.string(),
  seed: v.number(),
  findings,
  stages: v.array(v.object({ name: stage, ok: v.boolean(), ms: v.number() })),
  frames: v.optional(v.number()),
  stateHash: v.optional(v.string()),
  parent: v.optional(hash),
  createdAt: v.string(),
}) satisfies v.GenericSchema<unknown, ModuleSummary>;

const recordSchema = v.object({
  ...summarySchema.entries,
  attempts: v.array(v.object({ findings, ms: v.number(), cached: v.boolean() })),
}) satisfies v.GenericSchema<unknown, Omit<ModuleRecord, "source">>;

const recordJson = v.pipe(v.string(), v.parseJson(), recordSchema);
/** As the index keeps it. */
export const summaryJson = v.pipe(v.string(), v.parseJson(), summarySchema);
