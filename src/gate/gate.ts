/**
 * The gate: text in, report out. A straight line of stages, each bounded; nothing here ever runs the text, and no string
 * makes it throw. What passes becomes a `Checked`, which only this file makes.
 *
 * A text that cannot be read ends the gate. The contract and the types are reported together, the types only when
 * nothing in the text could lead the checker astray. What is clean is transpiled, and the JavaScript is read and ruled
 * again, since that is what runs. All of it happens in threads and processes of its own: the host only waits.
 */
import { byPlace, type Finding, hasErrors, type Stage, type StageReport } from "../base/finding.ts";
import { contentHash } from "../base/hash.ts";
import { err, type Result } from "../base/result.ts";
import { kinds } from "../kinds/all.ts";
import { mintChecked } from "./checked.ts";
import { moduleName } from "./module-name.ts";
import type { GatePowers } from "./powers.ts";
import type { Loadable } from "./reading/emitted.ts";
import { type Reader, startReader } from "./reading/reader.ts";
import { rehearse } from "./rehearsal.ts";
import type { Gate, GateOptions, GateReport } from "./report.ts";
import { makeTranspiler, type Transpiler } from "./transpile/transpiler.ts";
import { makeTypeChecker, type TypeChecker } from "./types/check.ts";
import { withoutEchoes } from "./types/echoes.ts";

// The default export tells the kind; there is one so far.
const kind = kinds.node;

interface Tools {
  readonly reader: Reader;
  readonly transpiler: Transpiler;
  readonly types: TypeChecker;
}

export interface OpenGate {
  readonly gate: Gate;
  /** For a program that will be asked again and again, while nobody waits: what comes then is read sooner. */
  rehearse(): Promise<void>;
  /** Waits for what is under way, and removes the gate's folder. */
  close(): Promise<void>;
}

export function makeGate(powers: GatePowers): OpenGate {
  const tools: Tools = {
    reader: startReader(powers.reader),
    transpiler: makeTranspiler(),
    types: makeTypeChecker(powers),
  };
  const underWay = new Set<Promise<unknown>>();
  let isClosed = false;
  return {
    gate(source, options = {}) {
      const report = judge(source, options, tools).finally(() => underWay.delete(report));
      underWay.add(report);
      return report;
    },
    rehearse() {
      tools.types.keepReady();
      const rehearsing = rehearse(tools.reader, tools.transpiler, () => isClosed);
      underWay.add(rehearsing);
      return rehearsing.finally(() => underWay.delete(rehearsing));
    },
    async close() {
      isClosed = true;
      await Promise.allSettled(underWay);
      tools.reader.close();
      await Promise.all([tools.transpiler.close(), tools.types.close()]);
    },
  };
}

async function judge(source: string, options: GateOptions, tools: Tools): Promise<GateReport> {
  const stages = stageLog();
  // They start while the text is read.
  tools.transpiler.prepare();
  tools.types.prepare();
  const reading = await tools.reader.source({ source, kind: kind.name });
  const { className, permissions, ms } = reading;
  const about = { kind: kind.name, name: moduleName(className, options), hash: contentHash(source), permissions };
  const findings = [...reading.findings];
  stages.add("syntax", reading.readable, ms.parse);
  if (!reading.readable) return { ...about, ...stages.end(findings) };
  stages.add("contract", !hasErrors(findings), ms.rules);

  // Transpiling runs nothing and fits into the wait for the types; what it says counts only if they are in order. Each
  // stage tells its own time, so the two together are more than what was waited.
  const [typed, made] = await Promise.all([
    reading.typesMayBeAsked ? timed(() => tools.types.check(source, kind)) : undefined,
    hasErrors(findings) ? undefined : timed(() => makeLoadable(source, tools)),
  ]);
  if (typed !== undefined) {
    stages.add("types", !hasErrors(typed.value), typed.ms);
    findings.push(...withoutEchoes(typed.value, reading.findings));
  }
  if (typed === undefined || made === undefined || hasErrors(findings)) return { ...about, ...stages.end(findings) };

  const loaded = made.value;
  stages.add("transpile", loaded.ok, made.ms);
  if (!loaded.ok) return { ...about, ...stages.end([...findings, ...loaded.error]) };
  return { ...about, ...stages.end(findings), checked: mintChecked({ ...about, source, ...loaded.value }) };
}

async function makeLoadable(source: string, { reader, transpiler }: Tools): Promise<Result<Loadable, Finding[]>> {
  const transpiled = await transpiler.transpile(source);
  return transpiled.ok ? reader.emitted({ transpiled: transpiled.value, kind: kind.name }) : err([transpiled.error]);
}

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const started = performance.now();
  const value = await run();
  return { value, ms: performance.now() - started };
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
