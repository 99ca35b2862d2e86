/**
 * The offline client: answers from a library of hand-written scenes, chosen by the words of the description. No network,
 * no key, and the same answer every time.
 *
 * A description that says "with a mistake" gets a first answer with a misspelt property, so that the repair loop can be
 * watched without a model. A change to a module is carried out by `scripted-edit.ts` as far as that goes.
 */
import { err, ok } from "../base/result.ts";
import type { CompletionRequest, ModelClient } from "./client.ts";
import { interrupted } from "./interrupted.ts";
import { fenced, taggedText } from "./prompt.ts";
import { editByWords } from "./scripted-edit.ts";
import { fittingScenes, type Scene } from "./words.ts";

export interface ScriptedOptions {
  readonly scenes: readonly Scene[];
  /** Where no word fits. */
  readonly fallback?: string;
}

const FAULTY = /\bwith (?:a|one) (?:mistake|fault)\b/i;

export function makeScriptedClient({ scenes, fallback = "spinner" }: ScriptedOptions): ModelClient {
  const chosen = (description: string): Scene | undefined =>
    fittingScenes(description, scenes)[0] ?? scenes.find(({ name }) => name === fallback) ?? scenes[0];
  return {
    name: "scripted",
    async complete(request) {
      const change = taggedText(request.messages, "change");
      const description = change ?? taggedText(request.messages, "description") ?? "";
      const right =
        change === undefined
          ? (chosen(description)?.source ?? "")
          : editByWords(unfenced(taggedText(request.messages, "module") ?? ""), change);
      const source = FAULTY.test(description) && request.attempt === 1 ? misspelt(right) : right;
      const text = `Here is a module for it.\n\n${fenced(source)}\n`;
      const said = speak(text, request);
      if (said !== text) return err(interrupted("scripted", said));
      return ok({ text, model: "scripted", cached: false });
    },
  };
}

const unfenced = (block: string): string => block.replace(/^```\w*\n|\n```$/g, "");

/** Line by line, as a model would; what was said before nobody listened any more. */
function speak(text: string, { onText, signal }: CompletionRequest): string {
  let said = "";
  for (const line of text.match(/.*\n/g) ?? []) {
    if (signal?.aborted) break;
    said += line;
    onText?.(line);
  }
  return said;
}

/** Drops a letter from the first use of a tunable property: "this.speed" becomes "this.sped". */
function misspelt(source: string): string {
  const property = /@property\(.*\)\s+(\w+)/.exec(source)?.[1] ?? "position";
  const middle = Math.floor(property.length / 2);
  const wrong = property.slice(0, middle) + property.slice(middle + 1);
  return source.replace(new RegExp(`this\\.${property}\\b`), `this.${wrong}`);
}
