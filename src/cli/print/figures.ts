/** Figures as people read them. */
import type { StageReport } from "../../base/finding.ts";

export const milliseconds = (ms: number): string =>
  ms < 10 ? `${ms.toFixed(1)} ms` : ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;

export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

export const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? "" : "s"}`;

/** Enough of a hash to tell two apart by eye. */
export const shortHash = (hash: string): string => hash.replace(/^sha256:/, "").slice(0, 8);

/** `syntax 1.0 · types 9.9 ms`. */
export const stageTimes = (stages: readonly StageReport[]): string =>
  `${stages.map(({ name, ok, ms }) => `${name} ${ok ? "" : "✗ "}${ms.toFixed(1)}`).join(" · ")} ms`;
