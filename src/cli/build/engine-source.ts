/**
 * A source file of the engine, read for its declarations: what it exports, and the pieces of its own text that a declaration
 * is made of. Types are taken as they are written; where one is not written out, it throws.
 */
import { join } from "node:path";

import { parse, type ParseResult } from "@babel/parser";
import type * as Babel from "@babel/types";

export interface Source {
  readonly text: string;
  readonly ast: ParseResult<Babel.File>;
}

export async function readSource(directory: string, file: string): Promise<Source> {
  const text = await Bun.file(join(directory, file)).text();
  return { text, ast: parse(text, { sourceType: "module", plugins: ["typescript"] }) };
}

/** Name to file, in the order of the index. */
export function exportedNames({ ast }: Source): Map<string, string> {
  const names = new Map<string, string>();
  for (const statement of ast.program.body)
    if (statement.type === "ExportNamedDeclaration" && statement.source != null)
      for (const specifier of statement.specifiers)
        if (specifier.type === "ExportSpecifier" && specifier.exported.type === "Identifier")
          names.set(specifier.exported.name, statement.source.value);
  return names;
}

/** Parameters and result; a default makes a parameter optional. */
export function signature(
  source: Source,
  method: Babel.ClassMethod | Babel.TSDeclareMethod | Babel.Function | Babel.TSDeclareFunction,
): string {
  const parameters = (method.params as Babel.Node[]).map((parameter) => {
    if (parameter.type !== "AssignmentPattern") return oneLine(slice(source, parameter)).replace(/^_/, "");
    const { left } = parameter;
    return `${(left as Babel.Identifier).name}?${annotation(source, left as Babel.Identifier, slice(source, left))}`;
  });
  const generic = method.typeParameters == null ? "" : oneLine(slice(source, method.typeParameters));
  const isConstructor = "kind" in method && method.kind === "constructor";
  return `${generic}(${parameters.join(", ")})${isConstructor ? "" : annotation(source, method, "a function", "returnType")}`;
}

/** ": T", as it is written. */
export function annotation(
  source: Source,
  node: { typeAnnotation?: Babel.Node | null; returnType?: Babel.Node | null },
  name: string,
  where: "typeAnnotation" | "returnType" = "typeAnnotation",
): string {
  const type = node[where];
  if (type == null) throw new Error(`Cannot declare ${name}: the engine's source must write out its type`);
  return compact(slice(source, type));
}

/** The doc comment right above it, with its line's end; empty where there is none. */
export function docs(source: Source, node: Babel.Node): string {
  const comment = node.leadingComments?.findLast(({ type, value }) => type === "CommentBlock" && value.startsWith("*"));
  if (comment === undefined || !touches(source, comment, node)) return "";
  return `${slice(source, comment).replace(/\n\s*\*/g, "\n *")}\n`;
}

/** The paragraph at the top of a file belongs to the file, not to the import or the declaration that follows it. */
const touches = (source: Source, comment: Babel.Comment, node: Babel.Node): boolean =>
  /^\s*$/.test(source.text.slice(comment.end!, node.start!)) &&
  !/\n\s*\n/.test(source.text.slice(comment.end!, node.start!));

export const slice = ({ text }: Source, { start, end }: { start?: number | null; end?: number | null }): string =>
  text.slice(start!, end!);

/** Comments between members need their lines. */
export const compact = (text: string): string => (text.includes("/**") ? text : oneLine(text));

export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/([(<[]) /g, "$1")
    .replace(/,? ([)>\]])/g, "$1")
    .replace(/([:=]) \| /g, "$1 ");
}
