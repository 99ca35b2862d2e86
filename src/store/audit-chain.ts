/**
 * Lines of the audit log, each sealed with the hash of the one before, so that a line that was changed, taken out or moved
 * breaks the chain. Pure: text in, text out.
 *
 * Whoever can write the log and its head can write a new chain; this shows accidents and those who cannot do both.
 */
import * as v from "valibot";

import { contentHash, type Hash } from "../base/hash.ts";
import type { AuditEntry } from "../permission/decision.ts";

/** What the first line follows. */
export const CHAIN_START: Hash = `sha256:${"0".repeat(64)}`;

/** Where the log ends: how many lines, the last one's seal, and the bytes up to there. */
export interface AuditHead {
  readonly lines: number;
  readonly chain: Hash;
  readonly bytes: number;
}
export const emptyHead: AuditHead = { lines: 0, chain: CHAIN_START, bytes: 0 };

export interface SealedLine {
  /** From 1. */
  readonly number: number;
  readonly before: Hash;
  readonly chain: Hash;
  readonly entry: AuditEntry;
}

/** Scopes and names are bounded where they come from; this holds if one is not. */
const MAX_FIELD = 4_000;

/** The line without its newline, and its seal. */
export function seal(entry: AuditEntry, number: number, before: Hash): { readonly text: string; readonly chain: Hash } {
  const { at, module, hash, permission, scope, outcome, by } = entry;
  const cut = (text: string) => text.slice(0, MAX_FIELD);
  const fields = { number, at, module: cut(module), hash, permission, scope: cut(scope), outcome, by, before };
  const body = JSON.stringify(fields);
  const chain = contentHash(body);
  return { text: `${body.slice(0, -1)},"chain":"${chain}"}`, chain };
}

/** Undefined where the text is no line, or not as it was sealed. */
export function openSeal(text: string): SealedLine | undefined {
  // A scope may hold U+2028, at which "." would end.
  const [, body, chain] = /^(.*),"chain":"(sha256:[0-9a-f]{64})"\}$/s.exec(text) ?? [];
  if (body === undefined || contentHash(`${body}}`) !== chain) return undefined;
  const read = v.safeParse(lineJson, `${body}}`);
  if (!read.success) return undefined;
  const { number, before, ...entry } = read.output;
  return { number, before: before as Hash, chain: chain as Hash, entry: entry as AuditEntry };
}

const lineJson = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    number: v.pipe(v.number(), v.integer(), v.minValue(1)),
    at: v.string(),
    module: v.string(),
    hash: v.string(),
    permission: v.string(),
    scope: v.string(),
    outcome: v.picklist(["granted", "denied"]),
    by: v.string(),
    before: v.string(),
  }),
);

/** One thing wrong with the log: where, and what, as a sentence. */
export interface ChainFault {
  /** Of the file, from 1. */
  readonly line: number;
  readonly what: string;
}

/**
 * All that is wrong with the chain. Lines beyond the head are what a process wrote before it was killed: in order if they
 * follow.
 */
export function verifyChain(lines: readonly string[], head: AuditHead): ChainFault[] {
  const faults: ChainFault[] = [];
  let last = { number: 0, chain: CHAIN_START };
  let isSure = true;
  for (const [at, text] of lines.entries()) {
    const line = at + 1;
    const sealed = openSeal(text);
    if (!sealed) {
      faults.push({ line, what: `Line ${line} was changed: it does not fit its seal` });
      isSure = false;
      continue;
    }
    // After a line that cannot be read, the next one is only known to follow what cannot be read.
    const follows = sealed.before === last.chain || (!isSure && sealed.number > last.number);
    if (!follows) faults.push({ line, what: brokenLink(line, sealed.number, last.number) });
    else if (sealed.number === head.lines && sealed.chain !== head.chain)
      faults.push({
        line,
        what: `Line ${line} is not the one that was written: the whole chain up to it was replaced`,
      });
    last = sealed;
    isSure = true;
  }
  if (last.number < head.lines && isSure)
    faults.push({ line: lines.length + 1, what: missingTail(last.number, head.lines) });
  return faults;
}

function brokenLink(line: number, number: number, last: number): string {
  if (number <= last) return `Line ${line} is out of order: it is entry ${number} and stands after entry ${last}`;
  if (number === last + 1) return `Line ${line} does not follow the line before: one of the two was replaced`;
  const missing = number === last + 2 ? `entry ${last + 1} is` : `entries ${last + 1} to ${number - 1} are`;
  return `Before line ${line}, ${missing} missing`;
}

const missingTail = (last: number, head: number): string =>
  `At the end, ${head - last === 1 ? `entry ${head} is` : `entries ${last + 1} to ${head} are`} missing`;
