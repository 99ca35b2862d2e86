/**
 * Journals on the command line: where a run's is begun, and how one is played again.
 *
 * What a journal says is believed as far as its checksums hold, and its modules are judged as if they had just arrived.
 */
import { join, resolve } from "node:path";

import packageJson from "../../package.json" with { type: "json" };
import type { Finding } from "../base/finding.ts";
import { contentHash } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { Journal } from "../live/journal.ts";
import { replay, type ReplayParts, type ReplayReport } from "../live/replay.ts";
import type { Judge } from "../pipeline/judge.ts";
import type { Limits } from "../sandbox/limits.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { readJournalFile } from "../store/journal-file.ts";
import { beginJournal } from "../store/journal-folder.ts";
import type { ThisProcess } from "../store/journal-owner.ts";
import type { Options } from "./flags/flag.ts";
import { fromHere } from "./from-here.ts";
import { clock } from "./powers/clock.ts";
import { disk } from "./powers/disk.ts";
import { processes } from "./powers/processes.ts";

export interface Journaling {
  readonly journal: Journal;
  readonly path: string;
  /** Names of older ones that had to go. */
  readonly dropped: readonly string[];
  /** The last one that nobody writes any more, where its run did not end in good order. */
  readonly unfinished?: string;
  /** That other runs are writing. */
  readonly running: readonly string[];
}

/** The findings are those of a module that does not pass any more. */
export type Replayed = Result<ReplayReport & { readonly isClosed: boolean }, Problem | readonly Finding[]>;

export async function beginJournaling(
  { out, size, seed }: Pick<Options, "out" | "size" | "seed">,
  limits: Partial<Limits>,
  onEnd: (problem: Problem) => void,
): Promise<Result<Journaling, Problem>> {
  const directory = join(resolve(out), "journals");
  const now = clock.today();
  const begun = await beginJournal({ directory, disk: disk.files, now, process: thisProcess, onEnd });
  if (!begun.ok) return begun;
  const { file, dropped, unfinished, running } = begun.value;
  const header = { nodegen: packageJson.version, seed, ...size, limits, at: now.toISOString() };
  return ok({
    journal: new Journal(file, header),
    path: fromHere(file.path),
    dropped,
    unfinished: unfinished && fromHere(unfinished),
    running: running.map(fromHere),
  });
}

const thisProcess: ThisProcess = {
  pid: processes.pid,
  // proc_pid_stat(5): field 22, in clock ticks since the machine was started. The name before it may hold anything.
  beganAt(pid) {
    const stat = processes.proc.text(`/proc/${pid}/stat`);
    const boot = processes.proc.text("/proc/sys/kernel/random/boot_id")?.trim();
    const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
    // It has ended, and nobody has asked how.
    const isGone = fields === undefined || fields[0] === "Z";
    return isGone ? undefined : `${fields[19]}@${boot}`;
  },
};

export interface PlayParts {
  readonly judge: Judge;
  readonly sandbox: Sandbox;
  readonly signal: AbortSignal;
}

/** As many as the commands play by default. */
const SMOKE_FRAMES = 10;

export async function playJournal(path: string, parts: PlayParts): Promise<Replayed> {
  const read = await readJournalFile(disk.files, path);
  if (!read.ok) return read;
  const { entries, isClosed } = read.value;
  const played = await replay(entries, { sandbox: parts.sandbox, prove: proveWith(parts), signal: parts.signal });
  return played.ok ? ok({ ...played.value, isClosed }) : played;
}

/** Gates and proves a module of a journal again, as its stage was then. */
export const proveWith =
  ({ judge, signal }: PlayParts): ReplayParts["prove"] =>
  async (module, { seed, width, height }) => {
    const { name, hash, source, description } = module;
    if (contentHash(source) !== hash) return err(notItsHash(name));
    const trial = { frames: SMOKE_FRAMES, seed, width, height, signal };
    // Its name counts as state, and is taken from the file where the text has none.
    const judged = await judge(source, { file: `${name}.ts`, description, trial });
    if (!judged.ok) return judged;
    const { proven, findings } = judged.value;
    return proven ? ok(proven) : err(findings);
  };

const notItsHash = (name: string): Problem => ({
  code: "JOURNAL_DAMAGED",
  message: `Cannot replay the journal: the source of "${name}" is not the one whose hash stands beside it`,
  hint: "It was put together by hand; take the file from where it was recorded.",
});
