/** Findings for people: place, code, message, the lines around it, and the hint. */
import { codeFrame } from "../../base/code-frame.ts";
import type { Finding } from "../../base/finding.ts";
import type { Terminal } from "../terminal.ts";

export function printFindings(
  terminal: Terminal,
  findings: readonly Finding[],
  { file, source }: { readonly file: string; readonly source?: string },
): void {
  const { paint } = terminal;
  for (const finding of findings) {
    const colour = finding.severity === "error" ? "red" : "yellow";
    const place = `${file}:${finding.line}:${finding.column}`;
    terminal.say(`  ${place}  ${paint(colour, finding.severity)} ${paint("bold", finding.code)}  ${finding.message}`);
    const frame = source === undefined ? "" : codeFrame(source, finding);
    if (frame !== "") terminal.say(indent(paint("dim", frame)));
    terminal.say(`    ${paint("cyan", "hint:")} ${finding.hint}`);
  }
}

export const indent = (text: string, by = "    "): string =>
  text
    .split("\n")
    .map((line) => by + line)
    .join("\n");
