/**
 * The path itself: describe → generate → gate → prove → keep, in a straight line.
 *
 * Whatever comes of it is kept, a rejected module too, and a piece of an answer when the model's endpoint failed midway.
 * Nothing generated is executed unless the request says so.
 */
import { codeFrame } from "../base/code-frame.ts";
import { contentHash } from "../base/hash.ts";
import type { MakeEvent } from "../base/make-event.ts";
import { type Problem, ProblemError } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Attempt } from "../generate/attempt.ts";
import type { Message, ModelClient } from "../generate/client.ts";
import type { Prompt } from "../generate/prompt.ts";
import { repair, type RepairFailure, type RepairOutcome } from "../generate/repair.ts";
import type { ModuleRecord, ModuleStore } from "../store/module-record.ts";
import type { Judge, Judgement } from "./judge.ts";
import { lineageOfKept } from "./lineage.ts";
import type { Make, MakeRequest, MakeResult } from "./make.ts";

export interface PipelineParts {
  readonly client: ModelClient;
  readonly prompt: Prompt;
  readonly judge: Judge;
  readonly store: ModuleStore;
  /** Keeps a piece of an answer that no module came of; the value is its path. */
  readonly keepAnswer: (text: string) => Promise<string>;
  /** A path of the store as it is told to people. */
  readonly pathFor: (path: string) => string;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  readonly today: () => Date;
}

export function makePipeline(parts: PipelineParts): Make {
  return async (request) => {
    const on = request.on ?? (() => {});
    on({ step: "describe", description: request.description, model: parts.client.name, attempts: request.attempts });
    const made = await make(parts, request, on).catch(asProblem);
    if (made.ok) on({ step: "done", status: made.value.status });
    else on({ step: "failed", problem: made.error });
    return made;
  };
}

async function make(
  parts: PipelineParts,
  request: MakeRequest,
  on: (event: MakeEvent) => void,
): Promise<Result<MakeResult, Problem>> {
  const messages = await openConversation(parts, request);
  const outcome = await repair({
    client: parts.client,
    messages,
    attempts: request.attempts,
    judge: judgeFor(parts.judge, request),
    codeFrame,
    now: parts.now,
    signal: request.signal,
    on,
  });
  if (!outcome.ok) return err(await keepFailure(parts, outcome.error));

  const result = resultOf(request, outcome.value);
  if (outcome.value.source === "") return ok(result);
  const earlier = await parts.store.get(result.hash);
  const kept = await parts.store.put(recordOf(parts, request, outcome.value, result, earlier));
  if (!kept.ok) return kept;
  const { hash, name, status } = result;
  const path = parts.pathFor(kept.value);
  on({ step: "kept", hash, path, name, status });
  return ok({ ...result, path, lineage: await lineageOfKept(parts.store, hash) });
}

async function openConversation({ prompt, store }: PipelineParts, request: MakeRequest): Promise<readonly Message[]> {
  const { description, edit } = request;
  if (edit === undefined) return prompt.create(description);
  const parent = await store.get(edit);
  if (parent !== undefined) return prompt.edit(description, parent.source);
  throw new ProblemError({
    code: "MODULE_NOT_FOUND",
    message: `Cannot change "${edit}": no module with this hash is kept`,
    hint: "GET /api/modules lists what is kept.",
  });
}

/** The loop judges text and knows nothing of walls; a wall that cannot be built ends it as a problem. */
function judgeFor(judge: Judge, { description, allowExec, frames, seed, width, height, signal }: MakeRequest) {
  const trial = allowExec ? { frames, seed, width, height, signal } : undefined;
  return async (source: string): Promise<Judgement> => {
    const judged = await judge(source, { description, trial });
    if (signal?.aborted) throw new ProblemError(interrupted);
    if (!judged.ok) throw new ProblemError(judged.error);
    return judged.value;
  };
}

const interrupted: Problem = {
  code: "INTERRUPTED",
  message: "Cannot finish: making was interrupted before the verdict",
  hint: "Start it again; answers that were recorded are not asked for twice.",
};

function resultOf({ description }: MakeRequest, outcome: RepairOutcome<Judgement>): MakeResult {
  const { source, attempts, findings, accepted, judgement } = outcome;
  const hash = judgement?.hash ?? contentHash(source);
  return {
    status: accepted && judgement !== undefined ? judgement.status : "rejected",
    kind: judgement?.kind ?? "node",
    name: judgement?.name ?? "",
    hash,
    path: "",
    lineage: hash,
    description,
    source,
    attempts,
    stages: judgement?.stages ?? [],
    findings,
    ...(accepted && judgement?.proven && { proven: judgement.proven }),
  };
}

function recordOf(
  { today }: PipelineParts,
  { seed, edit }: MakeRequest,
  { model, judgement, attempts }: RepairOutcome<Judgement>,
  { hash, kind, name, description, source, status, findings, stages }: MakeResult,
  earlier: ModuleRecord | undefined,
): ModuleRecord {
  // An edit that came back to a text that is kept already is that module: who it came from stays, and no chain closes.
  const parent = earlier ? earlier.parent : edit;
  return {
    version: 1,
    ...{ hash, kind, name, description, source, status, model, seed, findings, stages },
    ...(judgement?.verdict && { frames: judgement.verdict.frames, stateHash: judgement.verdict.stateHash }),
    attempts: attempts.map(withoutSource),
    ...(parent && { parent }),
    createdAt: today().toISOString(),
  };
}

const withoutSource = ({ findings, ms, cached }: Attempt): ModuleRecord["attempts"][number] => ({
  findings,
  ms,
  cached,
});

/** Nothing is lost: what had arrived of the answer is kept, and the problem says where. */
async function keepFailure(
  { keepAnswer }: PipelineParts,
  { code, message, hint, received, attempts }: RepairFailure,
): Promise<Problem> {
  const whole = received === "" ? (attempts.at(-1)?.source ?? "") : received;
  if (whole === "") return { code, message, hint };
  return { code, message, hint: `${hint} What was received is kept in "${await keepAnswer(whole)}".` };
}

async function asProblem(error: unknown): Promise<Result<never, Problem>> {
  if (error instanceof ProblemError) return err(error.problem);
  throw error;
}
