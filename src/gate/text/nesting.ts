/**
 * How deeply the brackets of a text are nested, counted in one linear pass that skips strings, templates and comments.
 *
 * It is no tokenizer: a regular expression with a quote in it can mislead it for the rest of a line. It may be wrong
 * about hostile text without harm: the parser's tree is measured too, and both are bounded in time.
 */
export function deepest(text: string): { depth: number; at: number } {
  const open: string[] = [];
  let depth = 0;
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === '"' || character === "'") index = endOfString(text, index);
    else if (character === "/" && (text[index + 1] === "/" || text[index + 1] === "*"))
      index = endOfComment(text, index);
    else if (character === "`") index = endOfTemplatePart(text, index, open);
    else if (character === "(" || character === "[" || character === "{") open.push(character);
    else if (character === ")" || character === "]" || character === "}") {
      if (open.pop() === "${") index = endOfTemplatePart(text, index, open);
    }
    if (open.length > depth) [depth, at] = [open.length, index];
  }
  return { depth, at };
}

/** The closing quote, or the end of the line: strings do not run over it. */
function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index];
    if (character === "\\") index++;
    else if (character === quote || character === "\n") return index;
  }
  return text.length;
}

function endOfComment(text: string, start: number): number {
  const line = text[start + 1] === "/";
  const end = text.indexOf(line ? "\n" : "*/", start + 2);
  return end < 0 ? text.length : line ? end : end + 1;
}

/** Up to the closing backtick, or to a `${`, which then is an open bracket. */
function endOfTemplatePart(text: string, start: number, open: string[]): number {
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index];
    if (character === "\\") index++;
    else if (character === "`") return index;
    else if (character === "$" && text[index + 1] === "{") {
      open.push("${");
      return index + 1;
    }
  }
  return text.length;
}
