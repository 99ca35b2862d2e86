/** What stands of grants and refusals, and taking them back: also from a scene that runs in another terminal. */
import { nearest } from "../../base/nearest.ts";
import { accessTo } from "../../base/permission-prompt.ts";
import { quoted } from "../../base/printable.ts";
import { type Problem, ProblemError } from "../../base/problem.ts";
import type { Grant } from "../../permission/grants.ts";
import type { Command, CommandContext } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { orThrow } from "../or-throw.ts";
import type { PermissionSession } from "../permissions/session.ts";
import type { Terminal } from "../terminal.ts";

export const permissions: Command = async (context) => {
  const [word, ...rest] = context.operands;
  const session = await context.rooms.permissions(context.options);
  if (word === "list" && rest.length === 0) return list(context, session);
  if (word === "revoke") return revoke(context, session, rest);
  throw new ProblemError(notUnderstood(context.operands));
};

async function list({ terminal }: CommandContext, session: PermissionSession) {
  const grants = orThrow(await session.list());
  for (const grant of grants) terminal.say(line(grant, terminal.paint));
  if (grants.length === 0) terminal.say("Nothing is granted, and nothing refused for good.");
  terminal.document({ version: 1, grants });
  return exitCodes.done;
}

async function revoke({ options, terminal }: CommandContext, session: PermissionSession, words: readonly string[]) {
  if (options.all && words.length > 0) throw new ProblemError(notUnderstood(["revoke", ...words, "--all"]));
  const ids = options.all ? orThrow(await session.list()).map(({ id }) => id) : words.map(readId);
  if (ids.length === 0 && !options.all) throw new ProblemError(notUnderstood(["revoke"]));
  const revoked: Grant[] = [];
  for (const id of ids) {
    const grant = orThrow(await session.revoke(id));
    revoked.push(grant);
    terminal.say(`${terminal.paint("yellow", "revoked")}  ${line(grant, terminal.paint)}`);
  }
  if (revoked.length === 0) terminal.say("Nothing was granted.");
  terminal.document({ version: 1, revoked });
  return exitCodes.done;
}

const lasting: Readonly<Record<Grant["lasts"], string>> = {
  run: "while it runs",
  version: "for this version",
  always: "always",
  never: "never",
};

function line({ id, module, hash, permission, scope, lasts, by, at }: Grant, paint: Terminal["paint"]): string {
  const code = hash.slice("sha256:".length, "sha256:".length + 8);
  const access = paint("bold", accessTo(permission, scope));
  return `${String(id).padStart(4)}  ${quoted(module)} (${code})  ${access}  ${lasting[lasts]}  ${paint("dim", `by ${by}, ${at}`)}`;
}

function readId(word: string): number {
  if (/^[1-9]\d{0,14}$/.test(word)) return Number(word);
  throw new ProblemError({
    code: "USAGE_BAD_VALUE",
    message: `Cannot revoke ${quoted(word)}: it is no number of a grant`,
    hint: "nodegen permissions list shows the numbers.",
  });
}

function notUnderstood(words: readonly string[]): Problem {
  const near = nearest(words[0] ?? "", ["list", "revoke"]);
  return {
    code: "USAGE_PERMISSIONS",
    message: `Cannot read "${["permissions", ...words].join(" ")}": it is neither "list" nor "revoke" with numbers or --all`,
    hint:
      near === undefined || words.length > 1
        ? "Write nodegen permissions list, or nodegen permissions revoke 3."
        : `Did you mean "${near}"?`,
  };
}
