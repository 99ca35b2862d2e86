/**
 * The process that children are copies of: it has the context built, and the engine read and linked, so that a child costs
 * a fork and not a start. It never sees a module, and holds no stream of a child's beyond the fork.
 *
 * The host orders a copy over a socket: how much memory its module may take, how often the copy plays a module of ours before it
 * locks itself, and the stream that it shall speak on. Without a stream it is how often that is played here, while there is
 * nothing else to do. The host is told on standard output, a line of JSON each, of every copy's number and of its end.
 */
import type { ZygoteWord } from "../wire/protocol.ts";
import { readable, receive } from "./kernel/descriptors.ts";
import { fork, reap, shareCompiledCode, standOn, watchChild } from "./kernel/fork.ts";
import { libc } from "./kernel/libc.ts";
import { writeAll } from "./kernel/pipes.ts";

/** Where the host's orders come from: the first descriptor behind the three that every program has. */
const ORDERS = 3;
const WITHOUT_END = -1;
/** Milliseconds without an order before the next rehearsal: scenes that live already have the processor first. */
const QUIET_MS = 10;
const O_WRONLY = 1;

export interface Order {
  /** What the module may take. */
  readonly memoryBytes: number;
  /** Of a module of ours, before the lock: what was touched already keeps nobody waiting later. */
  readonly rehearsals: number;
  /** The process that the copy was made of. */
  readonly zygote: number;
}

/**
 * Returns in every copy, once in each; in the process that is copied, when the host is gone. `rehearse` is told how often it will
 * be called once more.
 */
export function copyAsOrdered(rehearse: (left: number) => void): Order | null {
  const zygote = libc.getpid();
  const errors = libc.open(new TextEncoder().encode("/dev/null\0"), O_WRONLY);
  const copies = new Map<number, number>();
  let rehearsals = 0;
  shareCompiledCode();
  for (;;) {
    const ready = readable([ORDERS, ...copies.keys()], rehearsals > 0 ? QUIET_MS : WITHOUT_END);
    if (ready.length === 0 && rehearsals > 0) rehearse(--rehearsals);
    for (const watch of ready.filter((one) => one !== ORDERS)) {
      tellEnd(copies.get(watch)!, watch);
      copies.delete(watch);
    }
    if (!ready.includes(ORDERS)) continue;
    const order = receive(ORDERS);
    if (order === null) return null;
    const { numbers, descriptor } = order;
    if (descriptor === null) {
      rehearsals = numbers[1];
      continue;
    }
    const pid = forkOrTell();
    if (pid === 0) {
      standOn(descriptor, errors);
      return { memoryBytes: numbers[0], rehearsals: numbers[1], zygote };
    }
    libc.close(descriptor);
    if (pid !== null) copies.set(watchChild(pid), pid);
  }
}

/** Null where no copy could be made: those that there are live on. */
function forkOrTell(): number | null {
  try {
    const pid = fork();
    if (pid > 0) tell({ forked: pid });
    return pid;
  } catch (error) {
    tell({ refused: String(error) });
    return null;
  }
}

function tellEnd(pid: number, watch: number): void {
  libc.close(watch);
  tell({ ended: pid, ...reap(pid) });
}

const tell = (word: ZygoteWord): void => writeAll(new TextEncoder().encode(`${JSON.stringify(word)}\n`));
