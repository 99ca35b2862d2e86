/**
 * The lines around a finding, with a mark under the place: what people read in the terminal and what a model gets back.
 *
 * The source is hostile text: control characters are escaped, long lines are cut to a window around the mark, so that a
 * frame is always a few short printable lines.
 */
import type { Finding } from "./finding.ts";
import { printable } from "./printable.ts";

export interface Place extends Pick<Finding, "line" | "column" | "endLine" | "endColumn"> {}

const CONTEXT = 2;
const WIDTH = 110;

/** Lines joined by "\n", without a trailing one; empty when the place is not in the source. */
export function codeFrame(source: string, place: Place): string {
  const lines = source.split(/\r\n|[\n\r\u2028\u2029]/);
  if (place.line < 1 || place.line > lines.length) return "";
  const first = Math.max(1, place.line - CONTEXT);
  const last = Math.min(lines.length, place.line + CONTEXT);
  const gutter = String(last).length;
  const offset = Math.max(0, place.column - 1 - WIDTH + 30);

  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const text = lines[number - 1]!;
    const mark = number === place.line ? ">" : " ";
    frame.push(`${mark} ${String(number).padStart(gutter)} | ${visible(text.slice(offset, offset + WIDTH))}`.trimEnd());
    if (number !== place.line) continue;
    const before = visible(text.slice(offset, place.column - 1));
    frame.push(`  ${" ".repeat(gutter)} | ${" ".repeat(before.length)}${"^".repeat(markLength(text, place, offset))}`);
  }
  return frame.join("\n");
}

function markLength(text: string, place: Place, offset: number): number {
  const start = place.column - 1;
  // Where only a point is known, the word that begins there.
  if (place.endLine === undefined && place.endColumn === undefined)
    return Math.max(1, /^[\w$]*/.exec(text.slice(start, offset + WIDTH))![0].length);
  const toEnd = place.endLine !== undefined && place.endLine > place.line ? text.length : (place.endColumn ?? 0) - 1;
  const end = Math.min(toEnd, text.length, offset + WIDTH);
  return Math.max(1, visible(text.slice(start, end)).length);
}

// One column a tab keeps the mark under its text.
const visible = (text: string): string => printable(text.replaceAll("\t", " "));
