/**
 * Read scopes: files and folders by their path relative to the project, with `/` between names.
 *
 * A path is what it says: nothing is decoded, expanded or looked up here, and `.` and `..` are worked out by words alone.
 * Whoever opens a file asks with its real path, so that a link cannot lead out of what was granted.
 */
import { err, ok, type Result } from "../base/result.ts";

const MAX_PATH = 1024;

/** The normalised path; "." is the whole project. The error ends the sentence "…: it". */
export function normalisePath(text: string): Result<string, string> {
  if (text === "") return err("names no file");
  if (text.length > MAX_PATH) return err(`is longer than ${MAX_PATH} characters`);
  if (/[\u0000-\u001f\u007f]/.test(text)) return err("has a control character");
  if (!text.isWellFormed()) return err("is not well-formed text");
  if (text.includes("\\")) return err('has a backslash; names are separated by "/"');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return err("is an address and not a path");
  if (text.startsWith("/")) return err("is an absolute path; write it relative to the project");
  const names: string[] = [];
  for (const name of text.split("/")) {
    if (name === "" || name === ".") continue;
    if (names.length === 0 && name.startsWith("~")) return err('begins with "~", which is not expanded');
    if (name !== "..") names.push(name);
    else if (names.pop() === undefined) return err("leads out of the project");
  }
  return ok(names.join("/") || ".");
}

/** Whole names only: "data" covers "data/x" and not "database". */
export const pathCovers = (outer: string, inner: string): boolean =>
  outer === "." || inner === outer || inner.startsWith(`${outer}/`);
