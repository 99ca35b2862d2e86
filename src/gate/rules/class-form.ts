/** Classes have no static blocks and no decorators but `@property(…)` on instance fields. */
import { engineNameOf, type Shape } from "../syntax/shape.ts";
import { type AnyNode, is, type NodeOf } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";
import { type Rule, span } from "./rule.ts";

const USE = "Write `@property({ … })` before a public field, or delete it.";

export const classForm: Rule = {
  name: "class-form",
  codes: ["GATE_CLASS_FORM"],
  of: ["source"],
  check: ({ tree, shape }) => [
    ...tree
      .all("StaticBlock")
      .map((node) =>
        refuse(
          node,
          "A class has a static block, which runs while the module loads.",
          "Use static fields with plain values.",
        ),
      ),
    ...tree.all("Decorator").flatMap((node) => judge(node, shape)),
  ],
};

function judge(node: NodeOf<"Decorator">, shape: Shape): Draft[] {
  const { expression } = node;
  if (engineNameOf(expression, shape) === "property")
    return [refuse(node, '"@property" is not called.', "Write `@property()`, or `@property({ range: [0, 10] })`.")];
  if (!is(expression, "CallExpression") || engineNameOf(expression.callee, shape) !== "property")
    return [refuse(node, "A decorator other than @property is used.", USE)];
  const field: AnyNode | undefined = node.parent;
  if (!is(field, "PropertyDefinition")) return [refuse(node, "@property decorates something that is no field.", USE)];
  if (field.static)
    return [refuse(node, "@property decorates a static field.", 'Delete "static": a property belongs to each node.')];
  if (is(field.key, "PrivateIdentifier"))
    return [
      refuse(
        node,
        "@property decorates a #private field.",
        "Make the field public: it is shown and edited from outside.",
      ),
    ];
  return [];
}

const refuse = (node: AnyNode, message: string, hint: string): Draft => ({
  code: "GATE_CLASS_FORM",
  message,
  hint,
  ...span(node),
});
