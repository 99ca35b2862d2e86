import type { Finding } from "../base/finding.ts";
import type { Completion } from "./client.ts";

/** One round of the repair loop: what the model answered and what the judge said about it. */
export interface Attempt {
  readonly number: number;
  /** The module's text, out of the answer; empty when the answer held no code. */
  readonly source: string;
  readonly findings: readonly Finding[];
  readonly ms: number;
  readonly cached: boolean;
  readonly usage?: Completion["usage"];
}
