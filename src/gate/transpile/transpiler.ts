/** Transpiling, in a thread of its own: esbuild's service takes its environment and its limits from where it is started. */
import type { Finding } from "../../base/finding.ts";
import type { Result } from "../../base/result.ts";
import { startThread } from "../threads/thread.ts";
import type { Transpiled } from "./transpiled.ts";
import type { TranspilerFunctions } from "./worker.ts";

export interface Transpiler {
  /** TypeScript to JavaScript, or why not. Bounded in time and memory. */
  transpile(source: string): Promise<Result<Transpiled, Finding>>;
  /** Ends the service too. */
  close(): Promise<void>;
}

export function startTranspiler(): Transpiler {
  const thread = startThread<TranspilerFunctions>(new URL("./worker.ts", import.meta.url));
  return {
    transpile: (source) => thread.call("transpile", source),
    async close() {
      await thread.call("close", undefined);
      thread.close();
    },
  };
}
