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

/** Where the log ends: how many lines in all files, the last one's seal, and the place in the last file. */
export interface AuditHead {
  readonly lines: number;
  readonly chain: Hash;
  /** From 1. */
  readonly file: number;
  /** In that file. */
  readonly bytes: number;
}
export const emptyHead: AuditHead = { lines: 0, chain: CHAIN_START, file: 1, bytes: 0 };

export interface SealedLine {
  /** From 1. */
  readonly number: number;
  readonly before: Hash;
  readonly chain: Hash;
  readonly entry: AuditEntry;
}

/** Scopes and names are bounded where they come from; this holds if one is not. */
const MAX_FIELD = 4_000;
/** Two such fields with each character escaped, and the rest. */
export const MOST_OF_A_LINE = 64 * 1024;

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
  /** Of all files together, from 1. */
  readonly line: number;
  readonly what: string;
}

/** More of them say nothing new. */
const MOST_FAULTS = 100;

/**
 * Follows the chain line by line and notes what is wrong with it. Lines beyond the head are what a process wrote before it
 * was killed: in order if they follow.
 */
export class ChainCheck {
  readonly #head: AuditHead;
  /** Which the chain must lead over. */
  readonly #expected: Hash | undefined;
  readonly faults: ChainFault[] = [];
  #last = { number: 0, chain: CHAIN_START };
  #isSure = true;
  #wasThere: boolean;
  lines = 0;

  constructor(head: AuditHead, expected: Hash | undefined) {
    this.#head = head;
    this.#expected = expected;
    this.#wasThere = expected === undefined || expected === CHAIN_START;
  }

  /** The seal of the last line that was read. */
  get chain(): Hash {
    return this.#last.chain;
  }

  /** Undefined where the line is none, or not as it was sealed. */
  take(text: string | undefined): SealedLine | undefined {
    const line = ++this.lines;
    const sealed = text === undefined ? undefined : openSeal(text);
    if (!sealed) {
      this.fault(line, `Line ${line} was changed: it does not fit its seal`);
      this.#isSure = false;
      return undefined;
    }
    const { number, before, chain } = sealed;
    // After a line that cannot be read, the next one is only known to follow what cannot be read.
    const follows = before === this.#last.chain || (!this.#isSure && number > this.#last.number);
    if (!follows) this.fault(line, brokenLink(line, number, this.#last.number));
    else if (number === this.#head.lines && chain !== this.#head.chain)
      this.fault(line, `Line ${line} is not the one that was written: the whole chain up to it was replaced`);
    this.#last = sealed;
    this.#isSure = true;
    this.#wasThere ||= chain === this.#expected;
    return sealed;
  }

  /** After the last line. */
  end(): void {
    const { number } = this.#last;
    if (number < this.#head.lines && this.#isSure) this.fault(this.lines + 1, missingTail(number, this.#head.lines));
    if (!this.#wasThere)
      this.fault(this.lines + 1, `The log has no line with the seal ${this.#expected}: it was written anew since`);
  }

  fault(line: number, what: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push({ line, what });
  }
}

function brokenLink(line: number, number: number, last: number): string {
  if (number <= last) return `Line ${line} is out of order: it is entry ${number} and stands after entry ${last}`;
  if (number === last + 1) return `Line ${line} does not follow the line before: one of the two was replaced`;
  const missing = number === last + 2 ? `entry ${last + 1} is` : `entries ${last + 1} to ${number - 1} are`;
  return `Before line ${line}, ${missing} missing`;
}

const missingTail = (last: number, head: number): string =>
  `At the end, ${head - last === 1 ? `entry ${head} is` : `entries ${last + 1} to ${head} are`} missing`;
