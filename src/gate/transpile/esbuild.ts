/**
 * TypeScript to JavaScript, by esbuild: types erased, decorators lowered, fields assigned and not defined, so that
 * `radius = 20` in a class goes through the engine's setter.
 *
 * Each module gets a fresh esbuild under bounds, and no two texts ever share one. It is started when the gate begins, so
 * that its own start is over when the text has been read and judged (3 ms instead of 6).
 */
import { isRecord } from "../../base/json.ts";
import { printable } from "../../base/printable.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { type Bounds, type Running, startBounded } from "../bounded.ts";
import type { GatePowers } from "../powers.ts";

export interface Transpiled {
  readonly code: string;
  readonly map: SourceMap;
}

/** Version 3; the mappings alone, for one source. */
export interface SourceMap {
  readonly version: 3;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

export type TranspileFailure =
  | { readonly reason: "cost" }
  | { readonly reason: "text"; readonly message: string; readonly line: number; readonly column: number };

export interface Transpiler {
  /** Starts a tool that waits, unless one does already. */
  prepare(): void;
  transpile(source: string): Promise<Result<Transpiled, TranspileFailure>>;
  close(): void;
}

// Go reserves a gigabyte of address space and uses a tenth of its data: the data is what is bounded. A module of 64 kB
// becomes at most a few hundred; nested decorators and fields can multiply it.
const bounds: Bounds = { ms: 1000, outputBytes: 4 * 1024 * 1024, memory: { of: "data", kilobytes: 200 * 1024 } };

const options = [
  "--loader=ts",
  "--format=esm",
  // Standard decorators are newer than this; everything of ES2025 that is not syntax passes through.
  "--target=es2022",
  `--tsconfig-raw=${JSON.stringify({ compilerOptions: { useDefineForClassFields: false } })}`,
  "--sourcemap=inline",
  "--sources-content=false",
  "--legal-comments=none",
  "--charset=utf8",
  "--log-level=warning",
  "--log-limit=1",
  "--color=false",
];

export function makeTranspiler(powers: GatePowers): Transpiler {
  let waiting: Running | undefined;
  // It reads its input from the pipe and its configuration from the arguments; the folder is never looked into.
  const start = (): Running => startBounded(powers, [powers.esbuild, ...options], "/", bounds);
  return {
    prepare() {
      if (waiting === undefined || waiting.ended) waiting = start();
    },
    async transpile(source) {
      const tool = waiting === undefined || waiting.ended ? start() : waiting;
      waiting = undefined;
      const { stdout, stderr, exitCode, breached } = await tool.finish(source);
      if (exitCode === 0) return read(stdout);
      return err(breached || exitCode !== 1 ? { reason: "cost" } : firstError(stderr));
    },
    close() {
      waiting?.kill();
      waiting = undefined;
    },
  };
}

const marker = "//# sourceMappingURL=data:application/json;base64,";

function read(output: string): Result<Transpiled, TranspileFailure> {
  const at = output.lastIndexOf(marker);
  if (at < 0) throw new Error("esbuild answered without a source map");
  const map: unknown = JSON.parse(Buffer.from(output.slice(at + marker.length), "base64").toString());
  if (!isRecord(map) || typeof map["mappings"] !== "string")
    throw new Error("esbuild answered with an unknown source map");
  return ok({ code: output.slice(0, at), map: map as unknown as SourceMap });
}

/** `✘ [ERROR] Message` and, below it, `    <stdin>:3:14:`. Columns count from 0. */
function firstError(printed: string): TranspileFailure {
  const message = /\[ERROR\] (.*)/.exec(printed)?.[1] ?? "unknown";
  const [, line = "1", column = "0"] = /<stdin>:(\d+):(\d+):/.exec(printed) ?? [];
  return { reason: "text", message: printable(message), line: Number(line), column: Number(column) + 1 };
}
