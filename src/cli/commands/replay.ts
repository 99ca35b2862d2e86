/**
 * A journal played again, as fast as it goes, and every digest compared with the one that was written then; or with `--view`
 * shown on the page. Its modules are gated and proven first, like anything that lies on disk.
 */
import { printable } from "../../base/printable.ts";
import { ProblemError } from "../../base/problem.ts";
import { tellField } from "../../live/differing-field.ts";
import type { Difference } from "../../live/replayed-child.ts";
import { TICK_RATE } from "../../live/stage.ts";
import type { Command, CommandContext } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { demandExec } from "../permission.ts";
import { clock } from "../powers/clock.ts";
import { count, milliseconds } from "../print/figures.ts";
import { printFindings } from "../print/findings.ts";
import { ended, tellAddress } from "../view.ts";

export const replayJournal: Command = async (context) => {
  const { operands, options, rooms, terminal, signal } = context;
  const file = onlyFile(operands);
  demandExec(options, operands);
  if (options.show) return showRecording(context, file);
  const began = clock.now();
  const played = await rooms.replay(file, signal);
  const ms = clock.now() - began;
  if (!played.ok) return refuse(context, file, played.error);
  const { difference, ...report } = played.value;
  const { modules, ticks, digests, isClosed } = report;
  terminal.say(
    `${count(modules, "module")}, ${count(ticks, "tick")} (${(ticks / TICK_RATE).toFixed(1)} s) in ${milliseconds(ms)}; ${count(digests, "digest")} compared`,
  );
  if (!isClosed) terminal.say("The journal has no end: its run was stopped from outside, or only a part was copied.");
  if (difference) terminal.say(`${terminal.paint("red", "differs")}   ${printable(tell(difference))}`);
  else terminal.say(`${terminal.paint("green", "equal")}     every state is as it was`);
  terminal.document({ version: 1, file, ok: difference === undefined, ...report, ms, difference });
  return difference && options.verify ? exitCodes.rejected : exitCodes.done;
};

async function showRecording(context: CommandContext, file: string) {
  const { rooms, options, terminal, signal } = context;
  const opened = await rooms.recording(file, signal);
  if (!opened.ok) return refuse(context, file, opened.error);
  const stage = opened.value;
  const { url, token } = await rooms.server(stage, options, { makes: false, wall: "held", journal: file });
  const { at, length = 0, isClosed } = stage.recording ?? { isClosed: true };
  const when = at === undefined ? "" : `, recorded ${at}`;
  terminal.say(`${terminal.paint("bold", "recording")} ${file}: ${(length / TICK_RATE).toFixed(1)} s${when}`);
  terminal.say("          the bodies of answers from outside are in the file: mind to whom you send it");
  if (!isClosed) terminal.say("          it has no end: its run was killed, or only a part was copied");
  tellAddress(terminal, url);
  terminal.document({ version: 1, file, url, token, ...stage.recording });
  await ended(signal);
  return exitCodes.done;
}

function onlyFile(operands: readonly string[]): string {
  const [file, other] = operands;
  if (file !== undefined && other === undefined) return file;
  throw new ProblemError({
    code: "USAGE_EXTRA_WORD",
    message: `Cannot run "replay": it takes one journal, and "${other}" is a second`,
    hint: "Replay one after the other.",
  });
}

function refuse(
  { terminal }: CommandContext,
  file: string,
  error: Extract<Awaited<ReturnType<CommandContext["rooms"]["replay"]>>, { ok: false }>["error"],
) {
  if ("code" in error) throw new ProblemError(error);
  terminal.say(`${terminal.paint("red", "rejected")}  ${file}: a module in it does not pass any more`);
  printFindings(terminal, error, { file });
  terminal.document({ version: 1, file, ok: false, findings: error });
  return exitCodes.rejected;
}

/** `"Ball" in slot 1, node "/Arm", tick 192 (equal at 128): the state is another than the journal's; "x" of "/Arm" was …` */
function tell({ module, slot, node, otherNodes, tick, equalAt, what, field }: Difference): string {
  const others = otherNodes === undefined ? "" : ` and ${count(otherNodes, "other")}`;
  const where = node === undefined ? "" : `, node "${node}"${others}`;
  const since = equalAt === undefined || equalAt === tick ? "" : ` (equal at ${equalAt})`;
  const named = field === undefined ? "" : `; ${tellField(field)}`;
  return `"${module}" in slot ${slot}${where}, tick ${tick}${since}: ${what}${named}`;
}
