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
  /** Ends a process that is a child of a child, by SIGKILL; false when it is gone. */
  readonly end: (pid: number) => boolean;
  /** Tells one by SIGINT that its time is up; false when it is gone. */
  readonly interrupt: (pid: number) => boolean;
  readonly sockets: SocketPowers;
  /** Calls `run` every so many milliseconds, until the returned function is called. */
  readonly every: (milliseconds: number, run: () => void) => () => void;
}

/** What the outer layer needs. */
export interface OuterPowers {
  /** The path of bubblewrap. */
  readonly program: string;
  /** Whether the host runs as root. */
  readonly isRoot: boolean;
}

/** Unix streams whose other end goes to another process. */
export interface SocketPowers {
  /** A new stream, and the descriptor of its other end, which `send` takes over. */
  open(listener: StreamListener): Promise<{ readonly stream: Stream; readonly far: number }>;
  /** Sends numbers over a socket, with the descriptor where there is one, which is closed here; false when nobody receives them. */
  send(socket: number, numbers: readonly [number, number], far?: number): boolean;
  close(socket: number): void;
}

export interface StreamListener {
  readonly data: (bytes: Uint8Array) => void;
  /** There is room again, after `write` took less than it was given. */
  readonly drain: () => void;
  /** Nothing more will come: the other end was closed, and all that it had written was given to `data`. */
  readonly close: () => void;
}

export interface Stream {
  /** Takes as much as there is room for, and says how many bytes that were; after the other end has gone, none. */
  write(bytes: Uint8Array): number;
  end(): void;
}

/** Reads below `/proc`; null when what is asked for is gone or may not be read. */
export interface ProcReader {
  text(path: string): string | null;
  list(path: string): readonly string[] | null;
}
