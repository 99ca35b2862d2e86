import type { CompletionFailure } from "./client.ts";

/** The person who asked changed their mind. */
export const interrupted = (model: string, received: string): CompletionFailure => ({
  code: "LLM_ABORTED",
  message: `The call to model "${model}" was interrupted`,
  hint: "Start it again when you like.",
  received,
});
