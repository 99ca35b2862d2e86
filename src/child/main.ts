/**
 * The program on the wrong side of the wall. It begins as the process that children are copies of: it builds the context and
 * waits for orders. Each copy locks itself, tries its lock, says so, and then answers one request after the other until the
 * host closes the stream. Everything is synchronous; no event loop runs.
 *
 * Its argument is the path of the realm's bundle, beside which the others lie. It reads no environment, and after the lock
 * nothing but its own stream.
 */
import {
  type Hello,
  type LimitRequest,
  type NoHello,
  PROTOCOL_VERSION,
  type Request,
  type TrespassRequest,
} from "../wire/protocol.ts";
import { encodeReply } from "../wire/reply.ts";
import { Context } from "./context.ts";
import { Harness } from "./harness.ts";
import { limitCpuTime } from "./kernel/cpu-time.ts";
import { libc } from "./kernel/libc.ts";
import { lock, rehearseLock } from "./kernel/lock.ts";
import { makeOwn, type Pages, writtenBy } from "./kernel/pages.ts";
import { readLine, writeAll } from "./kernel/pipes.ts";
import { probeWall } from "./kernel/probes.ts";
import { readText } from "./kernel/read-text.ts";
import { interruptible } from "./watchdog.ts";
import { copyAsOrdered, type Order } from "./zygote.ts";

/** Exit codes; a child that ends by a signal was ended by the kernel or the host. */
const DONE = 0;
const FAULT = 1;
const NOT_LOCKED = 97;

/** What a copy finds. */
interface Ready {
  readonly context: Context;
  readonly rehearse: ReturnType<typeof Harness.rehearsals>;
  /** Once the rehearsals are over: where a play writes. */
  readonly written: readonly Pages[];
}

/**
 * The last rehearsals are kept, and fill the gaps that the collector has left: what a copy makes lies together in memory of its own
 * then, where each gap would have cost it a page that has to be copied.
 */
const KEPT = 10;

function begin({ context, rehearse, written }: Ready, { memoryBytes, rehearsals, zygote }: Order): Harness[] {
  if (rehearsals > 0) makeOwn(written);
  for (let times = 0; times < rehearsals; times++) rehearse(true);
  const probes = probeWall(lock(memoryBytes, zygote));
  if (probes.some((probe) => !probe.held)) throw new Error(`not held: ${JSON.stringify(probes)}`);
  const hello: Hello = { version: PROTOCOL_VERSION, environment: Object.keys(process.env), probes };
  say(hello);
  return [new Harness(context, interruptible), new Harness(context, interruptible)];
}

/** What one does before it waits, and then two modules. */
function playLikeCopies(rehearse: Ready["rehearse"]): void {
  for (let module = 0; module < 3; module++) rehearse(true);
}

function makeContext(realmFile: string): Context {
  const beside = (name: string): string => readText(realmFile.replace(/[^/]*$/, name));
  return new Context({ standard: beside("standard.js"), realm: readText(realmFile), solver: beside("solver.js") });
}

/** The host wrote each line: one that does not fit is a fault of ours, and ends the child. */
function serve(plays: readonly Harness[]): void {
  for (let line = readLine(); line !== null; line = readLine()) {
    writeAll(answer(plays, JSON.parse(line) as Request | LimitRequest | TrespassRequest, line));
  }
}

function answer(
  plays: readonly Harness[],
  request: Request | LimitRequest | TrespassRequest,
  line: string,
): Uint8Array {
  if (request.op === "limit") limitCpuTime(request.cpuSeconds);
  else if (request.op === "trespass") libc.syscall(request.syscall, 0, 0, null);
  else return plays[request.play]!.answer(request, line);
  return encodeReply('"alive"');
}

const say = (word: Hello | NoHello): void => writeAll(encodeReply(JSON.stringify(word)));

/** In a copy, to its end. Nothing comes after it: the way out of waiting for a signal is not in the filter. */
function live(ready: Ready, order: Order): void {
  interruptible(() => {
    let status = FAULT;
    try {
      status = liveOn(ready, order);
    } finally {
      libc._exit(status);
    }
  });
}

function liveOn(ready: Ready, order: Order): number {
  let plays: readonly Harness[];
  try {
    plays = begin(ready, order);
  } catch (error) {
    say({ failed: String(error) });
    return NOT_LOCKED;
  }
  serve(plays);
  return DONE;
}

let status = FAULT;
try {
  const context = makeContext(process.argv[2]!);
  Harness.warm(context);
  rehearseLock();
  const rehearse = Harness.rehearsals(context);
  const kept: (readonly Harness[])[] = [];
  let written: readonly Pages[] = [];
  const order = copyAsOrdered((left) => {
    const played = rehearse(left < KEPT);
    // Once here, instead of in every copy.
    if (left === KEPT) Bun.gc(true);
    if (left < KEPT) kept.push(played);
    if (left === 0) written = writtenBy(() => playLikeCopies(rehearse));
  });
  if (order !== null) live({ context, rehearse, written }, order);
  status = DONE;
} catch (error) {
  const text = new TextEncoder().encode(`${String(error)}\n`);
  libc.write(2, text, text.length);
}
// Not process.exit: what it does on the way out is not in the filter.
libc._exit(status);
