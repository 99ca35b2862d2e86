/**
 * How the process that children are copied from is started: which flags, which environment, and why each. Everything here
 * closes something that was seen to change what Bun runs, or keeps the process to one thread, without which it could not be
 * copied; the wall itself is put up by each copy and checked by `wall-check.ts`.
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
  // No thread that compiles, marks, touches memory ahead or gives it back: a copy would not have it.
  BUN_JSC_useConcurrentJIT: "0",
  BUN_JSC_useConcurrentGC: "0",
  BUN_JSC_numberOfGCMarkers: "1",
  BUN_JSC_useWarmUpMarkedBlocks: "0",
  MIMALLOC_PURGE_DELAY: "0",
  // Most children live for some frames: what is compiled early there was compiled for nothing. The engine is compiled before.
  BUN_JSC_thresholdForJITAfterWarmUp: "20000",
  BUN_JSC_thresholdForJITSoon: "20000",
  BUN_JSC_thresholdForOptimizeAfterWarmUp: "5000",
  BUN_JSC_thresholdForOptimizeAfterLongWarmUp: "5000",
  // It takes some milliseconds a function, and these are a tick's.
  BUN_JSC_thresholdForFTLOptimizeAfterWarmUp: "1000000",
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

/** The descriptor in which orders arrive there, as `child/zygote.ts` knows it. */
const ORDERS = 3;

/** Within the outer layer, where there is one. */
export function launch(powers: SandboxPowers, outer: OuterPowers | undefined) {
  const command = [powers.executable, ...flags, powers.program, powers.realm];
  const around = outer === undefined ? [] : wrap(outer.program, { ...powers, isRoot: outer.isRoot }, environment);
  const process = powers.spawn([...around, ...command], {
    cwd: powers.folder,
    env: outer === undefined ? environment : {},
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    // A session of its own: Ctrl-C at the terminal is for the host, which ends its children itself.
    detached: true,
  });
  return { process, orders: process.stdio[ORDERS] as number };
}
