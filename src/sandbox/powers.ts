/** What the sandbox needs of the machine; it names none of it itself. */
import type { Problem } from "../base/problem.ts";

export interface SandboxPowers {
  readonly spawn: typeof Bun.spawn;
  /** Bun's own program: a child is another one of these. */
  readonly executable: string;
  /** The built `child.js` and `realm.js`. */
  readonly program: string;
  readonly realm: string;
  /** Where a child is started: a folder of ours that holds nothing of the user's. */
  readonly folder: string;
  /** As `process.platform` and `process.arch` say it. */
  readonly platform: string;
  readonly arch: string;
  readonly proc: ProcReader;
  /** Absent where there is no bubblewrap. */
  readonly outer?: OuterPowers | undefined;
  /** Told what a user should know of, while the work goes on. */
  readonly onProblem?: (problem: Problem) => void;
  /** Calls `run` every so many milliseconds, until the returned function is called. */
  readonly every: (milliseconds: number, run: () => void) => () => void;
}

/** What the outer layer needs. */
export interface OuterPowers {
  /** The path of bubblewrap. */
  readonly program: string;
  /** Whether the host runs as root. */
  readonly isRoot: boolean;
  /** Ends a process that is the child of a child; false when it is gone. */
  readonly end: (pid: number) => boolean;
}

/** Reads below `/proc`; null when what is asked for is gone or may not be read. */
export interface ProcReader {
  text(path: string): string | null;
  list(path: string): readonly string[] | null;
}
