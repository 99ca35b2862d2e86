/**
 * JSON text from a page or a client, read within bounds.
 *
 * The size is capped where the text arrives; here its nesting is, before anything that walks a value by recursion (the
 * schemas, `JSON.stringify`, a module's child) can meet 60 kB of brackets.
 */
import { err, ok, type Result } from "../base/result.ts";

/** Bytes of one body or message. The longest honest ones are a description and a burst of pointer moves. */
export const MAX_JSON_BYTES = 64 * 1024;
/** No message of ours goes deeper than 6; property values of modules may. */
export const MAX_JSON_DEPTH = 32;

/** The value, or why there is none, as the end of a sentence. */
export function readJson(text: string): Result<unknown, string> {
  if (nestsDeeperThan(text, MAX_JSON_DEPTH)) return err(`it nests deeper than ${MAX_JSON_DEPTH} levels`);
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return err(`it is not JSON (${error.message})`);
  }
}

/** Counts brackets outside strings; on text that is not JSON the count means nothing, and the parser says so. */
function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "[" || character === "{") {
      if (++depth > limit) return true;
    } else if (character === "]" || character === "}") depth--;
  }
  return false;
}
