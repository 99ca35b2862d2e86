/**
 * The whole judgement of one text: the gate, and where running is allowed the smoke run behind the wall.
 *
 * The repair loop, `check`, `verify`, `run` and the server all judge by this function, so that a model reads the same
 * findings as a person. A finding is about the module; a `Problem` says that no judgement could be made here.
 */
import { byPlace, type Finding, hasErrors, type StageReport } from "../base/finding.ts";
import type { Hash } from "../base/hash.ts";
import type { MakeStatus } from "../base/make-event.ts";
import type { Problem } from "../base/problem.ts";
import { ok, type Result } from "../base/result.ts";
import type { Gate, GateOptions, GateReport } from "../gate/report.ts";
import type { KindName } from "../kinds/kind.ts";
import type { Permissions } from "../permission/permissions.ts";
import type { Proven, Proving } from "../sandbox/proven.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Verdict } from "../sandbox/verdict.ts";

/** How the smoke run is played. Without one nothing is executed. */
export interface Trial {
  readonly frames: number;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly signal?: AbortSignal;
}

export interface Judgement {
  readonly status: MakeStatus;
  readonly kind: KindName;
  readonly name: string;
  readonly hash: Hash;
  readonly findings: readonly Finding[];
  readonly stages: readonly StageReport[];
  readonly permissions: Permissions;
  readonly verdict?: Verdict;
  /** There when `status` is `verified`. */
  readonly proven?: Proven;
}

export interface JudgeOptions extends GateOptions {
  readonly trial?: Trial;
  /** Told when the gate was passed and the smoke run begins, for who wants the module to be ready by its end. */
  readonly onProving?: (proving: Proving) => void;
}

export type Judge = (source: string, options: JudgeOptions) => Promise<Result<Judgement, Problem>>;

export interface JudgeParts {
  readonly gate: Gate;
  /** Asked for when the first module is to be run. */
  readonly sandbox: () => Promise<Sandbox>;
}

export function makeJudge({ gate, sandbox }: JudgeParts): Judge {
  return async (source, { trial, onProving, ...options }) => {
    // The sandbox is loaded, and a child started, while the gate reads and waits for its tools.
    const [report, ready] = await Promise.all([gate(source, options), trial && expecting(sandbox())]);
    if (trial === undefined || ready === undefined) return ok(withoutRun(report));
    if (report.checked === undefined) {
      ready.release();
      return ok(withoutRun(report));
    }
    const proving = ready.wall.prove(report.checked, trial);
    onProving?.({ checked: report.checked, proof: proofFrom(proving) });
    const proof = await proving;
    if (!proof.ok) return proof;
    return ok(withRun(report, proof.value.verdict, proof.value.proven));
  };
}

/** Why there is none is told by the judgement. */
const proofFrom = (proving: ReturnType<Sandbox["prove"]>): Promise<Proven | undefined> =>
  proving.then(
    (proof) => (proof.ok ? proof.value.proven : undefined),
    () => undefined,
  );

async function expecting(sandbox: Promise<Sandbox>): Promise<{ wall: Sandbox; release: () => void }> {
  const wall = await sandbox;
  return { wall, release: wall.expect() };
}

const withoutRun = ({ checked, ...report }: GateReport): Judgement => ({
  ...report,
  status: checked === undefined ? "rejected" : "static-validated",
});

function withRun({ checked: _, ...report }: GateReport, verdict: Verdict, proven: Proven | undefined): Judgement {
  const findings = [...report.findings, ...verdict.findings].sort(byPlace);
  const smoke: StageReport = { name: "smoke", ok: !hasErrors(verdict.findings), ms: verdict.ms.total };
  const status = proven === undefined ? "rejected" : "verified";
  return { ...report, status, findings, stages: [...report.stages, smoke], verdict, proven };
}
