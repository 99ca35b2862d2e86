/**
 * What a module sees in `error.stack`: its own frames and nothing else. Frames of the engine would be noise, and those of
 * the harness would tell where on this machine it lies.
 *
 * The runtime calls `Error.prepareStackTrace` of the realm with frames that could give out functions: they are read here
 * and go no further. The slot is frozen with the rest, so that no module can put a function of its own there.
 */
import { MODULE_FILE } from "./module-text.ts";

interface Frame {
  getFileName(): string | null;
  getFunctionName(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

export function tameStacks(): void {
  Reflect.deleteProperty(Error, "captureStackTrace");
  Object.defineProperty(Error, "prepareStackTrace", {
    value: (error: unknown, frames: readonly Frame[]): string => {
      let stack = titleOf(error);
      for (let place = 0; place < frames.length; place++) {
        const frame = frames[place]!;
        if (frame.getFileName() !== MODULE_FILE) continue;
        stack += `\n    at ${frame.getFunctionName() || "<anonymous>"} (${MODULE_FILE}:${frame.getLineNumber()}:${frame.getColumnNumber()})`;
      }
      return stack;
    },
  });
  // Deep enough to find the author's frame above the engine's.
  Error.stackTraceLimit = 50;
}

function titleOf(error: unknown): string {
  try {
    return String(error).slice(0, 1_000);
  } catch {
    // Its own toString threw; the frames are what counts.
    return "Error";
  }
}
