/**
 * One module through the gate and the sandbox, its whole life long: the smoke run, a live scene with input, a swap. What
 * comes back is everything that came out of there, as text, for the canaries to be looked for in it.
 */
import type { Finding } from "../../src/base/finding.ts";
import { printJudgement } from "../../src/cli/print/judgement.ts";
import { makeTerminal } from "../../src/cli/terminal.ts";
import type { Gate } from "../../src/gate/report.ts";
import { makeJudge } from "../../src/pipeline/judge.ts";
import type { Proven } from "../../src/sandbox/proven.ts";
import type { Sandbox, Session } from "../../src/sandbox/sandbox.ts";
import { openOutside } from "./host-outside.ts";
import { editOf, inputAt, LIVE_TICKS, OUTSIDE_TICKS, run, SMOKE_TICKS } from "./life.ts";
import type { Outside } from "./outside.ts";
import { PendingCalls } from "./pending-calls.ts";
import { ungated } from "./ungated.ts";

export interface Outcome {
  readonly status: "rejected" | "static-validated" | "verified";
  /** Of the findings that are errors. */
  readonly codes: readonly string[];
  readonly stages: readonly string[];
  readonly output: string;
  /** What a person at a terminal sees, in both forms. */
  readonly printed: string;
  /** Whether a second smoke run ended in another state. */
  readonly differed: boolean;
}

/** How a module is played; the budgets are the product's own unless it is known to end only with them. */
interface How {
  readonly twice: boolean;
  readonly hurried: boolean;
  readonly outside?: Outside;
}
const short = { compileMs: 150, constructMs: 150, tickHardMs: 100 };
const limitsOf = ({ hurried }: How) => (hurried ? short : {});
const trialOf = (how: How) => ({ ...run, frames: SMOKE_TICKS, limits: limitsOf(how) });

/** The product as it is; without a sandbox, its gate alone. */
export async function judgeAll(gate: Gate, sandbox: Sandbox | undefined, source: string, how: How): Promise<Outcome> {
  const judge = makeJudge({ gate, sandbox: async () => sandbox! });
  const judged = await judge(source, { file: "case.ts", trial: sandbox && trialOf(how) });
  if (!judged.ok) throw new Error(`${judged.error.message} ${judged.error.hint}`);
  const { proven, ...judgement } = judged.value;
  const asked = how.outside && proven && (await liveOutside(sandbox!, proven, how.outside));
  const lived = proven === undefined ? "" : await live(sandbox!, proven, how);
  return {
    status: judgement.status,
    ...errorsOf(judgement.findings),
    output: `${JSON.stringify(judgement)}\n${lived}\n${asked?.output ?? ""}`,
    printed: `${print(judged.value, source)}${asked?.printed ?? ""}`,
    differed: how.twice && proven !== undefined && (await differs(sandbox!, proven, how)),
  };
}

export async function judgeUngated(sandbox: Sandbox, source: string, how: How): Promise<Outcome> {
  const checked = await ungated(source);
  const nothing = { stages: [], codes: [], output: "", printed: "", differed: false };
  if (checked === null) return { ...nothing, status: "rejected", codes: ["not transpiled"] };
  const proof = await sandbox.prove(checked, trialOf(how));
  if (!proof.ok) throw new Error(`${proof.error.message} ${proof.error.hint}`);
  const { verdict, proven } = proof.value;
  const lived = proven === undefined ? "" : await live(sandbox, proven, how);
  return {
    ...nothing,
    status: proven === undefined ? "rejected" : "verified",
    ...errorsOf(verdict.findings),
    output: `${JSON.stringify(verdict)}\n${lived}`,
    differed: how.twice && proven !== undefined && (await differs(sandbox, proven, how)),
  };
}

const errorsOf = (findings: readonly Finding[]) => {
  const errors = findings.filter(({ severity }) => severity === "error");
  return { codes: errors.map(({ code }) => code), stages: errors.map(({ stage }) => stage) };
};

async function differs(sandbox: Sandbox, { checked, verdict }: Proven, how: How): Promise<boolean> {
  const again = await sandbox.prove(checked, trialOf(how));
  return again.ok && again.value.verdict.stateHash !== verdict.stateHash;
}

async function live(sandbox: Sandbox, proven: Proven, how: How): Promise<string> {
  const said: unknown[] = [];
  const limits = limitsOf(how);
  const opened = await sandbox.open(proven, { ...run, limits });
  if (!opened.ok) return JSON.stringify(opened.error);
  const session = opened.value;
  const description = await session.describe();
  said.push(description);
  const edit = description.ok ? editOf(description.value) : undefined;
  for (let tick = 0; tick < LIVE_TICKS; tick++)
    if (!(await play(session, tick, tick === 0 && edit ? [edit] : [], said))) break;
  const snapshot = await session.snapshot();
  said.push(snapshot, asText(await session.keyframe()));
  session.kill("done");
  said.push(await session.ended);
  if (snapshot.ok) await succeed(sandbox, proven, { ...run, limits, snapshot: snapshot.value }, said);
  return said.map((one) => JSON.stringify(one)).join("\n");
}

/** A module that asks for what is outside, with the product's broker between. */
async function liveOutside(sandbox: Sandbox, proven: Proven, plan: Outside) {
  const outside = await openOutside(plan, proven);
  const opened = await sandbox.open(proven, run);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  const said: unknown[] = [];
  const calls = new PendingCalls(outside);
  for (let tick = 0; tick < OUTSIDE_TICKS; tick++) {
    const broker = await calls.news();
    const played = await opened.value.tick({ input: [], edits: [], broker, keyframe: false, digest: false });
    said.push(broker, played);
    if (!played.ok) break;
    calls.put(played.value.asks ?? []);
  }
  opened.value.kill("done");
  const spent = await outside.close();
  return { output: `${said.map((one) => JSON.stringify(one)).join("\n")}\n${spent}`, printed: outside.printed() };
}

async function succeed(
  sandbox: Sandbox,
  proven: Proven,
  options: Parameters<Sandbox["open"]>[1],
  said: unknown[],
): Promise<void> {
  const opened = await sandbox.open(proven, options);
  if (!opened.ok) return void said.push(opened.error);
  await play(opened.value, LIVE_TICKS, [], said);
  opened.value.kill("done");
  said.push(await opened.value.ended);
}

async function play(
  session: Session,
  tick: number,
  edits: Parameters<Session["tick"]>[0]["edits"],
  said: unknown[],
): Promise<boolean> {
  const played = await session.tick({ input: inputAt(tick), edits, keyframe: tick === 0, digest: true });
  if (!played.ok) said.push(played.error);
  else said.push({ ...played.value, delta: text(played.value.delta), keyframe: text(played.value.keyframe) });
  return played.ok;
}

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString("latin1");
const asText = (frame: { ok: boolean; value?: Uint8Array }): string => text(frame.value);

/** Both forms of what `verify` prints. */
function print(judgement: Parameters<typeof printJudgement>[1]["judgement"], source: string): string {
  let printed = "";
  const stream = { write: (piece: string) => void (printed += piece), isTerminal: true };
  const terminal = makeTerminal({ stdout: stream, stderr: stream, json: true, environment: { NO_COLOR: "1" } });
  printJudgement(terminal, { file: "case.ts", source, judgement });
  const { name, findings } = judgement;
  terminal.document({ name, findings });
  return printed;
}
