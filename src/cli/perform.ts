/**
 * One command from words to exit code: parse, plug together, run, tell what went wrong.
 *
 * Three ends: the command's own exit code; a `Problem`, told with its hint; a fault of ours, told with a report that can
 * be sent as it is. Whatever happens, what was opened is closed.
 */
import packageJson from "../../package.json" with { type: "json" };
import { type Problem, ProblemError } from "../base/problem.ts";
import { ok, type Result } from "../base/result.ts";
import type { PermissionSet } from "../permission/permission-set.ts";
import { type Invocation, parseArguments } from "./arguments.ts";
import { commands } from "./commands.ts";
import { type ExitCode, exitCodes, exitOf } from "./exit.ts";
import { faultReport } from "./fault-report.ts";
import type { Options } from "./flags/flag.ts";
import { help } from "./help.ts";
import { makeRooms } from "./make-rooms.ts";
import { limitsOf } from "./permissions/options.ts";
import type { Environment } from "./powers/environment.ts";
import type { Streams } from "./powers/streams.ts";
import { makeTerminal, type Terminal } from "./terminal.ts";

export interface Process {
  readonly argv: readonly string[];
  readonly environment: Environment;
  readonly streams: Streams;
  readonly signal: AbortSignal;
}

export async function perform({ argv, environment, streams, signal }: Process): Promise<ExitCode> {
  const terminal = makeTerminal({ ...streams, json: argv.includes("--json"), environment });
  const parsed = parseArguments(argv);
  if (!parsed.ok) return refuse(terminal, parsed.error);
  const invocation = parsed.value;
  if (invocation.kind === "version") streams.stdout.write(`${packageJson.version}\n`);
  if (invocation.kind === "help") streams.stdout.write(`${help(invocation.command, terminal.paint)}\n`);
  if (invocation.kind !== "run") return exitCodes.done;
  return runCommand(invocation, terminal, environment, signal);
}

async function runCommand(
  { command, operands, options }: Extract<Invocation, { kind: "run" }>,
  terminal: Terminal,
  environment: Environment,
  signal: AbortSignal,
): Promise<ExitCode> {
  const set = await permissionSet(options);
  if (!set.ok) return refuse(terminal, set.error);
  const rooms = makeRooms({
    environment,
    permissionSet: set.value,
    limits: limitsOf(options, set.value?.limits ?? {}),
    onProblem: ({ message, hint }) => terminal.complain(terminal.paint("dim", `${message}. ${hint}`)),
    onFault: (error) => terminal.complain(faultReport(error, command, environment)),
  });
  try {
    const run = await commands[command].load();
    return await run({ operands, options, rooms, terminal, signal });
  } catch (error) {
    if (error instanceof ProblemError) return refuse(terminal, error.problem);
    terminal.complain(faultReport(error, command, environment));
    terminal.document(errorDocument(ourFault));
    return exitCodes.fault;
  } finally {
    await rooms.close();
  }
}

/** Read before anything runs, so that a set with a mistake in it runs nothing. */
async function permissionSet(options: Options): Promise<Result<PermissionSet | undefined, Problem>> {
  if (options.permissionSet === undefined) return ok(undefined);
  const { namedPermissionSet } = await import("./permissions/open.ts");
  return namedPermissionSet(options.permissionSet);
}

function refuse(terminal: Terminal, problem: Problem): ExitCode {
  terminal.complain(`${terminal.paint("red", problem.message)}\n${terminal.paint("dim", problem.hint)}`);
  terminal.document(errorDocument(problem));
  return exitOf(problem);
}

const errorDocument = ({ code, message, hint }: Problem) => ({ version: 1, error: { code, message, hint } });

const ourFault: Problem = {
  code: "FAULT",
  message: "Cannot go on: nodegen itself is at fault",
  hint: "Send the report that was printed on stderr; it holds no key and no source.",
};
