/**
 * The module's text out of a model's answer: the code block, or the whole text when there is none; prose is ignored.
 *
 * Fences follow CommonMark (backticks or tildes, closed by at least as many), with two allowances for what models do: a
 * fence inside a comment or a template string of the code does not end the block, and a block that is never closed runs
 * to the end. The result is text for the gate to judge; nothing here decides whether it is good.
 */

interface Block {
  readonly language: string;
  readonly code: string;
}

/** LF line ends, no byte-order mark, one newline at the end; undefined when the answer holds nothing that is code. */
export function extractCode(answer: string): string | undefined {
  const text = withoutThoughts(answer.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"));
  const blocks = findBlocks(text).filter(({ language }) => SCRIPT.test(language));
  const code = blocks.length > 0 ? best(blocks).code : codeLines(text);
  return code.trim() === "" ? undefined : `${code.trim()}\n`;
}

const SCRIPT = /^(?:|ts|tsx|mts|js|jsx|mjs|typescript|javascript)$/;
const DEFAULT_EXPORT = /^\s*export\s+default\b|\bas\s+default\b/m;

/** The last with the default export, for a model that corrects itself does so further down; else the longest. */
const best = (blocks: readonly Block[]): Block =>
  blocks.findLast(({ code }) => DEFAULT_EXPORT.test(code)) ??
  blocks.reduce((longest, block) => (block.code.length > longest.code.length ? block : longest));

/** Models that reason aloud put drafts between these tags; only what comes after them is the answer. */
function withoutThoughts(text: string): string {
  const end = text.lastIndexOf("</think>");
  if (end >= 0) return text.slice(end + "</think>".length);
  return /^\s*<think>/.test(text) ? "" : text;
}

function findBlocks(text: string): Block[] {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const opening = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w+#.-]*)[^`]*$/.exec(lines[i]!);
    if (!opening) continue;
    const end = closingLine(lines, i + 1, opening[1]!);
    blocks.push({ language: opening[2]!.toLowerCase(), code: lines.slice(i + 1, end).join("\n") });
    i = end;
  }
  return blocks;
}

/** The first closing fence that stands in the code proper; where all stand in text, the first of them. */
function closingLine(lines: readonly string[], start: number, fence: string): number {
  const closing: number[] = [];
  for (let i = start; i < lines.length && closing.length < MANY_FENCES; i++)
    if (closes(lines[i]!, fence)) closing.push(i);
  const inCode = closing.find((i) => !endsInsideText(lines.slice(start, i).join("\n")));
  return inCode ?? closing[0] ?? lines.length;
}

/** Each is looked at with all that stands before it; a block with so many fences inside its texts is not a module. */
const MANY_FENCES = 100;

function closes(line: string, fence: string): boolean {
  const bare = line.replace(/^ {0,3}/, "").trimEnd();
  return bare.length >= fence.length && bare === fence[0]!.repeat(bare.length);
}

/** Whether a block comment or a template string is open at the end. Regular expressions are taken for operators. */
function endsInsideText(code: string): boolean {
  const token = /\/\/.*|\/\*[^]*?(\*\/|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[^]|[^`\\])*(`|$)/g;
  for (const { 0: text, 1: commentEnd, 2: templateEnd } of code.matchAll(token))
    if ((text.startsWith("/*") && commentEnd === "") || (text.startsWith("`") && templateEnd === "")) return true;
  return false;
}

/** An answer without fences: from the first line that begins code to the last that can end it, if it exports at all. */
function codeLines(text: string): string {
  if (!DEFAULT_EXPORT.test(text)) return /^\s*(?:abstract\s+)?class\s+\w+\s+extends\s+\w+/m.test(text) ? text : "";
  const lines = text.split("\n");
  const first = lines.findIndex((line) => STARTS_CODE.test(line));
  const last = lines.findLastIndex((line) => /[;})\]]\s*$/.test(line));
  return lines.slice(first, last + 1).join("\n");
}

const STARTS_CODE =
  /^(?:\/\/|\/\*|@\w|import\s*[\w{*"']|export\s|(?:abstract\s+)?class\s+\w+|(?:const|let|enum|type|interface|function)\s+[\w$]+\s*[=<({:])/;
