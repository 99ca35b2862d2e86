/**
 * What a module may spend before the host ends it: one table, read by the watch, the flags, the docs and a test.
 */
export interface Limits {
  readonly compileMs: number;
  readonly constructMs: number;
  /** A slower tick is counted and shown. */
  readonly tickSoftMs: number;
  /** A slower tick is the module's last. */
  readonly tickHardMs: number;
  /** Address space over what the child has when it locks itself. */
  readonly memoryBytes: number;
  readonly nodes: number;
  readonly frameBytes: number;
  readonly logLinesPerSecond: number;
  readonly logLineLength: number;
}

export const defaultLimits: Limits = {
  compileMs: 500,
  constructMs: 500,
  tickSoftMs: 8,
  tickHardMs: 250,
  memoryBytes: 256 * 2 ** 20,
  nodes: 20_000,
  frameBytes: 2 ** 20,
  logLinesPerSecond: 50,
  logLineLength: 500,
};
