/**
 * The program on the wrong side of the wall: builds its context, locks itself, tries its lock, says so, and then answers
 * one request after the other until the host closes the pipe. Everything is synchronous; no event loop runs.
 *
 * Arguments: the path of the realm's bundle, beside which the others lie, the bytes of memory that a module may take, and
 * what it is for (`ChildShape.purpose`). It reads no other file, no
 * environment, and after the lock nothing but its own standard input.
 */
import {
  type Hello,
  type LimitRequest,
  PROTOCOL_VERSION,
  type Request,
  type TrespassRequest,
} from "../wire/protocol.ts";
import { encodeReply } from "../wire/reply.ts";
import { Context } from "./context.ts";
import { Harness } from "./harness.ts";
import { limitCpuTime } from "./kernel/cpu-time.ts";
import { libc } from "./kernel/libc.ts";
import { lock } from "./kernel/lock.ts";
import { readLine, writeAll } from "./kernel/pipes.ts";
import { probeWall } from "./kernel/probes.ts";
import { readText } from "./kernel/read-text.ts";
import { withBudget } from "./watchdog.ts";

/** Exit codes; a child that ends by a signal was ended by the kernel or the host. */
const DONE = 0;
const FAULT = 1;
const NOT_LOCKED = 97;

function boot(): Harness[] {
  const [realmFile, memory, purpose] = process.argv.slice(2);
  const context = purpose === "probe" ? null : makeContext(realmFile!);
  // With its first thread a process prepares for all of them, by a call that the filter does not let through.
  withBudget(1_000, () => {});
  if (context !== null) Harness.warm(context, purpose === "wait");
  const probes = probeWall(lock(Number(memory)));
  if (probes.some((probe) => !probe.held)) throw new Error(`not held: ${JSON.stringify(probes)}`);
  const hello: Hello = { version: PROTOCOL_VERSION, environment: Object.keys(process.env), probes };
  writeAll(encodeReply(JSON.stringify(hello)));
  return context === null ? [] : [new Harness(context), new Harness(context)];
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

let status = NOT_LOCKED;
try {
  const plays = boot();
  status = FAULT;
  serve(plays);
  status = DONE;
} catch (error) {
  const text = new TextEncoder().encode(`${String(error)}\n`);
  libc.write(2, text, text.length);
}
// Not process.exit: what it does on the way out is not in the filter.
libc._exit(status);
