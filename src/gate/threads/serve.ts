/** The side of `thread.ts` that runs in the thread: says that it is ready, then answers one call after the other. */
import { parentPort } from "node:worker_threads";

export interface Call {
  readonly name: string;
  readonly argument: unknown;
}

/** `fault`: a bug of ours, told to the side that has someone to tell. */
export type Answer = { readonly value: unknown } | { readonly fault: string };

// Any function of one argument: the calling side holds the types of each.
type Functions = Readonly<Record<string, (argument: never) => unknown>>;

export function serve(functions: Functions): void {
  if (parentPort === null) throw new Error("this program runs in a thread");
  const port = parentPort;
  port.on("message", async ({ name, argument }: Call) => {
    port.postMessage(await answer(functions[name], argument));
  });
  port.postMessage("ready");
}

async function answer(run: Functions[string] | undefined, argument: unknown): Promise<Answer> {
  try {
    if (run === undefined) throw new Error("the thread has no such function");
    return { value: await run(argument as never) };
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
