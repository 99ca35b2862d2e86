/** The text of a version that is not running, asked of the server: it keeps them, and sends them where they are looked at. */
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";

export async function findSource(slot: number, version: number): Promise<Result<string, Problem>> {
  try {
    const answer = await fetch(`/api/stage/modules/${slot}/versions/${version}`);
    const said = (await answer.json()) as { readonly source?: string; readonly error?: Problem };
    if (said.source !== undefined) return ok(said.source);
    return err(said.error ?? unanswered);
  } catch (error) {
    // The server is away, or what answers is none of ours.
    if (error instanceof TypeError || error instanceof SyntaxError) return err(unanswered);
    throw error;
  }
}

const unanswered: Problem = {
  code: "NO_ANSWER",
  message: "Cannot find the text: the server did not answer",
  hint: "Ask again when the connection is back.",
};
