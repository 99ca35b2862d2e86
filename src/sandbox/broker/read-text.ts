import { quoted } from "../../base/printable.ts";
import { err, ok } from "../../base/result.ts";
import type { Effect } from "./effect.ts";
import { readPermitted } from "./open-file.ts";

/** The effect of `readText`. */
export const readTextEffect: Effect<{ readonly path: string }> = async ({ path }, context) => {
  const read = await readPermitted(path, context.limits.bodyBytes, context);
  if (!read.ok) return read;
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(read.value));
  } catch {
    // The decoder has one reason to throw.
    return err({ message: `Cannot read ${quoted(path, 200)}: it is not UTF-8 text` });
  }
};
