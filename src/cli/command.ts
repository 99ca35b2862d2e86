/** What every command is given and what it gives back. */
import type { ExitCode } from "./exit.ts";
import type { Options } from "./flags/flag.ts";
import type { Rooms } from "./rooms.ts";
import type { Terminal } from "./terminal.ts";

export interface CommandContext {
  readonly operands: readonly string[];
  readonly options: Options;
  readonly rooms: Rooms;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C and SIGTERM, and by Esc while a page is shown. */
  readonly signal: AbortSignal;
}

/** A `ProblemError` that it throws is told to the person and decides the exit code; any other throw is a fault of ours. */
export type Command = (context: CommandContext) => Promise<ExitCode>;
