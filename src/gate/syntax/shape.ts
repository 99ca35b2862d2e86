/**
 * What a module is made of, read off its tree: what it imports under which names, its classes, and its default export.
 * Shared by the rules, the module's name and the loader's form, so that they cannot disagree.
 */
import type { EngineExports } from "../../kinds/kind.ts";
import { type AnyNode, is, type NodeOf, type Tree } from "./tree.ts";

export type Class = NodeOf<"ClassDeclaration" | "ClassExpression">;

export interface Shape {
  /** Local name to the engine's name; `*` for a namespace. */
  readonly imports: ReadonlyMap<string, string>;
  /** Classes that are declared at top level, by name. */
  readonly classes: ReadonlyMap<string, Class>;
  /** Each thing that is exported as the default, in any form. */
  readonly defaults: readonly DefaultExport[];
}

export interface DefaultExport {
  /** What the finding points at. */
  readonly node: AnyNode;
  /** The name under which the module knows it. */
  readonly name: string | undefined;
  /** Undefined when it is no class of this module. */
  readonly class: Class | undefined;
}

export function shapeOf(tree: Tree): Shape {
  const classes = classesOf(tree);
  return { imports: importsOf(tree), classes, defaults: defaultsOf(tree, classes) };
}

/** The name of an import or export, which may be written as a string. */
export const nameOf = (node: NodeOf<"Identifier" | "Literal">): string =>
  is(node, "Identifier") ? node.name : String(node.value);

function importsOf(tree: Tree): Map<string, string> {
  const imports = new Map<string, string>();
  for (const { specifiers } of tree.all("ImportDeclaration"))
    for (const specifier of specifiers) {
      const from = is(specifier, "ImportSpecifier") ? nameOf(specifier.imported as NodeOf<"Identifier">) : undefined;
      imports.set(specifier.local.name, from ?? (is(specifier, "ImportDefaultSpecifier") ? "default" : "*"));
    }
  return imports;
}

function classesOf(tree: Tree): Map<string, Class> {
  const classes = new Map<string, Class>();
  for (const statement of tree.program.body) {
    const declaration = declared(statement);
    if (is(declaration, "ClassDeclaration") && declaration.id) classes.set(declaration.id.name, declaration);
    if (!is(declaration, "VariableDeclaration")) continue;
    for (const { id, init } of declaration.declarations)
      if (is(id, "Identifier") && is(init, "ClassExpression")) classes.set(id.name, init);
  }
  return classes;
}

function defaultsOf(tree: Tree, classes: ReadonlyMap<string, Class>): DefaultExport[] {
  const found: DefaultExport[] = [];
  for (const statement of tree.program.body) {
    if (is(statement, "ExportDefaultDeclaration")) found.push(defaultOf(statement, classes));
    if (!is(statement, "ExportNamedDeclaration")) continue;
    for (const { local, exported } of statement.specifiers as NodeOf<"ExportSpecifier">[]) {
      if (nameOf(exported as NodeOf<"Identifier">) !== "default") continue;
      const name = nameOf(local as NodeOf<"Identifier">);
      found.push({ node: statement, name, class: statement.source ? undefined : classes.get(name) });
    }
  }
  return found;
}

function defaultOf(statement: NodeOf<"ExportDefaultDeclaration">, classes: ReadonlyMap<string, Class>): DefaultExport {
  const node: AnyNode = statement.declaration;
  if (is(node, "ClassDeclaration", "ClassExpression")) return { node, name: node.id?.name, class: node };
  if (is(node, "Identifier")) return { node, name: node.name, class: classes.get(node.name) };
  return { node, name: undefined, class: undefined };
}

const declared = (statement: AnyNode): AnyNode =>
  is(statement, "ExportNamedDeclaration", "ExportDefaultDeclaration") && statement.declaration
    ? statement.declaration
    : statement;

/** The engine's class at the root of a class's chain, if the chain ends in one. */
export function nodeBase(of: Class, shape: Shape, exports: EngineExports): string | undefined {
  const seen = new Set<Class>();
  for (let current: Class | undefined = of; current !== undefined && !seen.has(current);) {
    seen.add(current);
    const base: AnyNode | null = current.superClass;
    const engineName = engineNameOf(base, shape);
    if (engineName !== undefined) return exports.nodes.includes(engineName) ? engineName : undefined;
    current = is(base, "Identifier") ? shape.classes.get(base.name) : undefined;
  }
  return undefined;
}

/** What the engine calls this expression: an imported name, or a member of a namespace import. */
export function engineNameOf(node: AnyNode | null | undefined, shape: Shape): string | undefined {
  if (is(node, "Identifier")) {
    const imported = shape.imports.get(node.name);
    return imported === "*" ? undefined : imported;
  }
  if (!is(node, "MemberExpression") || !is(node.object, "Identifier") || node.computed) return undefined;
  return shape.imports.get(node.object.name) === "*" && is(node.property, "Identifier")
    ? node.property.name
    : undefined;
}
