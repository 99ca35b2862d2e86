/**
 * Something kept or lying in the project, made ready for the stage. Nothing on disk is a pass: its text is gated and
 * proven again, whatever its record says.
 */
import type { Finding } from "../base/finding.ts";
import type { Hash } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { ModuleStore } from "../store/module-record.ts";
import type { Judge, Trial } from "./judge.ts";
import { lineageOfFile, lineageOfKept } from "./lineage.ts";

export type LoadRequest = { readonly hash: Hash } | { readonly file: string };

export interface Loaded {
  readonly proven: Proven;
  readonly about: {
    readonly description: string;
    readonly path: string;
    readonly model?: string;
    readonly lineage: Hash;
  };
}

export type Load = (request: LoadRequest) => Promise<Result<Loaded, Problem | readonly Finding[]>>;

export interface ProjectFile {
  readonly text: string;
  /** With every link resolved. */
  readonly realPath: string;
}

/** Why a file was not read. */
export interface Unread {
  readonly reason: string;
  readonly isOutside: boolean;
}

export interface LoadParts {
  readonly judge: Judge;
  readonly store: ModuleStore;
  readonly trial: Trial;
  /** A file inside the project, or why there is none; it must refuse paths that lead out. */
  readonly readProjectFile: (path: string) => Promise<Result<ProjectFile, Unread>>;
}

export function makeLoad(parts: LoadParts): Load {
  return async (request) => {
    const found = await ("hash" in request ? findKept(parts.store, request.hash) : findFile(parts, request.file));
    if (!found.ok) return found;
    const { source, file, about } = found.value;
    const judged = await parts.judge(source, { file, description: about.description, trial: parts.trial });
    if (!judged.ok) return judged;
    const { proven, findings } = judged.value;
    return proven === undefined ? err(findings) : ok({ proven, about });
  };
}

interface Found {
  readonly source: string;
  readonly file?: string;
  readonly about: Loaded["about"];
}

async function findKept(store: ModuleStore, hash: Hash): Promise<Result<Found, Problem>> {
  const record = await store.get(hash);
  if (record === undefined)
    return err({
      code: "MODULE_NOT_FOUND",
      message: `Cannot load "${hash}": no module with this hash is kept`,
      hint: "GET /api/modules lists what is kept.",
    });
  const { source, description, model } = record;
  const lineage = await lineageOfKept(store, hash);
  return ok({ source, about: { description, path: store.pathOf(hash) ?? hash, model, lineage } });
}

async function findFile({ readProjectFile }: LoadParts, path: string): Promise<Result<Found, Problem>> {
  const read = await readProjectFile(path);
  if (!read.ok)
    return err({
      code: read.error.isOutside ? "FILE_OUTSIDE" : "FILE_UNREADABLE",
      message: `Cannot load "${path}": ${read.error.reason}`,
      hint: "Name a TypeScript file inside the project, relative to its root.",
    });
  const { text, realPath } = read.value;
  const about = { description: firstComment(text), path, lineage: lineageOfFile(realPath) };
  return ok({ source: text, file: path, about });
}

/** A hand-written module says in its first comment what it is. */
export function firstComment(source: string): string {
  const [, line, block] = /^\s*(?:\/\/\s*(.*)|\/\*+\s*([^*]*?)\s*\*)/.exec(source) ?? [];
  return (line ?? block ?? "").trim();
}
