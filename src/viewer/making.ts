/** One making of a module, put together from its events in the order in which they arrive. Pure. */
import type { Finding, StageReport } from "../base/finding.ts";
import type { MakeEvent, MakeStatus } from "../base/make-event.ts";
import type { Problem } from "../base/problem.ts";

export interface MakingAttempt {
  readonly number: number;
  /** What the model has written so far; the module's text once it has ended. */
  readonly text: string;
  readonly written?: { readonly ms: number; readonly cached: boolean };
  readonly judged?: { readonly findings: readonly Finding[]; readonly stages: readonly StageReport[] };
}

export interface Making {
  readonly id: string;
  readonly description: string;
  readonly model: string;
  /** Attempts before it gives up. */
  readonly limit: number;
  readonly attempts: readonly MakingAttempt[];
  readonly kept?: { readonly name: string; readonly path: string; readonly hash: string };
  readonly slot?: number;
  readonly status?: MakeStatus;
  readonly problem?: Problem;
}

/** How many makings the page remembers. */
const remembered = 20;

/** The newest first. */
export function foldMaking(makings: readonly Making[], id: string, event: MakeEvent): readonly Making[] {
  const known = makings.find((making) => making.id === id);
  const making = fold(known ?? { id, description: "", model: "", limit: 0, attempts: [] }, event);
  return known ? makings.map((other) => (other === known ? making : other)) : [making, ...makings].slice(0, remembered);
}

export const isOver = (making: Making): boolean => making.status !== undefined || making.problem !== undefined;

function fold(making: Making, event: MakeEvent): Making {
  switch (event.step) {
    case "describe":
      return { ...making, description: event.description, model: event.model, limit: event.attempts };
    case "generate":
      return withAttempt(making, event.attempt, (attempt) => ({ ...attempt, text: attempt.text + event.text }));
    case "generated":
      return withAttempt(making, event.attempt, (attempt) => ({
        ...attempt,
        text: event.source,
        written: { ms: event.ms, cached: event.cached },
      }));
    case "judged":
      return withAttempt(making, event.attempt, (attempt) => ({
        ...attempt,
        text: event.source,
        judged: { findings: event.findings, stages: event.stages },
      }));
    case "kept":
      return { ...making, kept: { name: event.name, path: event.path, hash: event.hash } };
    case "staged":
      return { ...making, slot: event.slot };
    case "done":
      return { ...making, status: event.status };
    case "failed":
      return { ...making, problem: event.problem };
  }
}

function withAttempt(making: Making, number: number, change: (attempt: MakingAttempt) => MakingAttempt): Making {
  const known = making.attempts.find((attempt) => attempt.number === number);
  const attempts = known
    ? making.attempts.map((attempt) => (attempt === known ? change(attempt) : attempt))
    : [...making.attempts, change({ number, text: "" })];
  return { ...making, attempts };
}
