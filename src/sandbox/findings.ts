/**
 * What went wrong behind the wall, told to the author: a fault that the child reports, or a breach that ended it, becomes
 * a finding at the author's own line.
 *
 * The child's words are claims and may be an attacker's: codes are looked up in the table, text is cut and made printable,
 * and places count only where the source map knows them.
 */
import { codeRow } from "../base/codes.ts";
import type { Finding } from "../base/finding.ts";
import { printable } from "../base/printable.ts";
import type { Checked } from "../gate/checked.ts";
import { locate } from "../gate/locate.ts";
import type { ChildFault } from "../wire/protocol.ts";
import type { Breach } from "./conversation.ts";
import type { Limits } from "./limits.ts";

export type Phase = ChildFault["phase"];

export function findingOfFault(checked: Checked, fault: ChildFault): Finding {
  const row = codeRow(fault.code);
  if (row === undefined || row.stage !== "smoke")
    return smokeFinding("SMOKE_BAD_REPLY", "The confined process reported a fault that does not exist");
  const place = placeOf(checked, fault);
  return smokeFinding(fault.code, sentence(fault), { place, hint: hintFor(fault) });
}

/** The innermost frame that the author wrote. */
function placeOf(checked: Checked, fault: ChildFault): { line: number; column: number } | undefined {
  for (const { line, column } of fault.at) {
    const place = locate(checked, line, column);
    if (place !== null) return place;
  }
  return undefined;
}

function sentence(fault: ChildFault): string {
  const said = printable(fault.message).slice(0, 600);
  if (fault.code !== "SMOKE_TOO_SLOW") return said;
  return `${whatRan(fault)} ${said}`;
}

function whatRan(fault: ChildFault): string {
  const where = fault.hook === undefined ? phaseNames[fault.phase] : `"${fault.hook}"`;
  const whose = fault.type === undefined ? "" : ` of "${fault.type}"`;
  return printable(`${where}${whose}`);
}

const phaseNames: Readonly<Record<Phase, string>> = {
  compile: "The top level of the module",
  construct: "Constructing the scene",
  tick: "A tick",
  call: "Describing the scene",
};

/** Errors of the language that models meet most, with what mends them. */
const commonErrors: readonly (readonly [RegExp, string])[] = [
  [
    /undefined is not an object|null is not an object|Cannot read propert/,
    "Something is null or undefined here: check it before its fields are read, or create it in a field or the constructor.",
  ],
  [
    /is not a function/,
    "What is called here is no function: check the name, and that the field is set before it is called.",
  ],
  [/Maximum call stack/, "A function calls itself without an end: give the recursion a condition that stops it."],
  [/Out of memory/, "The memory budget is used up: bound what grows."],
  [/before initialization/, "A constant is used above the line that sets it: move it up."],
  [
    /readonly property|is frozen/,
    "Standard objects and read-only fields cannot be changed: keep the value in a field of your own.",
  ],
];

function hintFor(fault: ChildFault): string {
  const known = commonErrors.find(([pattern]) => pattern.test(fault.message));
  return fault.code === "SMOKE_THREW" && known !== undefined ? known[1] : codeRow(fault.code)!.fix;
}

export function findingOfBreach(breach: Breach, phase: Phase, limits: Limits): Finding {
  const during = phaseNames[phase];
  const megabytes = Math.round(limits.memoryBytes / 2 ** 20);
  switch (breach.kind) {
    case "time":
    case "stalled":
      return smokeFinding("SMOKE_TOO_SLOW", `${during} ${breach.detail}`);
    case "memory":
      return smokeFinding("SMOKE_OUT_OF_MEMORY", `${during} ${breach.detail}`);
    case "output":
    case "malformed":
      return smokeFinding("SMOKE_BAD_REPLY", `${during}: the confined process ${breach.detail}`);
    case "died":
      if (isExhaustion(breach))
        return smokeFinding("SMOKE_OUT_OF_MEMORY", `${during} used up its ${megabytes} MB of memory`);
      return smokeFinding("SMOKE_DIED", `${during}: the confined process ${breach.detail}`);
    case "killed":
      return smokeFinding("SMOKE_DIED", `${during}: the confined process ${breach.detail}`);
    case "ended by the host":
      return smokeFinding("SMOKE_DIED", `${during}: the host ended the confined process: ${breach.detail}`);
  }
}

/** The collector cannot go on without memory: it ends the process by a trap. */
const isExhaustion = (breach: Breach): boolean => /SIG(TRAP|ABRT|ILL|SEGV|BUS)\b/.test(breach.detail);

export function smokeFinding(
  code: string,
  message: string,
  more: { place?: { line: number; column: number }; hint?: string; severity?: Finding["severity"] } = {},
): Finding {
  return {
    code,
    severity: more.severity ?? "error",
    stage: "smoke",
    message,
    hint: more.hint ?? codeRow(code)!.fix,
    line: more.place?.line ?? 1,
    column: more.place?.column ?? 1,
  };
}
