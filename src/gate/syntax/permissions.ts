/**
 * `export const permissions = { … }`, read as a literal without running anything. What cannot be read is a finding:
 * a person is shown these permissions before the module runs, so they must be what the text says.
 */
import { didYouMean } from "../../base/nearest.ts";
import { quoted } from "../../base/printable.ts";
import type { PermissionShape } from "../../kinds/kind.ts";
import { scopeHints } from "../../permission/explain.ts";
import { parseNetRule } from "../../permission/net-scope.ts";
import type { Permissions } from "../../permission/permissions.ts";
import { normalisePath } from "../../permission/read-scope.ts";
import type { Draft } from "../text/draft.ts";
import { nameOf } from "./shape.ts";
import { type AnyNode, is, type NodeOf, type Tree } from "./tree.ts";

export interface ReadPermissions {
  readonly permissions: Permissions;
  readonly findings: readonly Draft[];
}

const NAME = "permissions";
const EXAMPLE = `\`export const ${NAME} = { net: ["example.com"], storage: true };\``;

export function readPermissions(tree: Tree, shapes: readonly PermissionShape[]): ReadPermissions {
  const findings: Draft[] = [];
  const refuse = (node: AnyNode, message: string, hint = `Write it as a literal: ${EXAMPLE}.`): undefined => {
    findings.push({ code: "GATE_PERMISSIONS", message, hint, start: node.range[0], end: node.range[1] });
  };
  const declared = declarationOf(tree, refuse);
  if (declared === undefined) return { permissions: {}, findings };
  const literal = withoutTypes(declared);
  if (!is(literal, "ObjectExpression")) {
    refuse(declared, `"${NAME}" is not an object literal, so it cannot be read.`);
    return { permissions: {}, findings };
  }
  const entries: [string, boolean | string[]][] = [];
  for (const property of literal.properties) {
    const entry = readProperty(property, shapes, refuse);
    if (entry === undefined) continue;
    if (entries.some(([name]) => name === entry[0]))
      refuse(property, `"${entry[0]}" is given twice.`, "Keep one of the two.");
    else entries.push(entry);
  }
  return { permissions: Object.fromEntries(entries), findings };
}

type Refuse = (node: AnyNode, message: string, hint?: string) => undefined;

/** The initialiser of the exported constant. A constant that was left unexported is refused: it would ask for nothing. */
function declarationOf(tree: Tree, refuse: Refuse): AnyNode | undefined {
  for (const statement of tree.program.body) {
    const exported = is(statement, "ExportNamedDeclaration");
    const declaration = exported ? statement.declaration : statement;
    if (exported && exportsByList(statement))
      return refuse(statement, `"${NAME}" is exported by a list, so it cannot be read.`);
    if (!is(declaration, "VariableDeclaration")) continue;
    for (const { id, init } of declaration.declarations) {
      if (!is(id, "Identifier") || id.name !== NAME) continue;
      if (!exported)
        return refuse(id, `"${NAME}" is not exported, so it asks for nothing.`, 'Write "export" before it.');
      if (declaration.kind !== "const") return refuse(declaration, `"${NAME}" can be changed, so it cannot be read.`);
      return init ?? undefined;
    }
  }
  return undefined;
}

const exportsByList = (statement: NodeOf<"ExportNamedDeclaration">): boolean =>
  (statement.specifiers as NodeOf<"ExportSpecifier">[]).some(
    ({ exported }) => nameOf(exported as NodeOf<"Identifier">) === NAME,
  );

function readProperty(
  property: AnyNode,
  shapes: readonly PermissionShape[],
  refuse: Refuse,
): [string, boolean | string[]] | undefined {
  if (
    !is(property, "Property") ||
    property.computed ||
    property.method ||
    property.shorthand ||
    property.kind !== "init"
  )
    return refuse(property, `An entry of "${NAME}" is computed, so it cannot be read.`);
  const name = nameOf(property.key as NodeOf<"Identifier">);
  const shape = shapes.find((each) => each.name === name);
  if (shape === undefined) {
    const names = shapes.map((each) => each.name);
    return refuse(
      property.key,
      `There is no permission ${quoted(name)}.${didYouMean(name, names)}`,
      `Choose from ${names.join(", ")}.`,
    );
  }
  const value = readValue(property.value);
  const fits = shape.value === "list" ? Array.isArray(value) : typeof value === "boolean";
  if (value === undefined || !fits) {
    const form = shape.value === "list" ? `${name}: ["…"]` : `${name}: true`;
    return refuse(
      property.value,
      `"${name}" is not a literal ${shape.value === "list" ? "list of strings" : "boolean"}.`,
      `Write \`${form}\`: ${shape.means}.`,
    );
  }
  const wrong = Array.isArray(value) ? value.find((scope) => scopeProblem(name, scope) !== undefined) : undefined;
  if (wrong !== undefined)
    return refuse(
      property.value,
      `The ${name} scope ${quoted(wrong)} ${scopeProblem(name, wrong)}.`,
      scopeHints[name === "net" ? "net" : "read"],
    );
  return [name, value];
}

/** What is wrong with a scope that a person could be asked about; it would ask for nothing. */
function scopeProblem(name: string, scope: string): string | undefined {
  const read = name === "net" ? parseNetRule(scope) : normalisePath(scope);
  return read.ok ? undefined : read.error;
}

function readValue(node: AnyNode): boolean | string[] | undefined {
  const plain = withoutTypes(node);
  if (is(plain, "Literal") && typeof plain.value === "boolean") return plain.value;
  if (!is(plain, "ArrayExpression")) return undefined;
  const items = plain.elements.map((element) => stringOf(element));
  return items.every((item) => item !== undefined) ? items : undefined;
}

function stringOf(node: AnyNode | null): string | undefined {
  if (is(node, "Literal") && typeof node.value === "string") return node.value;
  if (is(node, "TemplateLiteral") && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** Past `as const`, `satisfies Permissions` and parentheses. */
function withoutTypes(node: AnyNode): AnyNode {
  let current = node;
  while (is(current, "TSAsExpression", "TSSatisfiesExpression")) current = current.expression;
  return current;
}
