/**
 * The interface every model client keeps: messages in, text out, with what the endpoint said about it.
 */
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface CompletionRequest {
  readonly messages: readonly Message[];
  /** From 1; part of the recording's key, so that a second attempt is not answered by the first one's recording. */
  readonly attempt: number;
  readonly signal?: AbortSignal;
  /** Called with each piece of text as it arrives. */
  readonly onText?: (piece: string) => void;
}

export interface Completion {
  readonly text: string;
  readonly model: string;
  /** Whether it came from a recording. */
  readonly cached: boolean;
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number };
}

/** A failed call: `received` is what had arrived before it failed, so that nothing is lost. */
export interface CompletionFailure extends Problem {
  readonly received: string;
}

export interface ModelClient {
  /** "scripted", or the model's name. */
  readonly name: string;
  complete(request: CompletionRequest): Promise<Result<Completion, CompletionFailure>>;
}
