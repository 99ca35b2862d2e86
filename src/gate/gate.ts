/**
 * The gate: text in, report out. A straight line of stages, each bounded; nothing here ever runs the text, and no string
 * makes it throw. What passes becomes a `Checked`, which only this file makes.
 *
 * A text that cannot be read ends the gate. The contract and the types are reported together, the types only when
 * nothing in the text could lead the checker astray. What is clean is transpiled, and the JavaScript is read and ruled
 * again, since that is what runs.
 */
import { byPlace, type Finding, hasErrors, type Stage, type StageReport } from "../base/finding.ts";
import { contentHash } from "../base/hash.ts";
import { kinds } from "../kinds/all.ts";
import { mintChecked } from "./checked.ts";
import { moduleName } from "./module-name.ts";
import type { GatePowers } from "./powers.ts";
import { read } from "./read.ts";
import type { Gate, GateOptions, GateReport } from "./report.ts";
import { blocksTypes } from "./rules/all.ts";
import { capFindings, fenceFinding } from "./text/caps.ts";
import { type Draft, toFinding } from "./text/draft.ts";
import { linesOf } from "./text/lines.ts";
import { loadable } from "./transpile/emitted.ts";
import { makeTranspiler, type Transpiler } from "./transpile/esbuild.ts";
import { makeTypeChecker, type TypeChecker } from "./types/check.ts";
import { withoutEchoes } from "./types/echoes.ts";

// The default export tells the kind; there is one so far.
const kind = kinds.node;

/** `close` ends what waits and removes the gate's folder. */
export function makeGate(powers: GatePowers): { gate: Gate; close(): Promise<void> } {
  const types = makeTypeChecker(powers);
  const transpiler = makeTranspiler(powers);
  return {
    gate: (source, options = {}) => judge(source, options, types, transpiler),
    async close() {
      transpiler.close();
      await types.close();
    },
  };
}

async function judge(
  source: string,
  options: GateOptions,
  types: TypeChecker,
  transpiler: Transpiler,
): Promise<GateReport> {
  const stages = stageLog();
  const hash = contentHash(source);
  const unread = { kind: kind.name, name: moduleName(undefined, options), hash, permissions: {} };

  const began = performance.now();
  const caps = capFindings(source);
  if (caps.length > 0) {
    stages.add("syntax", false, performance.now() - began);
    return { ...unread, ...stages.end(inSource(source, caps, "syntax")) };
  }
  transpiler.prepare();
  const reading = read(source, "source", kind);
  const { unreadable, contract, shape, permissions, ms } = reading;
  stages.add("syntax", unreadable.length === 0, ms.parse);
  if (unreadable.length > 0) {
    const fence = fenceFinding(source);
    return { ...unread, ...stages.end(inSource(source, fence ? [fence] : unreadable, "syntax")) };
  }

  const about = { kind: kind.name, name: moduleName(shape, options), hash, permissions };
  const findings = inSource(source, contract, "contract");
  stages.add("contract", !hasErrors(findings), ms.rules);
  // Transpiling runs nothing and fits into the wait for the types; what it says counts only if they are in order. Each
  // stage tells its own time, so the two together are more than what was waited.
  const [typed, made] = await Promise.all([
    findings.some(({ code }) => blocksTypes.has(code)) ? undefined : timed(() => types.check(source, kind)),
    hasErrors(findings) ? undefined : timed(async () => loadable(await transpiler.transpile(source), kind)),
  ]);
  if (typed !== undefined) {
    stages.add("types", !hasErrors(typed.value), typed.ms);
    findings.push(...withoutEchoes(typed.value, findings));
  }
  if (typed === undefined || made === undefined || hasErrors(findings)) return { ...about, ...stages.end(findings) };

  const loaded = made.value;
  stages.add("transpile", loaded.ok, made.ms);
  if (!loaded.ok) return { ...about, ...stages.end([...findings, ...loaded.error]) };
  return { ...about, ...stages.end(findings), checked: mintChecked({ ...about, source, ...loaded.value }) };
}

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const started = performance.now();
  const value = await run();
  return { value, ms: performance.now() - started };
}

function inSource(source: string, drafts: readonly Draft[], stage: Stage): Finding[] {
  const lines = linesOf(source);
  return drafts.map((draft) => toFinding(draft, stage, lines));
}

function stageLog() {
  const stages: StageReport[] = [];
  return {
    add(name: Stage, ok: boolean, ms: number): void {
      stages.push({ name, ok, ms });
    },
    end: (findings: readonly Finding[]) => ({ findings: [...findings].sort(byPlace), stages }),
  };
}
