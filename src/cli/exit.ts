/** The exit codes, and which problem ends with which. */
import type { Problem } from "../base/problem.ts";

export const exitCodes = {
  done: 0,
  rejected: 1,
  usage: 2,
  refused: 3,
  model: 4,
  fault: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: "all asked for was done: every module passed, or a view was ended",
  rejected: "a module was rejected, the audit log was changed, or a replay differs",
  usage: "the command line was wrong",
  refused: "not permitted, or something is missing here; the message names the flag or what is missing",
  model: "the model endpoint failed after its retries; what was received is kept",
  fault: "a fault of ours, with a report to send",
  interrupted: "interrupted before the verdict",
};

/** Codes name their field first: `USAGE_…` is about the command line, `LLM_…` about the model's endpoint. */
export function exitOf(problem: Problem): ExitCode {
  if (problem.code.startsWith("USAGE_")) return exitCodes.usage;
  if (problem.code === "LLM_ABORTED" || problem.code === "INTERRUPTED") return exitCodes.interrupted;
  if (problem.code === "LLM_NOT_CONFIGURED") return exitCodes.refused;
  if (problem.code.startsWith("LLM_")) return exitCodes.model;
  return exitCodes.refused;
}
