import type { Finding } from "../../base/finding.ts";

const saidBetter = new Set([
  "GATE_GLOBAL",
  "GATE_UNKNOWN_NAME",
  "GATE_ACCESSOR",
  "GATE_CLASS_FORM",
  "GATE_DEFAULT_EXPORT",
  "GATE_RESERVED_NAME",
]);

/** Drops what the type checker says about a place of which the contract has said it already, and better. */
export function withoutEchoes(types: readonly Finding[], contract: readonly Finding[]): Finding[] {
  const places = contract.filter(({ code }) => saidBetter.has(code));
  return types.filter((finding) => !(/^TYPES_\d/.test(finding.code) && places.some((place) => holds(place, finding))));
}

const holds = ({ line, column, endLine = line, endColumn = column + 1 }: Finding, at: Finding): boolean =>
  line === at.line && endLine === line && column <= at.column && at.column < endColumn;
