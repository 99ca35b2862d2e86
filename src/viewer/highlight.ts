/**
 * A light colouring of TypeScript: comments, strings, numbers, keywords, names of types. It reads a line's look and not
 * the language; the gate is where the language is read. The pieces of each line, put together, are the line.
 */
export type TokenKind = "comment" | "string" | "number" | "keyword" | "type" | "plain";
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const pattern =
  /(?<comment>\/\/.*|\/\*[^]*?(?:\*\/|$))|(?<string>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[^]|[^`\\])*`?)|(?<number>\b\d[\w.]*)|(?<name>@?[A-Za-z_$][\w$]*)/g;

const keywords = new Set(
  (
    "abstract as async await break case catch class const continue default do else enum export extends false finally for from " +
    "function get if implements import in instanceof interface let new null of override private protected public readonly " +
    "return satisfies set static super switch this throw true try type typeof undefined void while yield"
  ).split(" "),
);

export function highlight(source: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    put(lines, "plain", source.slice(end, match.index));
    put(lines, kindOf(match.groups!), match[0]);
    end = match.index + match[0].length;
  }
  put(lines, "plain", source.slice(end));
  return lines;
}

function kindOf(groups: { [name: string]: string | undefined }): TokenKind {
  if (groups.comment !== undefined) return "comment";
  if (groups.string !== undefined) return "string";
  if (groups.number !== undefined) return "number";
  const name = groups.name!;
  if (keywords.has(name) || name.startsWith("@")) return "keyword";
  return /^[A-Z]/.test(name) ? "type" : "plain";
}

function put(lines: Token[][], kind: TokenKind, text: string): void {
  const [first, ...rest] = text.split("\n");
  if (first) lines.at(-1)!.push({ kind, text: first });
  for (const line of rest) lines.push(line ? [{ kind, text: line }] : []);
}
