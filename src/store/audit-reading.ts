/**
 * The audit log read from its first file to its last, line by line, so that its length costs time and no memory. What is
 * wrong with the chain is found on the way.
 */
import { join } from "node:path";

import type { Hash } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { AuditEntry } from "../permission/decision.ts";
import { ChainCheck, type ChainFault, emptyHead, MOST_OF_A_LINE } from "./audit-chain.ts";
import { HEAD_FILE, otherVersion, readHeadFile } from "./audit-head.ts";
import { type AuditLogOptions, logFile } from "./audit-log.ts";
import { diskProblem, isMissing } from "./disk.ts";
import { linesOf } from "./lines.ts";

export interface AuditReading {
  /** Read: those that were changed among them. */
  readonly lines: number;
  /** The seal of the last line, which stands for all before it. */
  readonly head: Hash;
  /** The first hundred. */
  readonly faults: readonly ChainFault[];
}

export interface AuditQuestion {
  /** Oldest first; a line that was changed is not among them. */
  readonly each: (entry: AuditEntry) => void;
  /** A head that was noted elsewhere: it is a fault where the log does not lead over it. */
  readonly expected?: Hash;
}

/** A log that was never written is an empty one. */
export async function readAuditLog(
  options: AuditLogOptions,
  { each, expected }: AuditQuestion,
): Promise<Result<AuditReading, Problem>> {
  const { directory } = options;
  try {
    // The head first: whoever writes meanwhile only adds lines beyond it.
    const head = await readHeadFile(options);
    if (head === "other version") return err(otherVersion(directory));
    const check = new ChainCheck(head ?? emptyHead, expected);
    for (let file = 1; await readFile(options, file, check, each); file++);
    check.end();
    if (!head && check.lines > 0) check.fault(check.lines + 1, `Its head, "${HEAD_FILE}", is missing`);
    return ok({ lines: check.lines, head: check.chain, faults: check.faults });
  } catch (error) {
    return err(diskProblem("read the audit log in", directory, error));
  }
}

/** False where there is no such file. */
async function readFile(
  { directory, disk }: AuditLogOptions,
  number: number,
  check: ChainCheck,
  each: AuditQuestion["each"],
): Promise<boolean> {
  const file = await disk.open(join(directory, logFile(number)), "r").catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!file) return false;
  try {
    for await (const text of linesOf(file, MOST_OF_A_LINE)) {
      const sealed = check.take(text);
      if (sealed) each(sealed.entry);
    }
    return true;
  } finally {
    await file.close();
  }
}
