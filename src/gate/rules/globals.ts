/**
 * Free names against the permit table. A name that is not in the table is refused, whatever an engine may offer under
 * it; names that models reach for carry what to do instead.
 */
import type { Reference } from "@typescript-eslint/scope-manager";

import { didYouMean } from "../../base/nearest.ts";
import { quoted } from "../../base/printable.ts";
import { ENGINE_PARAMETER, type Kind } from "../../kinds/kind.ts";
import type { Draft } from "../text/draft.ts";
import { type Rule, type RuleContext, span } from "./rule.ts";

export const globals: Rule = {
  name: "globals",
  codes: ["GATE_GLOBAL", "GATE_UNKNOWN_NAME", "GATE_RESERVED_NAME"],
  of: ["source", "emitted"],
  check(context) {
    const permitted = new Set([...context.kind.globals, ...context.kind.constants]);
    return [
      ...freeReferences(context)
        .filter((reference) => !permitted.has(reference.identifier.name as string))
        .map((reference) => refusal(reference, context)),
      ...assignedGlobals(context, permitted),
      ...reservedNames(context),
    ];
  },
};

/** Types are the checker's business: only what is looked up when the code runs. */
const freeReferences = ({ scopes }: RuleContext): Reference[] =>
  (scopes.globalScope?.through ?? []).filter((reference) => reference.isValueReference);

function refusal(reference: Reference, { kind, scopes }: RuleContext): Draft {
  const name = reference.identifier.name as string;
  const place = span(reference.identifier);
  if (isExported(name, kind))
    return {
      code: "GATE_UNKNOWN_NAME",
      message: `Cannot find "${name}": it is part of "${kind.engine}" and was not imported.`,
      hint: `Add "${name}" to the import: \`import { ${name}, … } from "${kind.engine}";\`.`,
      ...place,
    };
  const instead = kind.absent.get(name);
  if (instead !== undefined)
    return { code: "GATE_GLOBAL", message: `Cannot use "${name}": modules do not have it.`, hint: instead, ...place };
  const { nodes, otherClasses, values } = kind.exports;
  const own = scopes.scopes.flatMap((scope) => [...scope.set.keys()]).filter((word) => word !== "arguments");
  return {
    code: "GATE_UNKNOWN_NAME",
    message: `Cannot find ${quoted(name)}: it is neither declared nor imported.${didYouMean(name, [...own, ...nodes, ...otherClasses, ...values, ...kind.globals])}`,
    hint: `Declare it, or import it from "${kind.engine}" if the engine has it.`,
    ...place,
  };
}

const isExported = (name: string, { exports }: Kind): boolean =>
  exports.nodes.includes(name) || exports.otherClasses.includes(name) || exports.values.includes(name);

function assignedGlobals(context: RuleContext, permitted: ReadonlySet<string>): Draft[] {
  return freeReferences(context)
    .filter((reference) => reference.isWrite() && permitted.has(reference.identifier.name as string))
    .map((reference) => ({
      code: "GATE_GLOBAL",
      message: `Cannot assign to "${reference.identifier.name as string}": the standard objects stay as they are.`,
      hint: "Declare a name of your own with const or let.",
      ...span(reference.identifier),
    }));
}

const reservedNames = ({ scopes }: RuleContext): Draft[] =>
  scopes.scopes
    .flatMap((scope) => scope.set.get(ENGINE_PARAMETER)?.identifiers ?? [])
    .map((identifier) => ({
      code: "GATE_RESERVED_NAME",
      message: `Cannot declare "${ENGINE_PARAMETER}": the loader uses this name.`,
      hint: "Choose another name.",
      ...span(identifier),
    }));
