/**
 * Methods of node classes that look like hooks and are none, and hooks that may not be async. A method that the module
 * itself calls is the author's own, whatever its name.
 */
import { nearest } from "../../base/nearest.ts";
import { quoted } from "../../base/printable.ts";
import type { Kind, NearMiss } from "../../kinds/kind.ts";
import { type Class, nodeBase } from "../syntax/shape.ts";
import { type AnyNode, is, type Tree } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";
import { type Rule, type RuleContext, span } from "./rule.ts";

export const hooks: Rule = {
  name: "hooks",
  codes: ["GATE_HOOK_NAME", "GATE_ASYNC_UPDATE"],
  of: ["source"],
  check(context) {
    const mentioned = mentionedNames(context.tree);
    return nodeClasses(context)
      .flatMap((each) => methodsOf(each, nodeBase(each, context.shape, context.kind.exports)!))
      .flatMap((method) => [...asyncHook(method, context.kind), ...nearMiss(method, context.kind, mentioned)]);
  },
};

interface Method {
  readonly name: string;
  readonly key: AnyNode;
  readonly async: boolean;
  /** The engine class that its class extends, directly or not. */
  readonly base: string;
}

const nodeClasses = ({ tree, shape, kind }: RuleContext): Class[] =>
  tree.all("ClassDeclaration", "ClassExpression").filter((each) => nodeBase(each, shape, kind.exports) !== undefined);

/** Methods, and fields that hold a function: both override what they name. */
function methodsOf({ body }: Class, base: string): Method[] {
  return body.body.flatMap((member): Method[] => {
    if (!is(member, "MethodDefinition", "PropertyDefinition") || member.static || member.computed) return [];
    if (is(member, "MethodDefinition") && member.kind !== "method") return [];
    if (!is(member.key, "Identifier")) return [];
    const { value } = member;
    if (!is(value, "FunctionExpression", "ArrowFunctionExpression", "TSEmptyBodyFunctionExpression")) return [];
    return [{ name: member.key.name, key: member.key, async: value.async, base }];
  });
}

function asyncHook({ name, key, async }: Method, kind: Kind): Draft[] {
  if (!async || kind.hooks.find((hook) => hook.name === name)?.async !== false) return [];
  return [
    {
      code: "GATE_ASYNC_UPDATE",
      message: `"${name}" is async, and each tick has to be finished when it returns.`,
      hint: 'Delete "async"; start long stories in onReady, which may be async, or use tween, after and every.',
      ...span(key),
    },
  ];
}

function nearMiss({ name, key, base }: Method, kind: Kind, mentioned: ReadonlySet<string>): Draft[] {
  if (mentioned.has(name) || kind.hooks.some((hook) => hook.name === name && (hook.of ?? base) === base)) return [];
  const miss = kind.hookNearMisses.get(name) ?? misspelled(name, kind);
  if (miss === undefined) return [];
  const meant = miss.hook === undefined ? "" : ` Did you mean "${miss.hook}"?`;
  return [
    {
      code: "GATE_HOOK_NAME",
      message: `The method ${quoted(name)} looks like a hook and is none; nothing calls it.${meant}`,
      hint: miss.advice,
      ...span(key),
    },
  ];
}

function misspelled(name: string, kind: Kind): NearMiss | undefined {
  if (!/^_?on./i.test(name)) return undefined;
  const hook = nearest(
    name,
    kind.hooks.filter(({ of }) => of === undefined).map((each) => each.name),
  );
  return hook === undefined ? undefined : { hook, advice: `Rename it to "${hook}", or call it from a hook.` };
}

/** Every name that is read as a member, or stands in a string: whatever the module could call. */
function mentionedNames(tree: Tree): Set<string> {
  const names = new Set<string>();
  for (const { property } of tree.all("MemberExpression")) if (is(property, "Identifier")) names.add(property.name);
  for (const { value } of tree.all("Literal")) if (typeof value === "string") names.add(value);
  for (const { key } of tree.all("Property")) if (is(key, "Identifier")) names.add(key.name);
  return names;
}
