/**
 * Initialisers at top level may call standard functions and the module's own, not what belongs to a running scene. Looks
 * at what is evaluated while the module loads: outside functions, but inside those that are called on the spot.
 */
import type { Variable } from "@typescript-eslint/scope-manager";

import { quoted } from "../../base/printable.ts";
import { type AnyNode, is } from "../syntax/tree.ts";
import { type Rule, type RuleContext, span } from "./rule.ts";

export const topLevelEffects: Rule = {
  name: "top-level-effects",
  codes: ["GATE_TOP_LEVEL_EFFECT"],
  of: ["source"],
  check: (context) =>
    effectReferences(context)
      .filter(({ node }) => isUsedForItsEffect(node) && runsAtLoad(node))
      .map(({ name, node }) => ({
        code: "GATE_TOP_LEVEL_EFFECT",
        message: `${quoted(name)} is used while the module loads, and there is no running scene yet.`,
        hint: "Move it into onReady or another hook, or into the initial value of a field.",
        ...span(node),
      })),
};

function effectReferences({ scopes, shape, kind }: RuleContext): { name: string; node: AnyNode }[] {
  const effects = new Set(kind.effects);
  const imported = [...shape.imports].filter(([, from]) => effects.has(from)).map(([local]) => local);
  const moduleScope = scopes.globalScope?.childScopes[0];
  const ofImports = imported
    .map((local) => moduleScope?.set.get(local))
    .filter((variable): variable is Variable => variable !== undefined)
    .flatMap((variable) => variable.references);
  const free = (scopes.globalScope?.through ?? []).filter(({ identifier }) => effects.has(identifier.name as string));
  return [...ofImports, ...free]
    .filter((reference) => reference.isValueReference)
    .map(({ identifier }) => ({ name: identifier.name as string, node: identifier }));
}

/** Called, or asked for a member: a mere alias (`const roll = random`) has no effect. */
function isUsedForItsEffect(node: AnyNode): boolean {
  const { parent } = node;
  if (is(parent, "MemberExpression")) return parent.object === node;
  if (is(parent, "CallExpression", "NewExpression")) return parent.callee === node;
  return is(parent, "TaggedTemplateExpression");
}

function runsAtLoad(node: AnyNode): boolean {
  let child = node;
  for (let parent = node.parent; parent; child = parent, parent = parent.parent) {
    if (
      is(parent, "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression") &&
      !isCalledOnTheSpot(parent)
    )
      return false;
    if (is(parent, "PropertyDefinition") && !parent.static && parent.value === child) return false;
    // A statement that is no declaration is refused as a whole.
    if (is(parent, "ExpressionStatement") && is(parent.parent, "Program")) return false;
  }
  return true;
}

const isCalledOnTheSpot = (node: AnyNode): boolean => is(node.parent, "CallExpression") && node.parent.callee === node;
