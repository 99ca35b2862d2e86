/** The default export is one class that extends a node class, can be constructed without arguments, and is not abstract. */
import { didYouMean } from "../../base/nearest.ts";
import type { EngineExports, Kind } from "../../kinds/kind.ts";
import { type Class, type DefaultExport, engineNameOf, nodeBase, type Shape } from "../syntax/shape.ts";
import { type AnyNode, is } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";
import { type Rule, type RuleContext, span } from "./rule.ts";

const EXAMPLE = "`export default class Name extends Node2D { … }`";

export const defaultExport: Rule = {
  name: "default-export",
  codes: ["GATE_DEFAULT_EXPORT"],
  of: ["source"],
  check(context) {
    const { defaults } = context.shape;
    if (defaults.length === 0) return [missing(context)];
    if (defaults.length > 1)
      return defaults
        .slice(1)
        .map(({ node }) => refuse(node, "The module has more than one default export.", `Keep one ${EXAMPLE}.`));
    return judge(defaults[0]!, context);
  },
};

const refuse = (node: AnyNode, message: string, hint: string): Draft => ({
  code: "GATE_DEFAULT_EXPORT",
  message,
  hint,
  ...span(node),
});

function missing({ shape, kind, text }: RuleContext): Draft {
  const candidates = [...shape.classes].filter(([, each]) => nodeBase(each, shape, kind.exports) !== undefined);
  const last = candidates.at(-1);
  const message = "The module has no default export.";
  if (last === undefined)
    return { code: "GATE_DEFAULT_EXPORT", message, hint: `Write ${EXAMPLE}.`, start: 0, end: Math.min(1, text.length) };
  const [name, node] = last;
  return refuse(
    node.id ?? node,
    message,
    `Write \`export default\` before "class ${name}", if it is the root of the scene.`,
  );
}

function judge(found: DefaultExport, { shape, kind }: RuleContext): Draft[] {
  if (found.class === undefined)
    return [
      refuse(
        found.node,
        `The default export is not a class of this module; it has to be ${kind.is}.`,
        `Write ${EXAMPLE}.`,
      ),
    ];
  const head = found.class.id ?? found.class.superClass ?? found.node;
  const findings: Draft[] = [];
  if (found.class.abstract)
    findings.push(
      refuse(
        head,
        "The default export is abstract, so no scene can be built from it.",
        'Delete "abstract", and write the missing methods.',
      ),
    );
  if (nodeBase(found.class, shape, kind.exports) === undefined) findings.push(noNode(found.class, head, shape, kind));
  const parameter = constructorParameter(found.class);
  if (parameter !== undefined)
    findings.push(
      refuse(
        parameter,
        "The constructor of the default export takes arguments, and the scene is built without any.",
        "Delete the parameters; set fields of the class instead.",
      ),
    );
  return findings;
}

function noNode(of: Class, head: AnyNode, shape: Shape, { is: expected, exports, engine }: Kind): Draft {
  const base = of.superClass as AnyNode | null;
  if (base === null)
    return refuse(
      head,
      `The default export extends nothing; it has to be ${expected}.`,
      'Write "extends Node2D" after the name.',
    );
  const engineName = engineNameOf(base, shape);
  if (engineName !== undefined) return notANode(base, engineName, exports);
  if (is(base, "Identifier"))
    return refuse(
      base,
      `The default export extends "${base.name}", which does not lead to a node class.${didYouMean(base.name, exports.nodes)}`,
      `Extend a node class that is imported from "${engine}", or a class of this file that does.`,
    );
  return refuse(
    base,
    "The default export extends an expression; its base has to be a name.",
    "Extend a node class directly, or through helper classes of this file; mixins are not followed.",
  );
}

const notANode = (base: AnyNode, name: string, { nodes }: EngineExports): Draft =>
  refuse(
    base,
    `The default export extends "${name}", which is no node class.${didYouMean(name, nodes)}`,
    `Extend one of ${nodes.join(", ")}.`,
  );

function constructorParameter(of: Class): AnyNode | undefined {
  for (const member of of.body.body)
    if (is(member, "MethodDefinition") && member.kind === "constructor") return member.value.params[0];
  return undefined;
}
