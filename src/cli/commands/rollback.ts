/**
 * A module of a running server back to a version that was kept, with the state it was left in; without a version, what
 * there is to go back to. It asks the server over its API, with the address that `run` or `serve` printed.
 */
import { isRecord } from "../../base/json.ts";
import { printable } from "../../base/printable.ts";
import { type Problem, ProblemError } from "../../base/problem.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { SlotInfo, SwapReport } from "../../wire/page.ts";
import type { Command, CommandContext } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { network } from "../powers/network.ts";

export const rollback: Command = async (context) => {
  const [address, ...numbers] = context.operands;
  const server = serverAt(address ?? "");
  const [slot, version] = numbers.map(readNumber);
  if (numbers.length > 2 || address === undefined) throw new ProblemError(notUnderstood(context.operands));
  if (slot === undefined || version === undefined) return list(context, server, slot);
  const report = (await ask(context, server, "/api/stage/rollback", { slot, version })) as SwapReport;
  const { terminal } = context;
  terminal.say(`${terminal.paint("green", "rolled back")}  module ${slot} to version ${report.version}`);
  for (const text of report.carried) terminal.say(`  carried over: ${printable(text)}`);
  for (const text of report.notCarried) terminal.say(`  not carried over: ${printable(text)}`);
  terminal.document({ ...report, version: 1, to: report.version });
  return exitCodes.done;
};

async function list(context: CommandContext, server: Server, slot: number | undefined) {
  const { modules } = (await ask(context, server, "/api/stage")) as { readonly modules: readonly SlotInfo[] };
  const shown = modules.filter((module) => slot === undefined || module.slot === slot);
  for (const { slot: number, name, version, versions } of shown) {
    const kept = versions.filter(({ tick }) => tick !== undefined).map((one) => one.version);
    const back = kept.length === 0 ? "nothing to go back to" : `can go back to ${kept.join(", ")}`;
    context.terminal.say(`${String(number).padStart(4)}  ${printable(name)}, version ${version}: ${back}`);
  }
  if (shown.length === 0)
    context.terminal.say(slot === undefined ? "The stage is empty." : `There is no module ${slot}.`);
  context.terminal.document({ version: 1, modules: shown.map(({ source: _, ...module }) => module) });
  return exitCodes.done;
}

interface Server {
  readonly origin: string;
  readonly token: string;
}

/** Its token goes nowhere but to this machine. */
function serverAt(address: string): Server {
  const url = URL.parse(address);
  const token = url?.searchParams.get("token");
  const isHere = url?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (!url || !token || !isHere) throw new ProblemError(notUnderstood([]));
  return { origin: url.origin, token };
}

/** The answer's body; a refusal is thrown as the server words it. */
async function ask(
  { signal }: CommandContext,
  { origin, token }: Server,
  path: string,
  body?: object,
): Promise<unknown> {
  const headers = { Authorization: `Bearer ${token}`, ...(body && { "Content-Type": "application/json" }) };
  const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
  const answered = await answerOf(network.fetch(`${origin}${path}`, { ...init, headers, signal, redirect: "error" }));
  if (!answered.ok) throw new ProblemError(noServer(origin, answered.error));
  const { status, json } = answered.value;
  if (status < 300) return json;
  const error = isRecord(json) && isRecord(json["error"]) ? json["error"] : {};
  const { code, message, hint } = error;
  if (typeof code !== "string" || typeof message !== "string" || typeof hint !== "string")
    throw new ProblemError(noServer(origin, `it answered with status ${status}`));
  throw new ProblemError({ code, message: printable(message), hint: printable(hint) });
}

/** The error is the end of a sentence. */
async function answerOf(asked: Promise<Response>): Promise<Result<{ status: number; json: unknown }, string>> {
  try {
    const response = await asked;
    return ok({ status: response.status, json: (await response.json()) as unknown });
  } catch (error) {
    if (error instanceof SyntaxError) return err("it answered with no JSON");
    const isRefused = error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
    return err(isRefused ? "nobody listens there" : printable(String(error)));
  }
}

function readNumber(word: string): number {
  if (/^[1-9]\d{0,8}$/.test(word)) return Number(word);
  throw new ProblemError({
    code: "USAGE_BAD_VALUE",
    message: `Cannot roll back with "${printable(word)}": it is no number of a module or version`,
    hint: "nodegen rollback ADDRESS lists the modules and their versions.",
  });
}

const notUnderstood = (words: readonly string[]): Problem => ({
  code: "USAGE_ROLLBACK",
  // Not the address itself: it has a token in it.
  message: `Cannot roll back: ${words.length > 3 ? "there are more words than an address, a module and a version" : "the first word is no address of a running server"}`,
  hint: 'Write nodegen rollback "http://127.0.0.1:4747/?token=…" 1 2, with the address that run or serve printed.',
});

const noServer = (origin: string, why: string): Problem => ({
  code: "SERVER_UNREACHABLE",
  message: `Cannot ask the server at ${origin}: ${why}`,
  hint: "It may have ended; run and serve print the address.",
});
