/**
 * A journal as a recording that is shown on a page: its modules are judged as if they had just arrived, and played behind
 * the wall. What is shown is a file and nothing else: no store, no grants, nothing that could be made or loaded.
 */
import { basename } from "node:path";

import type { Finding } from "../base/finding.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { openRecordedStage } from "../live/recorded-stage.ts";
import { readRecording } from "../live/recording.ts";
import type { Stage } from "../live/stage.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { ServerOptions } from "../server/options.ts";
import { readJournalFile } from "../store/journal-file.ts";
import { type PlayParts, proveWith } from "./journals.ts";
import { clock } from "./powers/clock.ts";
import { disk } from "./powers/disk.ts";

/** The findings are those of a module that does not pass any more. */
export type Recorded = Result<Stage, Problem | readonly Finding[]>;

export async function openRecording(path: string, parts: PlayParts): Promise<Recorded> {
  const file = await readJournalFile(disk.files, path);
  if (!file.ok) return file;
  const read = readRecording(file.value.entries);
  if (!read.ok) return read;
  const recording = read.value;
  if (recording.lives.size === 0) return err(empty(path));
  const prove = proveWith(parts);
  const proven = new Map<number, Proven>();
  for (const [number, module] of recording.modules) {
    const one = await prove(module, recording.stage);
    if (!one.ok) return one;
    proven.set(number, one.value);
  }
  const { isClosed } = file.value;
  const { sandbox } = parts;
  return ok(openRecordedStage({ recording, proven, sandbox, clock, file: { name: basename(path), isClosed } }));
}

const empty = (path: string): Problem => ({
  code: "RECORDING_EMPTY",
  message: `Cannot show "${path}": no module was on the stage`,
  hint: "Name a journal of a run that showed something.",
});

const notLoaded: Problem = {
  code: "RECORDING",
  message: "Cannot load a module: the page shows a recording",
  hint: "Run the module itself: nodegen run FILE --allow-exec.",
};

/** For the server of a page that only shows. */
export const onlyShown: Pick<ServerOptions, "modules" | "load"> = {
  modules: {
    put: async () => err(notLoaded),
    get: async () => undefined,
    list: async () => [],
    damaged: [],
    pathOf: () => undefined,
    close() {},
  },
  load: async () => err(notLoaded),
};
