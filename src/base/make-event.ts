/**
 * How a description travels, told as it happens: the terminal prints these, the page shows them.
 */
import type { Finding, StageReport } from "./finding.ts";
import type { Hash } from "./hash.ts";
import type { Problem } from "./problem.ts";

export type MakeEvent =
  | { readonly step: "describe"; readonly description: string; readonly model: string; readonly attempts: number }
  /** A piece of the model's answer, as it arrives. */
  | { readonly step: "generate"; readonly attempt: number; readonly text: string }
  | {
      readonly step: "generated";
      readonly attempt: number;
      readonly source: string;
      readonly cached: boolean;
      readonly ms: number;
    }
  | {
      readonly step: "judged";
      readonly attempt: number;
      readonly source: string;
      readonly findings: readonly Finding[];
      readonly stages: readonly StageReport[];
    }
  | {
      readonly step: "kept";
      readonly hash: Hash;
      readonly path: string;
      readonly name: string;
      readonly status: MakeStatus;
    }
  | { readonly step: "staged"; readonly slot: number }
  | { readonly step: "done"; readonly status: MakeStatus }
  | { readonly step: "failed"; readonly problem: Problem };

export type MakeStatus = "static-validated" | "verified" | "rejected";
