/**
 * `run --watch`: a saved file is judged as at the start, then swapped in, or turned away while the old one plays on.
 *
 * Editors write in pieces, or write another file and rename it. What is read first is judged while it is seen whether the
 * file's size and time stand still: mostly it is the whole text, and if not, its verdict is not waited for and the text read
 * anew. One candidate a file is under way at a time; what was saved meanwhile is judged next. The text decides, not the
 * time: a save that changed nothing does nothing.
 */
import type { Result } from "../base/result.ts";
import type { Stage } from "../live/stage.ts";
import type { Proving } from "../sandbox/proven.ts";
import type { CommandContext } from "./command.ts";
import { type JudgedFile, judgeSource, tellJudged, trialOf } from "./judge-files.ts";
import { aboutFile } from "./loaded.ts";
import { clock } from "./powers/clock.ts";
import { readSource, type SourceFile } from "./powers/sources.ts";
import { settled, watchFile } from "./powers/watching.ts";
import { milliseconds } from "./print/figures.ts";
import { printFindings } from "./print/findings.ts";

export interface Watching {
  stop(): void;
  /** Rejects when watching itself cannot go on. */
  readonly failed: Promise<never>;
}

type Read = Result<SourceFile, string>;
const textOf = (read: Read): string | undefined => (read.ok ? read.value.text : undefined);

/** `files` stand on the stage in this order. */
export function watchModules(context: CommandContext, stage: Stage, files: readonly JudgedFile[]): Watching {
  const { promise, reject } = Promise.withResolvers<never>();
  context.rooms.rehearseGate().catch(reject);
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
    const noticed = clock.now();
    const early = await readSource(first.file);
    if (textOf(early) === last) return;
    const piece = new AbortController();
    const isWhole = Promise.withResolvers<boolean>();
    const judging = judge(context, stage, slot, first.file, early, {
      signal: AbortSignal.any([context.signal, piece.signal]),
      mayTakeOver: isWhole.promise,
    });
    // Whoever waits for it hears why it failed.
    judging.catch(() => {});
    const isThere = await settled(first.file);
    const whole = await readSource(first.file);
    const wasWhole = isThere && textOf(whole) === textOf(early);
    isWhole.resolve(wasWhole);
    if (!wasWhole) piece.abort();
    if (!isThere)
      return context.terminal.say(
        `${context.terminal.paint("yellow", "gone")}      ${first.file}: the last one plays on`,
      );
    if (textOf(whole) === last) return;
    const { signal } = context;
    const candidate = wasWhole
      ? await judging
      : await judge(context, stage, slot, first.file, whole, { signal, mayTakeOver: Promise.resolve(true) });
    if (context.signal.aborted) return;
    last = candidate.judged.source;
    await offer(context, stage, slot, candidate, noticed);
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

/** What was judged, and what the stage does with it: it makes it ready while it is still in its smoke run. */
interface Candidate {
  readonly judged: JudgedFile;
  /** Absent where the gate turned it away. */
  readonly swapping?: ReturnType<Stage["swap"]>;
}

interface Conditions {
  readonly signal: AbortSignal;
  /** Whether it is the whole text; nothing else comes onto the stage. */
  readonly mayTakeOver: Promise<boolean>;
}

async function judge(
  context: CommandContext,
  stage: Stage,
  slot: number,
  file: string,
  read: Read,
  { signal, mayTakeOver }: Conditions,
): Promise<Candidate> {
  let swapping: ReturnType<Stage["swap"]> | undefined;
  const takeOver = ({ checked, proof }: Proving): void => {
    if (!read.ok) return;
    const wholeProof = mayTakeOver.then((may) => (may ? proof : undefined));
    swapping = stage.swap(slot, { checked, proof: wholeProof }, aboutFile(file, read.value.text, read.value.realPath));
    // Whoever waits for it hears why it failed.
    swapping.catch(() => {});
  };
  const judged = await judgeSource(context, file, read, trialOf(context.options, signal), takeOver);
  return { judged, swapping };
}

async function offer(
  context: CommandContext,
  stage: Stage,
  slot: number,
  { judged, swapping }: Candidate,
  noticed: number,
): Promise<void> {
  const { terminal } = context;
  const { file, source = "", findings, judgement } = judged;
  tellJudged(context, judged);
  if (judgement?.proven === undefined || swapping === undefined) return stage.turnAway(slot, findings, source);
  const swapped = await swapping;
  if (swapped.ok) {
    terminal.say(`${terminal.paint("green", "swapped")}   ${file} · ${milliseconds(clock.now() - noticed)}`);
    for (const sentence of swapped.value.notCarried) terminal.say(`          not carried: ${sentence}`);
    return;
  }
  const { error } = swapped;
  if ("code" in error) return terminal.complain(`${error.message}\n${error.hint}`);
  printFindings(terminal, error, { file, source });
}
