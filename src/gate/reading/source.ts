/**
 * The author's text, judged by what can be read in it: caps, syntax, contract. The result is plain data, since it leaves
 * the thread in which the text is read.
 */
import type { Finding, Stage } from "../../base/finding.ts";
import { kinds } from "../../kinds/all.ts";
import type { KindName } from "../../kinds/kind.ts";
import type { Permissions } from "../../permission/permissions.ts";
import { blocksTypes } from "../rules/all.ts";
import { capFindings, fenceFinding } from "../text/caps.ts";
import { type Draft, toFinding } from "../text/draft.ts";
import { linesOf } from "../text/lines.ts";
import { read } from "./read.ts";

export interface SourceReading {
  /** Otherwise the findings are of its syntax, and no rule was asked. */
  readonly readable: boolean;
  readonly findings: readonly Finding[];
  /** Whether nothing in the text would make the type checker read files or believe what it is told. */
  readonly typesMayBeAsked: boolean;
  /** What its class is called, if it is. */
  readonly className: string | undefined;
  readonly permissions: Permissions;
  readonly ms: { readonly parse: number; readonly rules: number };
}

export interface SourceRequest {
  readonly source: string;
  readonly kind: KindName;
}

export function readSource({ source, kind }: SourceRequest): SourceReading {
  const began = performance.now();
  const caps = capFindings(source);
  if (caps.length > 0) return unreadable(inSource(source, caps, "syntax"), performance.now() - began);

  const { unreadable: errors, contract, shape, permissions, ms } = read(source, "source", kinds[kind]);
  if (errors.length > 0) {
    const fence = fenceFinding(source);
    return unreadable(inSource(source, fence ? [fence] : errors, "syntax"), ms.parse);
  }
  return {
    readable: true,
    findings: inSource(source, contract, "contract"),
    typesMayBeAsked: !contract.some(({ code }) => blocksTypes.has(code)),
    className: shape?.defaults[0]?.name,
    permissions,
    ms,
  };
}

const unreadable = (findings: readonly Finding[], ms: number): SourceReading => ({
  readable: false,
  findings,
  typesMayBeAsked: false,
  className: undefined,
  permissions: {},
  ms: { parse: ms, rules: 0 },
});

function inSource(source: string, drafts: readonly Draft[], stage: Stage): Finding[] {
  const lines = linesOf(source);
  return drafts.map((draft) => toFinding(draft, stage, lines));
}
