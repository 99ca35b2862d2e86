import { nameOf } from "../syntax/shape.ts";
import { type AnyNode, is, type NodeOf } from "../syntax/tree.ts";
import type { Draft } from "../text/draft.ts";
import { type Rule, span } from "./rule.ts";

const allowed = new Set(["default", "permissions"]);

/** Besides the default export, only `permissions` leaves a module. */
export const exports: Rule = {
  name: "exports",
  codes: ["GATE_EXPORT"],
  of: ["source", "emitted"],
  check: ({ tree, kind }) =>
    tree.program.body.flatMap((statement) => {
      if (is(statement, "ExportAllDeclaration"))
        return [refuse(statement, "everything", `Delete it; import what you use from "${kind.engine}".`)];
      if (!is(statement, "ExportNamedDeclaration")) return [];
      return exportedNames(statement)
        .filter(([name]) => !allowed.has(name))
        .map(([name, node]) => refuse(node, `"${name}"`, 'Delete the word "export".'));
    }),
};

const refuse = (node: AnyNode, what: string, hint: string): Draft => ({
  code: "GATE_EXPORT",
  message: `Cannot export ${what}: a module exports its default class, and "permissions" if it needs any.`,
  hint,
  ...span(node),
});

function exportedNames(statement: NodeOf<"ExportNamedDeclaration">): [string, AnyNode][] {
  const names = (statement.specifiers as NodeOf<"ExportSpecifier">[]).map((specifier): [string, AnyNode] => [
    nameOf(specifier.exported as NodeOf<"Identifier">),
    specifier,
  ]);
  const { declaration } = statement;
  if (!declaration) return names;
  if (is(declaration, "VariableDeclaration"))
    for (const { id } of declaration.declarations) names.push([is(id, "Identifier") ? id.name : "{ … }", id]);
  else {
    const { id } = declaration as { id?: AnyNode | null };
    names.push([is(id, "Identifier") ? id.name : "something", id ?? declaration]);
  }
  return names;
}
