/**
 * What `check`, `verify` and `run` share: each named file judged in the order given, told to people, and put into one
 * document. A file that cannot be read is judged too: it is a finding, not an exception.
 */
import { type Finding, hasErrors } from "../base/finding.ts";
import { ProblemError } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Judgement, Trial } from "../pipeline/judge.ts";
import type { Proving } from "../sandbox/proven.ts";
import type { CommandContext } from "./command.ts";
import { type ExitCode, exitCodes } from "./exit.ts";
import type { Options } from "./flags/flag.ts";
import { orThrow } from "./or-throw.ts";
import { readSource, type SourceFile } from "./powers/sources.ts";
import { printFindings } from "./print/findings.ts";
import { printJudgement } from "./print/judgement.ts";

export interface JudgedFile {
  readonly file: string;
  readonly findings: readonly Finding[];
  /** All absent when the file could not be read. */
  readonly source?: string;
  readonly realPath?: string;
  readonly judgement?: Judgement;
}

export const trialOf = ({ frames, seed, size }: Options, signal?: AbortSignal): Trial => ({
  frames,
  seed,
  ...size,
  signal,
});

/** @throws {ProblemError} when no judgement can be made here, or Ctrl-C came first. */
export async function judgeFiles(context: CommandContext, trial?: Trial): Promise<readonly JudgedFile[]> {
  const judged: JudgedFile[] = [];
  for (const file of context.operands) {
    const one = await judgeFile(context, file, trial);
    tellJudged(context, one);
    judged.push(one);
  }
  return judged;
}

const judgeFile = async (context: CommandContext, file: string, trial: Trial | undefined): Promise<JudgedFile> =>
  judgeSource(context, file, await readSource(file), trial);

/** `read` is what was found at `file`. */
export async function judgeSource(
  { rooms, signal }: CommandContext,
  file: string,
  read: Result<SourceFile, string>,
  trial: Trial | undefined,
  onProving?: (proving: Proving) => void,
): Promise<JudgedFile> {
  if (!read.ok) return { file, findings: [unreadable(file, read.error)] };
  const { text: source, realPath } = read.value;
  const judge = await rooms.judge();
  const judged = await judge(source, { file, trial, onProving });
  if (signal.aborted) throw new ProblemError(interrupted);
  const judgement = orThrow(judged);
  return { file, findings: judgement.findings, source, realPath, judgement };
}

export function tellJudged({ terminal }: CommandContext, { file, findings, source, judgement }: JudgedFile): void {
  if (judgement !== undefined) return printJudgement(terminal, { file, source, judgement });
  terminal.say(`${terminal.paint("red", "rejected")}  ${file}`);
  printFindings(terminal, findings, { file });
}

export const exitOfFiles = (files: readonly JudgedFile[]): ExitCode =>
  files.some((file) => hasErrors(file.findings)) ? exitCodes.rejected : exitCodes.done;

export const resultsDocument = (files: readonly JudgedFile[]) => ({ version: 1, results: files.map(entry) });

function entry({ file, findings, judgement }: JudgedFile) {
  if (judgement === undefined) return { file, status: "rejected", findings, stages: [], permissions: {} };
  const { kind, name, hash, status, stages, permissions, verdict } = judgement;
  const { frames, stateHash } = verdict ?? {};
  return { file, kind, name, hash, status, findings, stages, permissions, frames, stateHash };
}

const unreadable = (file: string, reason: string): Finding => ({
  code: "FILE_UNREADABLE",
  severity: "error",
  stage: "syntax",
  message: `Cannot read "${file}": ${reason}`,
  hint: "Name a TypeScript file, relative to where the command is run.",
  line: 1,
  column: 1,
});

export const interrupted = {
  code: "INTERRUPTED",
  message: "Cannot finish: the command was interrupted before the verdict",
  hint: "Run it again; what was kept before is still there.",
};
