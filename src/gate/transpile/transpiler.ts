/** Transpiling, in a thread of its own: esbuild's service takes its environment and its limits from where it is started. */
import type { Finding } from "../../base/finding.ts";
import type { Result } from "../../base/result.ts";
import { startThread, type Thread } from "../threads/thread.ts";
import type { Transpiled } from "./transpiled.ts";
import type { TranspilerFunctions } from "./worker.ts";

export interface Transpiler {
  /** Starts what is needed, unless it is there. */
  prepare(): void;
  /** TypeScript to JavaScript, or why not. Bounded in time and memory. */
  transpile(source: string): Promise<Result<Transpiled, Finding>>;
  /** Ends the service too. */
  close(): Promise<void>;
}

export function makeTranspiler(): Transpiler {
  let thread: Thread<TranspilerFunctions> | undefined;
  const start = () => (thread ??= startThread(new URL("./worker.ts", import.meta.url)));
  return {
    prepare: () => void start(),
    transpile: (source) => start().call("transpile", source),
    async close() {
      await thread?.call("close", undefined);
      thread?.close();
    },
  };
}
