/**
 * What the gate is given: a way to start the two tools it judges with, and a folder of its own. It reads and writes
 * nothing else, and never runs the text.
 */
export interface GatePowers {
  /** `Bun.spawn`. */
  readonly spawn: typeof Bun.spawn;
  /** Absolute paths: children have an empty environment, so there is no PATH to look in. */
  readonly bun: string;
  readonly esbuild: string;
  /** The declarations that modules are checked against, built from the engine. */
  readonly declarations: string;
  readonly readText: (path: string) => Promise<string>;
  readonly writeText: (path: string, text: string) => Promise<unknown>;
  /** A new, empty folder that nobody else writes to. */
  readonly makeFolder: () => Promise<string>;
  /** Removes a file or a folder with its content; silent when it is gone. */
  readonly remove: (path: string) => Promise<void>;
}
