/**
 * Recordings on the disk: one JSON file each, named by its key, written at once. What is in them is the business of whoever
 * records (`generate/` declares the shelf and reads what it put there).
 */
import { join } from "node:path";

import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { writeFileAtomically } from "./atomic.ts";
import { type Disk, diskProblem, isMissing } from "./disk.ts";

export interface RecordingFolderOptions {
  /** Made at the first recording. */
  readonly directory: string;
  readonly disk: Disk;
}

export interface RecordingFolder {
  read(key: string): Promise<Result<Json | undefined, Problem>>;
  write(key: string, recording: Json): Promise<Result<null, Problem>>;
  all(): Promise<readonly Json[]>;
}

export function makeRecordingFolder({ directory, disk }: RecordingFolderOptions): RecordingFolder {
  const pathOf = (key: string): string => join(directory, `${key}.json`);

  async function read(path: string): Promise<Result<Json | undefined, Problem>> {
    try {
      return ok(JSON.parse(await disk.readFile(path, "utf8")) as Json);
    } catch (error) {
      if (isMissing(error)) return ok(undefined);
      if (error instanceof SyntaxError) return err(damaged(path));
      return err(diskProblem("read", path, error));
    }
  }

  return {
    read: (key) => read(pathOf(key)),
    async write(key, recording) {
      try {
        await disk.mkdir(directory, { recursive: true });
        await writeFileAtomically(disk, pathOf(key), `${JSON.stringify(recording, null, 2)}\n`);
        return ok(null);
      } catch (error) {
        return err(diskProblem("keep a recording in", directory, error));
      }
    },
    async all() {
      const names = await disk.readdir(directory).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const files = names.filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
      const recordings = await Promise.all(files.map((name) => read(join(directory, name))));
      return recordings.flatMap((recording) =>
        recording.ok && recording.value !== undefined ? [recording.value] : [],
      );
    },
  };
}

const damaged = (path: string): Problem => ({
  code: "RECORDING_DAMAGED",
  message: `Cannot read the recording "${path}": it is no JSON`,
  hint: "Delete it, or ask again with --cache record.",
});
