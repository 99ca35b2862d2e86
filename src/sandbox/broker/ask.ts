/** The effect of `ask`: a question to the model, within the tokens that one child's module may use. */
import type { CallError } from "../../base/broker-call.ts";
import type { Json } from "../../base/json.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { EffectContext } from "./effect.ts";

/** What one child's module has used. */
export interface Tokens {
  used: number;
}

export async function askEffect(
  { prompt }: { readonly prompt: string },
  { permit, powers, limits, signal }: EffectContext,
  tokens: Tokens,
): Promise<Result<Json, CallError>> {
  if (prompt.trim() === "") return err({ message: "Cannot ask the model: the question is empty" });
  if (prompt.length > limits.promptLength)
    return err({ message: `Cannot ask the model: the question is longer than ${limits.promptLength} characters` });
  const permitted = await permit({ name: "model", scope: "" });
  if (!permitted.ok) return permitted;
  if (tokens.used >= limits.modelTokens)
    return err({ message: `Cannot ask the model: the ${limits.modelTokens} tokens of this run are used up` });
  const reserved = estimatedTokens(prompt);
  // A question that fails has cost its words all the same.
  tokens.used += reserved;
  const answer = await powers.model(prompt, signal);
  if (!answer.ok) return err({ message: `${answer.error.message}. ${answer.error.hint}` });
  tokens.used += Math.max(0, answer.value.tokens - reserved);
  return ok(answer.value.text.slice(0, limits.bodyBytes));
}

/** Where nobody counted: about four characters of English each. */
export const estimatedTokens = (text: string): number => Math.ceil(text.length / 4);
