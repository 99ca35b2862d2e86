/**
 * Why a request was not found among the recorded ones: the one that shares most lines with it, and the first line in
 * which the two differ.
 */
import { quoted } from "../base/printable.ts";
import type { RecordedRequest } from "./recording-format.ts";

interface Line {
  /** "line 3 of message 2 (user)". */
  readonly place: string;
  readonly text: string;
}

export function nearestRequest(asked: RecordedRequest, recorded: readonly RecordedRequest[]): string {
  const wanted = linesOf(asked);
  const texts = new Set(wanted.map(({ text }) => text));
  let best: { readonly lines: readonly Line[]; readonly shared: number } | undefined;
  for (const request of recorded) {
    const lines = linesOf(request);
    const shared = lines.filter(({ text }) => texts.has(text)).length / Math.max(lines.length, wanted.length);
    if (best === undefined || shared > best.shared) best = { lines, shared };
  }
  return best === undefined ? "Nothing is recorded there." : firstDifference(wanted, best.lines);
}

function firstDifference(wanted: readonly Line[], recorded: readonly Line[]): string {
  const at = wanted.findIndex(({ text }, i) => text !== recorded[i]?.text);
  // All of it is there and the recording goes on.
  const index = at < 0 ? wanted.length : at;
  const place = (wanted[index] ?? recorded[index])!.place;
  const show = (line: Line | undefined): string => (line === undefined ? "nothing" : quoted(line.text, 80));
  return `The nearest recorded request differs first in ${place}: recorded ${show(recorded[index])}, asked ${show(wanted[index])}.`;
}

const linesOf = ({ model, attempt, messages }: RecordedRequest): Line[] => [
  { place: "the model", text: model },
  { place: "the attempt", text: String(attempt) },
  ...messages.flatMap(({ role, content }, index) => [
    { place: `the role of message ${index + 1}`, text: role },
    ...content.split("\n").map((text, line) => ({ place: `line ${line + 1} of message ${index + 1} (${role})`, text })),
  ]),
];
