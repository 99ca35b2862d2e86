/**
 * The main job: a description becomes a judged module, and with `--allow-exec` a scene on the page. The verdict is told,
 * and its document printed, before the page opens.
 */
import { printable } from "../../base/printable.ts";
import { ProblemError } from "../../base/problem.ts";
import type { MakeResult } from "../../pipeline/make.ts";
import type { Command, CommandContext } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { orThrow } from "../or-throw.ts";
import { clock } from "../powers/clock.ts";
import { count, milliseconds } from "../print/figures.ts";
import { indent } from "../print/findings.ts";
import { paintStatus } from "../print/judgement.ts";
import { makeTeller } from "../print/making.ts";
import { openView } from "../view.ts";

const DEFAULT_DESCRIPTION = "a node that spins";

export const make: Command = async (context) => {
  const { options, rooms, terminal, signal } = context;
  const started = clock.now();
  const run = await rooms.make(options);
  const made = await run({
    ...options.size,
    description: describe(context),
    attempts: options.attempts,
    seed: options.seed,
    frames: options.frames,
    allowExec: options.allowExec,
    signal,
    on: makeTeller(terminal),
  });
  const result = orThrow(made);
  tell(context, result, clock.now() - started);
  terminal.document(document(result));
  if (result.status === "rejected") return exitCodes.rejected;
  if (result.proven === undefined || !options.view) return exitCodes.done;
  const { description, path, lineage } = result;
  const view = await openView(context, [{ proven: result.proven, about: { description, path, lineage } }]);
  await view.ended();
  return exitCodes.done;
};

function describe({ operands: [words], options: { describe: text } }: CommandContext): string {
  if (words === undefined || text === undefined) return words ?? text ?? DEFAULT_DESCRIPTION;
  throw new ProblemError({
    code: "USAGE_TWO_DESCRIPTIONS",
    message: `Cannot make "${words}" and "${text}" at once: two descriptions were given`,
    hint: "Leave one of them out.",
  });
}

function tell({ terminal, options }: CommandContext, result: MakeResult, ms: number): void {
  const { name, status, source, attempts } = result;
  // A person who watched it being written has it on the screen.
  if (!terminal.interactive) terminal.say(`\n${indent(printable(source.trimEnd()))}\n`);
  terminal.say(
    `${paintStatus(terminal, status)}  ${name} · ${count(attempts.length, "attempt")} · ${milliseconds(ms)}`,
  );
  if (status !== "rejected" && !options.allowExec)
    terminal.say(`${name} was not run; pass --allow-exec to run it behind the wall.`);
}

function document(result: MakeResult) {
  const { status, kind, name, hash, path, description, source, stages, findings, proven } = result;
  const attempts = result.attempts.map(({ findings, ms, cached, usage }) => ({ findings, ms, cached, usage }));
  const { frames, stateHash } = proven?.verdict ?? {};
  return {
    version: 1,
    status,
    kind,
    name,
    hash,
    path,
    description,
    source,
    attempts,
    stages,
    findings,
    frames,
    stateHash,
  };
}
