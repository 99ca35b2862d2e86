/**
 * How a child is started: which flags, which environment, and why each. Everything here closes something that was seen
 * to change what Bun runs; the wall itself is put up by the child and checked by `wall-check.ts`.
 */
import { wrap } from "./outer.ts";
import type { OuterPowers, SandboxPowers } from "./powers.ts";

/** Nothing of the host's environment is handed on. */
export const environment: Readonly<Record<string, string>> = {
  // Local time would differ from machine to machine.
  TZ: "UTC",
  // No cache of transpiled files: it would be read from and written to the user's home.
  BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
  DO_NOT_TRACK: "1",
  BUN_JSC_useWasm: "0",
  // Less address space reserved, so that a limit over what is mapped at the lock is a tight one.
  BUN_JSC_jitMemoryReservationSize: String(32 * 2 ** 20),
  BUN_JSC_structureHeapSizeInKB: String(64 * 2 ** 10),
  MIMALLOC_ARENA_RESERVE: "64M",
  // Most children live for some frames: what is optimised early there was compiled for nothing.
  BUN_JSC_thresholdForOptimizeAfterWarmUp: "5000",
  BUN_JSC_thresholdForOptimizeAfterLongWarmUp: "5000",
  // Six times the default: compiling takes the processor that the first frames want.
  BUN_JSC_thresholdForJITAfterWarmUp: "3000",
  BUN_JSC_thresholdForJITSoon: "3000",
};

/** For a verdict: what ten frames run a few times is not worth compiling. */
const brief: Readonly<Record<string, string>> = {
  ...environment,
  BUN_JSC_thresholdForJITAfterWarmUp: "20000",
  BUN_JSC_thresholdForJITSoon: "20000",
};

const flags = [
  "--disallow-code-generation-from-strings",
  // A missing package would be downloaded and run.
  "--no-install",
  // .env, bunfig.toml and tsconfig.json of whatever folder this is would change what runs.
  "--no-env-file",
  "--config=/dev/null",
  "--tsconfig-override=/dev/null",
  "--no-addons",
  "--no-macros",
];

export interface ChildShape {
  /** What a module may take over what the child has when it locks itself. */
  readonly memoryBytes: number;
  /** To be ready for a module that comes later; to play the one that is there, for a verdict or to live; or to try the lock alone. */
  readonly purpose: "wait" | "verdict" | "live" | "probe";
  /** The layer around it. */
  readonly outer?: OuterPowers | undefined;
}

export function launch(powers: SandboxPowers, { memoryBytes, purpose, outer }: ChildShape) {
  const command = [powers.executable, ...flags, powers.program, powers.realm, String(memoryBytes), purpose];
  const env = purpose === "verdict" ? brief : environment;
  const around = outer === undefined ? [] : wrap(outer.program, { ...powers, isRoot: outer.isRoot }, env);
  return powers.spawn([...around, ...command], {
    cwd: powers.folder,
    env: outer === undefined ? env : {},
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
    // A session of its own: Ctrl-C at the terminal is for the host, which ends its children itself.
    detached: true,
  });
}

export type Launched = ReturnType<typeof launch>;
