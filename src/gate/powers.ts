/**
 * What the gate is given: a way to start the type checker, and a folder of its own. It reads and writes nothing else, and
 * never runs the text.
 */
import type { AlarmClock } from "../base/at-most-every.ts";

export interface GatePowers {
  readonly clock: AlarmClock;
  /** `Bun.spawn`. */
  readonly spawn: typeof Bun.spawn;
  /** An absolute path: children have an empty environment, so there is no PATH to look in. */
  readonly bun: string;
  /** The program of the thread that reads texts, built from `reading/worker.ts`. */
  readonly reader: string;
  /** The text of the declarations that modules are checked against, built from the engine. */
  readonly declarations: () => Promise<string>;
  readonly writeText: (path: string, text: string) => Promise<unknown>;
  /**
   * A new file whose reader waits until it is given a text; for `patienceMs`, after which it may find `content`. Undefined where
   * nobody can be made to wait.
   */
  readonly holdFile: (path: string, content: string, patienceMs: number) => HeldFile | undefined;
  /** A new, empty folder that nobody else writes to. */
  readonly makeFolder: () => Promise<string>;
  /** Removes a file or a folder with its content; silent when it is gone. */
  readonly remove: (path: string) => Promise<void>;
}

/** To be given or dropped, once. */
export interface HeldFile {
  /** The text is its content from now on; it must be shorter than what was there. Whoever waits reads it. */
  give(text: string): void;
  drop(): void;
}
