/**
 * Accessors of node classes that have the name of an engine property. The types allow one over the other, but the module
 * would read and write its own while the engine goes on with what it holds: nothing would move, in silence.
 */
import { type Class, nameOf, nodeBase } from "../syntax/shape.ts";
import { is, type NodeOf } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";
import { type Rule, span } from "./rule.ts";

export const accessors: Rule = {
  name: "accessors",
  codes: ["GATE_ACCESSOR"],
  of: ["source"],
  check: ({ tree, shape, kind }) =>
    tree.all("ClassDeclaration", "ClassExpression").flatMap((each) => {
      const base = nodeBase(each, shape, kind.exports);
      const properties = base === undefined ? undefined : kind.properties.get(base);
      return properties === undefined ? [] : accessorsOf(each).flatMap((accessor) => hiding(accessor, properties));
    }),
};

type Accessor = NodeOf<"MethodDefinition">;

const accessorsOf = ({ body }: Class): Accessor[] =>
  body.body.filter(
    (member): member is Accessor =>
      is(member, "MethodDefinition") && (member.kind === "get" || member.kind === "set") && !member.static,
  );

function hiding({ key, kind, computed }: Accessor, properties: ReadonlySet<string>): Draft[] {
  // A computed name that is no literal is not followed: what it hides, it hides from the module alone.
  if (!is(key, "Literal") && (computed || !is(key, "Identifier"))) return [];
  const name = nameOf(key);
  if (!properties.has(name)) return [];
  return [
    {
      code: "GATE_ACCESSOR",
      message: `The accessor "${kind} ${name}" hides the engine's property, and the engine never asks it.`,
      hint: `Set the property where it changes (\`this.${name} = …\` in onUpdate), or give the accessor another name.`,
      ...span(key),
    },
  ];
}
