/**
 * The repair loop: ask, take the code out of the answer, have it judged; where it is rejected, give the model its own code
 * back with every finding, until it passes or the attempts are used up.
 *
 * The judge is handed in and may be as strict as it likes; nothing here knows what it looks at. Whatever happens, every
 * attempt that was made is in the result.
 */
import { type Finding, hasErrors, type StageReport } from "../base/finding.ts";
import type { MakeEvent } from "../base/make-event.ts";
import { err, ok, type Result } from "../base/result.ts";
import { extractCode } from "./answer.ts";
import type { Attempt } from "./attempt.ts";
import type { Completion, CompletionFailure, Message, ModelClient } from "./client.ts";
import { repeated, withoutCode } from "./loop-findings.ts";
import { type CodeFrame, type Rejected, repairMessages } from "./repair-messages.ts";

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly stages: readonly StageReport[];
}

export type Judge<J extends Judgement> = (source: string) => Promise<J>;

export interface RepairRequest<J extends Judgement> {
  readonly client: ModelClient;
  /** What opens the conversation; see `prompt.ts`. */
  readonly messages: readonly Message[];
  readonly judge: Judge<J>;
  /** Calls to the model, at least 1. */
  readonly attempts: number;
  readonly codeFrame: CodeFrame;
  /** Milliseconds that never go back, for measuring. */
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly on?: ((event: MakeEvent) => void) | undefined;
}

export interface RepairOutcome<J extends Judgement> {
  /** Whether the last attempt has no finding that is an error. */
  readonly accepted: boolean;
  readonly attempts: readonly Attempt[];
  /** Of the last attempt; empty when its answer held no code. */
  readonly source: string;
  /** The model that gave the last answer, as the endpoint calls it. */
  readonly model: string;
  readonly findings: readonly Finding[];
  /** What the judge said about `source`; absent when there was no code to judge. */
  readonly judgement?: J;
}

/** A call failed: with what had arrived of it, and the attempts before it. */
export interface RepairFailure extends CompletionFailure {
  readonly attempts: readonly Attempt[];
}

export async function repair<J extends Judgement>(
  request: RepairRequest<J>,
): Promise<Result<RepairOutcome<J>, RepairFailure>> {
  const attempts: Attempt[] = [];
  const rejected: Rejected[] = [];
  const judged = new Map<string, Judged<J>>();
  for (;;) {
    const number = attempts.length + 1;
    const started = request.now();
    const messages = [...request.messages, ...repairMessages(rejected, request.codeFrame)];
    const answer = await ask(request, messages, number);
    if (!answer.ok) return err({ ...answer.error, attempts });

    const source = extractCode(answer.value.text) ?? "";
    const ms = request.now() - started;
    const { cached, usage, model } = answer.value;
    request.on?.({ step: "generated", attempt: number, source, cached, ms });

    const before = judged.get(source);
    const judgement = before?.judgement ?? (source === "" ? undefined : await request.judge(source));
    if (judgement) judged.set(source, { number, judgement });
    const findings = findingsOf(answer.value, judgement, before, number);
    request.on?.({ step: "judged", attempt: number, source, findings, stages: judgement?.stages ?? [] });
    attempts.push({ number, source, findings, ms, cached, ...(usage && { usage }) });

    const accepted = !hasErrors(findings);
    if (accepted || before !== undefined || number >= request.attempts)
      return ok({ accepted, attempts, source, model, findings, ...(judgement && { judgement }) });
    rejected.push({ answer: answer.value.text, source, findings });
  }
}

interface Judged<J> {
  readonly number: number;
  readonly judgement: J;
}

const ask = <J extends Judgement>(
  { client, signal, on }: RepairRequest<J>,
  messages: readonly Message[],
  attempt: number,
): Promise<Result<Completion, CompletionFailure>> =>
  client.complete({
    messages,
    attempt,
    ...(signal && { signal }),
    ...(on && { onText: (text: string) => on({ step: "generate", attempt, text }) }),
  });

function findingsOf(
  { text }: Completion,
  judgement: Judgement | undefined,
  before: Judged<unknown> | undefined,
  number: number,
): readonly Finding[] {
  if (judgement === undefined) return [withoutCode(text)];
  return before === undefined ? judgement.findings : [...judgement.findings, repeated(number, before.number)];
}
