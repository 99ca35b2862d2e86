import type { Finding } from "../base/finding.ts";
import type { LogLine } from "../wire/protocol.ts";

/** What the smoke run saw. */
export interface Verdict {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
  /** Ticks that were played to the end. */
  readonly frames: number;
  /** `sha256:` over the state after the last tick; both plays agreed on it. Absent when the run did not get there. */
  readonly stateHash?: string;
  readonly nodes: number;
  /** Peak resident bytes over the child's own before it was given the module. */
  readonly peakMemory: number;
  readonly log: readonly LogLine[];
  /** Milliseconds. `start` is the child's boot and lock (0 when it was waiting), `worstTick` the slowest tick. */
  readonly ms: {
    readonly start: number;
    readonly construct: number;
    readonly ticks: number;
    readonly worstTick: number;
    readonly total: number;
  };
}
