/**
 * From an ES module to the body of a function, which is what the sandbox compiles: imports become a destructuring of the
 * parameter that holds the engine, exports become the value that is returned.
 *
 * The module's text stays where it is, line for line and column for column, below one line of ours; so the source map
 * holds when it is moved down by one line. The inner function keeps the module's own names (an enum `Map`, say) apart from
 * the parameters. It relies on a text that the rules have passed: one source, one default, nothing dynamic.
 */
import { ENGINE_PARAMETER } from "../../kinds/kind.ts";
import type { Shape } from "../syntax/shape.ts";
import { type AnyNode, is, type Tree } from "../syntax/tree.ts";
import type { SourceMap, Transpiled } from "../transpile/transpiled.ts";

export function loaderForm({ code, map }: Transpiled, tree: Tree, shape: Shape): { code: string; map: string } {
  const anonymous = unusedName(code);
  const edits = tree.program.body.flatMap((statement) => editsOf(statement, anonymous));
  const lines = [
    `"use strict"; return (function () { ${importLine(shape)}`,
    applyEdits(code, edits).trimEnd(),
    `return { default: ${shape.defaults[0]?.name ?? anonymous} }; })();`,
  ];
  return { code: `${lines.join("\n")}\n`, map: JSON.stringify(oneLineDown(map)) };
}

/** For a default class without a name. A text within the gate's size cannot hold all of them. */
function unusedName(code: string): string {
  for (let count = 0; ; count++) if (!code.includes(`default$${count}`)) return `default$${count}`;
}

function importLine({ imports }: Shape): string {
  const parts: string[] = [];
  const named: string[] = [];
  for (const [local, from] of imports)
    if (from === "*") parts.push(`const ${local} = ${ENGINE_PARAMETER};`);
    else named.push(from === local ? local : `${JSON.stringify(from)}: ${local}`);
  if (named.length > 0) parts.push(`const { ${named.join(", ")} } = ${ENGINE_PARAMETER};`);
  return parts.join(" ");
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function editsOf(statement: AnyNode, anonymous: string): Edit[] {
  const [start, end] = statement.range;
  if (is(statement, "ImportDeclaration")) return [{ start, end, text: "" }];
  if (is(statement, "ExportNamedDeclaration"))
    return [{ start, end: statement.declaration ? statement.declaration.range[0] : end, text: "" }];
  if (!is(statement, "ExportDefaultDeclaration")) return [];
  const { declaration } = statement;
  if (is(declaration, "Identifier")) return [{ start, end, text: "" }];
  const [keyword] = declaration.range;
  if (!is(declaration, "ClassDeclaration") || declaration.id) return [{ start, end: keyword, text: "" }];
  // "export default class" leaves room enough for "class" and a name.
  return [{ start, end: keyword + "class".length, text: `class ${anonymous}` }];
}

/** Every edit keeps the length and the line breaks of what it replaces. */
function applyEdits(code: string, edits: readonly Edit[]): string {
  let result = "";
  let done = 0;
  for (const { start, end, text } of edits) {
    const blank = code.slice(start + text.length, end).replace(/[^\n]/g, " ");
    result += code.slice(done, start) + text + blank;
    done = end;
  }
  return result + code.slice(done);
}

const oneLineDown = (map: SourceMap): SourceMap => ({
  version: 3,
  sources: ["module.ts"],
  names: map.names,
  mappings: `;${map.mappings}`,
});
