/** One judged file for people: a line with the verdict, then what is to be mended. */
import { hasErrors } from "../../base/finding.ts";
import type { MakeStatus } from "../../base/make-event.ts";
import type { Judgement } from "../../pipeline/judge.ts";
import type { Style, Terminal } from "../terminal.ts";
import { count, megabytes, milliseconds, shortHash, stageTimes } from "./figures.ts";
import { printFindings } from "./findings.ts";

const verdictStyle: Readonly<Record<MakeStatus, Style>> = {
  verified: "green",
  "static-validated": "green",
  rejected: "red",
};

export const paintStatus = ({ paint }: Terminal, status: MakeStatus): string => paint(verdictStyle[status], status);

export function printJudgement(
  terminal: Terminal,
  { file, source, judgement }: { readonly file: string; readonly source?: string; readonly judgement: Judgement },
): void {
  const { name, findings, stages, status } = judgement;
  const total = stages.reduce((sum, stage) => sum + stage.ms, 0);
  const errors = findings.filter((finding) => finding.severity === "error").length;
  const what = hasErrors(findings) ? count(errors, "error") : (smokeSummary(judgement) ?? stageTimes(stages));
  terminal.say(`${paintStatus(terminal, status)}  ${file}  ${name} · ${what} · ${milliseconds(total)}`);
  printFindings(terminal, findings, { file, source });
}

/** What the smoke run saw, or nothing when there was none. */
export function smokeSummary({ verdict }: Judgement): string | undefined {
  if (!verdict?.stateHash) return undefined;
  const { frames, nodes, stateHash, peakMemory } = verdict;
  const state = `state ${shortHash(stateHash)} in two runs`;
  return `${count(frames, "frame")} · ${count(nodes, "node")} · ${state} · ${megabytes(peakMemory)}`;
}
