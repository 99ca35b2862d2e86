/** What the repair loop itself finds, beside the judge: rows of `base/codes.ts`. */
import type { Finding } from "../base/finding.ts";
import { quoted } from "../base/printable.ts";

const wholeFile = { stage: "syntax", line: 1, column: 1 } as const;

/** The model talked, and wrote no module. */
export const withoutCode = (answer: string): Finding => ({
  ...wholeFile,
  code: "ANSWER_WITHOUT_CODE",
  severity: "error",
  message: `The answer holds no code: it begins ${quoted(answer.trim(), 80)}.`,
  hint: "Answer with the whole module in one ```ts block.",
});

/** Asking again would only cost: the model has nothing new to say. */
export const repeated = (attempt: number, earlier: number): Finding => ({
  ...wholeFile,
  code: "ANSWER_REPEATED",
  severity: "warning",
  message: `Attempt ${attempt} repeats attempt ${earlier} to the letter, so no further one was made.`,
  hint: "Say more in the description, or name another model in NODEGEN_LLM_MODEL.",
});
