/**
 * The disk as this room uses it, handed in by whoever opens a store: `node:fs/promises` keeps the interface as it is.
 * What a disk refuses is told as a problem that a person can mend.
 */
import type { Problem } from "../base/problem.ts";

export type Disk = Pick<
  typeof import("node:fs/promises"),
  "mkdir" | "mkdtemp" | "open" | "readdir" | "readFile" | "rename" | "rm" | "stat"
>;

/** What the operating system says when a call fails. */
export interface SystemError extends Error {
  readonly code: string;
}

export const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && "code" in error && typeof error.code === "string";

export const isMissing = (error: unknown): boolean => isSystemError(error) && error.code === "ENOENT";

/** Anything but a refusal of the system's is a fault of ours and goes on. */
export function diskProblem(action: string, path: string, error: unknown): Problem {
  if (!isSystemError(error)) throw error;
  const [state, hint] = reasons[error.code] ?? [error.message, "Check the folder, or name another one."];
  return { code: "DISK_REFUSED", message: `Cannot ${action} "${path}": ${state}`, hint };
}

const OTHER_FOLDER = "or name another folder with --out, --cache-dir or --state.";
const NO_ROOM = `Make room, ${OTHER_FOLDER}`;
const NO_RIGHT = `Give yourself the right to write there, ${OTHER_FOLDER}`;
const NO_FOLDER = `Something else stands where a folder is wanted: move it, ${OTHER_FOLDER}`;

const reasons: { readonly [code: string]: readonly [state: string, hint: string] } = {
  ENOSPC: ["the disk is full", NO_ROOM],
  EDQUOT: ["your share of the disk is used up", NO_ROOM],
  SQLITE_FULL: ["the disk is full", NO_ROOM],
  EROFS: ["the disk is read-only", NO_RIGHT],
  EACCES: ["permission is denied", NO_RIGHT],
  EPERM: ["permission is denied", NO_RIGHT],
  SQLITE_CANTOPEN: ["its index cannot be opened", NO_RIGHT],
  SQLITE_READONLY: ["its index cannot be written", NO_RIGHT],
  ENOTDIR: ["a file is in the way", NO_FOLDER],
  EEXIST: ["a file is in the way", NO_FOLDER],
};
