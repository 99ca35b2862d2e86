/**
 * A thread of the gate's own, for work on hostile text that would hold up the host: a parser cannot be asked to stop, but
 * a thread can be ended wherever it is. Plain data goes in and comes out.
 *
 * One call at a time, so that a text that is too costly takes no other with it: the thread is ended, and the calls behind
 * it go to a fresh one. It sees an empty environment, whatever the host's is, and never keeps the host alive by waiting.
 */
import { Worker } from "node:worker_threads";

import type { Answer, Call } from "./serve.ts";

// Any function of one argument, as in `serve.ts`.
type Functions = Readonly<Record<string, (argument: never) => unknown>>;

interface Bound<T> {
  /** Milliseconds of work for the call alone, not for the thread's start nor for the calls before it. */
  readonly ms: number;
  /** What is answered when they are over. */
  readonly late: T;
}

export interface Thread<F extends Functions> {
  call<N extends keyof F & string>(
    name: N,
    argument: Parameters<F[N]>[0],
    bound?: Bound<Awaited<ReturnType<F[N]>>>,
  ): Promise<Awaited<ReturnType<F[N]>>>;
  /** Nothing may be under way, nor be called any more. */
  close(): void;
}

/** Starts at once: a thread takes longer to load than a text to be read. */
export function startThread<F extends Functions>(program: string | URL): Thread<F> {
  let running = start(program);
  let queue: Promise<unknown> = Promise.resolve();

  async function answer(call: Call, bound: Bound<unknown> | undefined): Promise<unknown> {
    const heard = await running.ask(call, bound?.ms);
    if (typeof heard === "object" && "value" in heard) return heard.value;
    running.end();
    running = start(program);
    if (heard === "late") return bound?.late;
    throw new Error(`A thread of the gate failed: ${typeof heard === "object" ? heard.fault : heard}`);
  }

  return {
    call(name, argument, bound) {
      const turn = queue.then(() => answer({ name, argument }, bound));
      queue = turn.catch(() => "told to the one who called; the next call has a fresh thread");
      // Functions of the thread's program answer what their types say.
      return turn as ReturnType<Thread<F>["call"]>;
    },
    close: () => running.end(),
  };
}

/** What was heard of the thread: an answer, its start, or nothing in time. */
type Heard = Answer | "ready" | "late";

function start(program: string | URL) {
  const worker = new Worker(program, { env: {} });
  worker.unref();
  let next = Promise.withResolvers<Heard>();
  let failure: Answer | undefined;
  worker.on("message", (heard: Heard) => next.resolve(heard));
  worker.on("error", (error) => next.resolve((failure = { fault: String(error) })));
  const started = next.promise;

  async function ask(call: Call, ms: number | undefined): Promise<Heard> {
    await started;
    if (failure !== undefined) return failure;
    next = Promise.withResolvers();
    worker.postMessage(call);
    if (ms === undefined) return next.promise;
    let isHeard = false;
    const heard = next.promise.finally(() => (isHeard = true));
    return Promise.race([heard, late(ms, () => isHeard)]);
  }

  return {
    async ask(call: Call, ms: number | undefined): Promise<Heard> {
      worker.ref();
      return ask(call, ms).finally(() => worker.unref());
    },
    end: () => void worker.terminate(),
  };
}

/** A call for which there was no processor is late after so many times its bound all the same. */
const PATIENCE = 8;

/**
 * When `ms` have passed in which the thread could have worked. On a machine that is busy with other things it may wait longer
 * than that for a processor: while the whole program has not had so much time on one, neither has the thread.
 */
async function late(ms: number, isHeard: () => boolean): Promise<"late"> {
  const before = process.cpuUsage();
  const end = performance.now() + ms * PATIENCE;
  for (let left = ms; left > 0 && !isHeard() && performance.now() < end;) {
    await passed(Math.max(left, 20));
    const { user, system } = process.cpuUsage(before);
    left = ms - (user + system) / 1_000;
  }
  return "late";
}

const passed = (ms: number): Promise<void> =>
  new Promise((resolve) => AbortSignal.timeout(ms).addEventListener("abort", () => resolve()));
