/**
 * The checker's words, made fit for the author of a module: no advice about configuration or packages (neither is the
 * author's to change), no file names, no control characters, and no more text than helps.
 */
import { printable } from "../../base/printable.ts";
import type { Diagnostic } from "./diagnostics.ts";

const LONGEST = 480;
// Sentences that speak to the owner of a project.
const aboutTheProject =
  /tsconfig|compiler option|'lib'|--[a-z]\w+|\bnpm\b|@types|install|moduleResolution|'module' option|'target' option|target library|type definitions|declaration file|esModuleInterop|allowSyntheticDefaultImports|experimentalDecorators|downlevelIteration|'jsx'|tslib|package\.json|isolatedModules|verbatimModuleSyntax|flag is/i;
const filePath = /import\("[^"]*"\)\./g;

export function reworded({ message, because }: Diagnostic): string {
  const said = sentencesOf(message).filter((sentence) => !aboutTheProject.test(sentence));
  const why = because.filter((line) => !aboutTheProject.test(line)).slice(0, 2);
  const text = [...(said.length > 0 ? said : ["The type checker cannot accept this."]), ...why].join(" ");
  const clean = printable(text.replace(filePath, ""));
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean;
}

/** Split after a full stop or question mark that a capital follows, outside of quotes. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[^'"\s][.?]|['"][.?])\s+(?=[A-Z])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
