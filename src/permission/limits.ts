/** Limits as people set them: by flag, or in a named set. */

/** Limits that the command line has flags for, in the flags' own units. */
export interface SetLimits {
  /** MB over the child's own. */
  readonly maxMemory?: number;
  /** Milliseconds of one tick, then the module is ended. */
  readonly maxTick?: number;
  readonly maxNodes?: number;
  /** Log lines a second. */
  readonly maxLog?: number;
}

/** What each limit may be; the flags go by the same table. */
export const limitBounds = {
  maxMemory: [16, 4096],
  maxTick: [10, 60_000],
  maxNodes: [1, 1_000_000],
  maxLog: [0, 10_000],
} as const satisfies Readonly<Record<keyof SetLimits, readonly [min: number, max: number]>>;
