/**
 * `run --watch`: a saved file is judged as at the start, then swapped in, or turned away while the old one plays on.
 *
 * Editors write in pieces, or write another file and rename it. What is read first is judged while it is seen whether the
 * file's size and time stand still: mostly it is the whole text, and if not, the verdict is dropped and the text read anew. One candidate a file is under way at a time; what was saved meanwhile is judged next. The text decides, not the time:
 * a save that changed nothing does nothing.
 */
import type { Stage } from "../live/stage.ts";
import type { CommandContext } from "./command.ts";
import { type JudgedFile, judgeFile, tellJudged, trialOf } from "./judge-files.ts";
import { loadedFrom } from "./loaded.ts";
import { readSource, settled, watchFile } from "./powers.ts";
import { printFindings } from "./print/findings.ts";

export interface Watching {
  stop(): void;
  /** Rejects when watching itself cannot go on. */
  readonly failed: Promise<never>;
}

/** `files` stand on the stage in this order. */
export function watchModules(context: CommandContext, stage: Stage, files: readonly JudgedFile[]): Watching {
  const { promise, reject } = Promise.withResolvers<never>();
  const slots = stage.slots();
  const stops = files.map((file, at) => watchModule(context, stage, slots[at]!.slot, file, reject));
  return { failed: promise, stop: () => stops.forEach((stop) => stop()) };
}

function watchModule(
  context: CommandContext,
  stage: Stage,
  slot: number,
  first: JudgedFile,
  fail: (reason: unknown) => void,
): () => void {
  let last = first.source;
  let again = false;
  let busy = false;

  const look = async () => {
    const judge = () => judgeFile(context, first.file, trialOf(context.options, context.signal));
    const [early, isThere] = await Promise.all([judge(), settled(first.file)]);
    if (!isThere) {
      context.terminal.say(`${context.terminal.paint("yellow", "gone")}      ${first.file}: the last one plays on`);
      return;
    }
    const whole = await readSource(first.file);
    const candidate = whole.ok && whole.value.text === early.source ? early : await judge();
    if (candidate.source === last || context.signal.aborted) return;
    last = candidate.source;
    await offer(context, stage, slot, candidate);
  };

  const changed = async () => {
    again = true;
    if (busy) return;
    busy = true;
    while (again) {
      again = false;
      await look();
    }
    busy = false;
  };

  const onChange = () => {
    changed().catch((error: unknown) => {
      // What was under way when the view ended is not a failure.
      if (!context.signal.aborted) fail(error);
    });
  };
  return watchFile(first.file, onChange);
}

async function offer(context: CommandContext, stage: Stage, slot: number, candidate: JudgedFile): Promise<void> {
  const { terminal } = context;
  const { file, source = "", findings } = candidate;
  tellJudged(context, candidate);
  const module = loadedFrom(candidate);
  if (module === undefined) return stage.turnAway(slot, findings, source);
  const swapped = await stage.swap(slot, module.proven, module.about);
  if (swapped.ok) {
    terminal.say(`${terminal.paint("green", "swapped")}   ${file}`);
    for (const sentence of swapped.value.notCarried) terminal.say(`          not carried: ${sentence}`);
    return;
  }
  const { error } = swapped;
  if ("code" in error) return terminal.complain(`${error.message}\n${error.hint}`);
  stage.turnAway(slot, error, source);
  printFindings(terminal, error, { file, source });
}
