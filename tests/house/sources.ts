/**
 * The project's own source files, parsed once for all house tests: what each imports, and where its comments stand.
 *
 * Parsed with babel rather than Bun's `scanImports`, which leaves out type imports and dynamic ones; both count here.
 */
import { join, posix } from "node:path";

import { parse } from "@babel/parser";

export const root = join(import.meta.dir, "../..");

export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  /** Text without comments and without the contents of strings: what the file does, not what it says. */
  readonly code: string;
  readonly imports: readonly Import[];
  readonly reexports: number;
  readonly comments: readonly { readonly line: number; readonly text: string }[];
}

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** The project's file it names, or undefined for packages and Bun's own modules. */
  readonly target?: string;
}

export async function readSources(pattern: string): Promise<readonly SourceFile[]> {
  const paths = [...new Bun.Glob(pattern).scanSync({ cwd: root })].sort();
  return Promise.all(paths.map(async (path) => readSource(path, await Bun.file(join(root, path)).text())));
}

export function readSource(path: string, text: string): SourceFile {
  const tree = parse(text, {
    sourceType: "module",
    plugins: path.endsWith("x") ? ["typescript", "jsx", "decorators"] : ["typescript", "decorators"],
    createImportExpressions: true,
    errorRecovery: true,
  });
  const imports: Import[] = [];
  const blank: { start: number; end: number }[] = [];
  let reexports = 0;
  walk(tree.program, (node) => {
    if (
      /^(Export(All|Named)|Import)Declaration$/.test(node.type) ||
      /^(TSImportType|ImportExpression)$/.test(node.type)
    ) {
      const specifier = literalText(node.source ?? node.argument);
      if (specifier !== undefined)
        imports.push({ specifier, line: node.loc?.start.line ?? 1, target: targetOf(path, specifier) });
    }
    if (node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source)) reexports++;
    if (/^(StringLiteral|TemplateElement|RegExpLiteral|JSXText)$/.test(node.type))
      blank.push({ start: node.start ?? 0, end: node.end ?? 0 });
  });
  const comments = tree.comments ?? [];
  for (const comment of comments) blank.push({ start: comment.start ?? 0, end: comment.end ?? 0 });
  return {
    path,
    text,
    lines: text.split("\n"),
    code: blankOut(text, blank),
    imports,
    reexports,
    comments: comments.map((comment) => ({ line: comment.loc?.start.line ?? 1, text: comment.value })),
  };
}

/** The room a file of `src` lives in; a file directly below `src` is a room of its own ("index"). */
export const roomOf = (path: string): string => path.match(/^src\/([^/.]+)/)?.[1] ?? "";

interface Syntax {
  readonly type: string;
  readonly start?: number | null;
  readonly end?: number | null;
  readonly loc?: { readonly start: { readonly line: number } } | null;
  readonly source?: unknown;
  readonly argument?: unknown;
}

function walk(node: unknown, visit: (node: Syntax) => void): void {
  if (Array.isArray(node)) for (const part of node) walk(part, visit);
  if (typeof node !== "object" || node === null || !("type" in node)) return;
  visit(node as Syntax);
  for (const [key, part] of Object.entries(node))
    if (typeof part === "object" && key !== "loc" && !key.endsWith("Comments")) walk(part, visit);
}

const literalText = (node: unknown): string | undefined =>
  typeof node === "object" && node !== null && "value" in node && typeof node.value === "string"
    ? node.value
    : undefined;

const targetOf = (from: string, specifier: string): string | undefined =>
  specifier.startsWith(".") ? posix.join(posix.dirname(from), specifier) : undefined;

function blankOut(text: string, spans: readonly { start: number; end: number }[]): string {
  const characters = text.split("");
  for (const { start, end } of spans) for (let i = start; i < end; i++) if (characters[i] !== "\n") characters[i] = " ";
  return characters.join("");
}
