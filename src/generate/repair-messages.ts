/**
 * What a model gets back when its module was rejected: its own code, and every finding with its place and its hint.
 *
 * Only the last attempt is shown in full, so that the conversation does not grow; of earlier ones a line each remains, so
 * that a mistake which was mended does not come back.
 */
import type { Finding } from "../base/finding.ts";
import type { Message } from "./client.ts";
import { fenced } from "./prompt.ts";

/** The lines around a finding, marked; empty when there is nothing to show. */
export type CodeFrame = (source: string, finding: Finding) => string;

export interface Rejected {
  readonly answer: string;
  /** Empty when the answer held no code. */
  readonly source: string;
  readonly findings: readonly Finding[];
}

/** More than this many findings are one mistake seen many times. */
const SHOWN_FINDINGS = 20;
/** Of an answer without code: enough for the model to know it again. */
const SHOWN_ANSWER = 2000;

export function repairMessages(rejected: readonly Rejected[], codeFrame: CodeFrame): Message[] {
  const last = rejected.at(-1);
  if (last === undefined) return [];
  const own = last.source === "" ? last.answer.slice(0, SHOWN_ANSWER) : fenced(last.source);
  return [
    { role: "assistant", content: own },
    { role: "user", content: [report(last, codeFrame), reminder(rejected.slice(0, -1)), CLOSING].join("") },
  ];
}

const CLOSING = `

Mend every one of them and keep what was right. Answer with the whole module in one \`\`\`ts block, and nothing else.`;

function report({ source, findings }: Rejected, codeFrame: CodeFrame): string {
  const shown = findings.slice(0, SHOWN_FINDINGS);
  const more = findings.length - shown.length;
  const parts = shown.map((finding, i) => {
    const frame = source === "" ? "" : codeFrame(source, finding);
    const place = source === "" ? "" : `line ${finding.line}, column ${finding.column}: `;
    const head = `${i + 1}. ${place}${finding.message} (${finding.code}${finding.severity === "warning" ? ", a warning" : ""})`;
    return [head, frame, `How to mend it: ${finding.hint}`].filter(Boolean).join("\n");
  });
  const rest = more > 0 ? `\n\n… and ${more} more of the kind.` : "";
  const verdict = source === "" ? "There is no module in that answer." : "This module was rejected.";
  return `${verdict} What was found:\n\n${parts.join("\n\n")}${rest}`;
}

function reminder(earlier: readonly Rejected[]): string {
  const messages = new Set(earlier.flatMap(({ findings }) => findings.map(({ message }) => message)));
  if (messages.size === 0) return "";
  const lines = [...messages].slice(0, SHOWN_FINDINGS).map((message) => `- ${message}`);
  return `\n\nEarlier attempts failed with these; do not bring them back:\n${lines.join("\n")}`;
}
