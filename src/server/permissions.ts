/** Permissions between the rooms that know of them and the pages: questions out, answers in, grants whenever they change. */
import type { PromptChoice } from "../base/permission-prompt.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { PageDown } from "../wire/page.ts";
import type { ServerPermissions } from "./options.ts";
import type { Sockets } from "./sockets.ts";

/** Every page is shown every question; the returned function ends that. */
export function showPermissions(
  { desk, list, listen }: ServerPermissions,
  sockets: Sockets,
  report: (error: unknown) => void,
): () => void {
  const detach = desk.attach({
    attended: () => sockets.isAnyOpen,
    show: (prompt) => sockets.broadcast({ type: "prompt", prompt }),
    withdraw: (prompt) => sockets.broadcast({ type: "promptClosed", prompt }),
  });
  const tell = async () => {
    const grants = await list();
    sockets.broadcast(
      grants.ok ? { type: "grants", grants: grants.value } : { type: "problem", problem: grants.error },
    );
  };
  const stop = listen(() => void tell().catch(report));
  return () => {
    stop();
    detach();
  };
}

/** What a page that has just come must know. */
export async function currentPermissions({ desk, list }: ServerPermissions): Promise<PageDown[]> {
  const prompts = desk.open().map((prompt) => ({ type: "prompt", prompt }) as const);
  const grants = await list();
  if (!grants.ok) return [...prompts, { type: "problem", problem: grants.error }];
  return [...prompts, { type: "grants", grants: grants.value }];
}

export function answerPrompt(
  permissions: ServerPermissions | undefined,
  id: number,
  choice: PromptChoice,
): Result<null, Problem> {
  return permissions?.desk.answer(id, choice) ? ok(null) : err(noPrompt(id));
}

const noPrompt = (id: number): Problem => ({
  code: "PROMPT_NOT_FOUND",
  message: `Cannot answer question ${id}: it is not open`,
  hint: "It was answered elsewhere, or the module that asked has ended.",
});

export const noPermissions = err<Problem>({
  code: "PERMISSIONS_NOT_FOUND",
  message: "Cannot revoke a grant: this server grants nothing",
  hint: "Modules that it shows have no permissions.",
});
