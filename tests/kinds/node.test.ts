/** The table of kind `node`, held to the declarations that are built from the engine and to the language. */
import { describe, expect, test } from "bun:test";
import { join } from "node:path";

import { ensureBuilt } from "../../src/cli/build/build.ts";
import { parse } from "../../src/gate/syntax/parse.ts";
import { type AnyNode, is } from "../../src/gate/syntax/tree.ts";
import { ENGINE_PARAMETER } from "../../src/kinds/kind.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { permissionNames } from "../../src/permission/permissions.ts";

const { directory } = await ensureBuilt(join(import.meta.dir, "../.."));
const { tree } = parse(await Bun.file(join(directory, "nodegen.d.ts")).text(), "typescript").syntax!;
const declared = exportedNames();

describe("kind node", () => {
  test("names exactly what the engine exports, each under what it is", () => {
    const { nodes, otherClasses, values, types } = nodeKind.exports;
    expect([...nodes, ...otherClasses].toSorted()).toEqual(declared.classes.toSorted());
    expect([...values].toSorted()).toEqual(declared.values.toSorted());
    expect([...types].toSorted()).toEqual(declared.types.toSorted());
  });

  test("knows the properties of every node class, inherited ones included", () => {
    for (const name of nodeKind.exports.nodes)
      expect({ name, properties: [...(nodeKind.properties.get(name) ?? [])].toSorted() }).toEqual({
        name,
        properties: declaredProperties(name).toSorted(),
      });
  });

  test("permits only names that are there, absent ones excluded, each once", () => {
    const { globals, constants, absent, parameters } = nodeKind;
    expect(new Set(globals).size).toBe(globals.length);
    expect(globals.filter((name) => !(name in globalThis))).toEqual([]);
    expect([...globals, ...constants].filter((name) => absent.has(name))).toEqual([]);
    expect(parameters).toEqual([...globals, ENGINE_PARAMETER]);
  });

  test("its effects are names that a module can write", () => {
    expect(
      nodeKind.effects.filter((name) => !nodeKind.exports.values.includes(name) && !nodeKind.globals.includes(name)),
    ).toEqual([]);
  });

  test("its permissions are those of the permission room", () => {
    expect(nodeKind.permissions.map(({ name }) => name)).toEqual([...permissionNames]);
  });

  test("its rules are sentences", () => {
    for (const rule of nodeKind.rules) expect(rule).toMatch(/^\w.*\.$/);
  });
});

/** Fields and accessors of a class, of the interface that is merged with it, and of what it extends. */
function declaredProperties(name: string): string[] {
  const [declaration] = tree.all("ClassDeclaration").filter(({ id }) => id?.name === name);
  const merged = tree.all("TSInterfaceDeclaration").filter(({ id }) => id.name === name);
  const members: readonly AnyNode[] = [...declaration!.body.body, ...merged.flatMap(({ body }) => body.body)];
  const own = members.filter(isProperty).map((member) => (member as { key: { name: string } }).key.name);
  const base = is(declaration!.superClass, "Identifier") ? declaredProperties(declaration!.superClass.name) : [];
  return [...new Set([...base, ...own])];
}

const isProperty = (member: AnyNode): boolean =>
  is(member, "PropertyDefinition", "TSPropertySignature") || ("kind" in member && /^[gs]et$/.test(String(member.kind)));

function exportedNames() {
  const names = { classes: [] as string[], values: [] as string[], types: [] as string[] };
  const body = tree
    .all("TSModuleDeclaration")
    .filter(({ id }) => is(id, "Literal"))
    .flatMap((engine) => (engine.body as { body: AnyNode[] }).body);
  for (const statement of body) {
    if (!is(statement, "ExportNamedDeclaration")) continue;
    const declaration = statement.declaration as AnyNode;
    if (is(declaration, "VariableDeclaration"))
      names.values.push(...declaration.declarations.map(({ id }) => (is(id, "Identifier") ? id.name : "")));
    else {
      const name = (declaration as { id: { name: string } }).id.name;
      if (is(declaration, "ClassDeclaration")) names.classes.push(name);
      else if (is(declaration, "TSDeclareFunction")) names.values.push(name);
      else names.types.push(name);
    }
  }
  // A class with a merged interface is a class; overloads are one function.
  const unique = (list: string[]) => [...new Set(list)];
  return {
    classes: unique(names.classes),
    values: unique(names.values),
    types: unique(names.types).filter((name) => !names.classes.includes(name)),
  };
}
