/**
 * One child behind its wall, as the host holds it: it is started, its wall is checked from outside, and then it is asked one
 * thing after another, each with a budget of time, memory and bytes. Whatever breaks a budget or the protocol is a breach, and a
 * breach is its end: SIGKILL, at once.
 *
 * The child may be run by an attacker in full. Nothing it writes is kept beyond the bounds of the request that is being
 * answered, and its pipes are read always, since an unread pipe would be buffered without bound.
 */
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { parseHello } from "../wire/claims.ts";
import type { Hello, LimitRequest, Request, TrespassRequest } from "../wire/protocol.ts";
import { type RawReply, readHead, type ReplyBounds, ReplyReader } from "../wire/reply.ts";
import { type ChildShape, launch, type Launched } from "./launch.ts";
import { outerGap, signalOf, wrappedPid } from "./outer.ts";
import type { OuterPowers, ProcReader, SandboxPowers } from "./powers.ts";
import { readCpuLimit } from "./usage.ts";
import { helloGap, lookAtThreads, noWall, type ThreadWall, wallGap } from "./wall-check.ts";
import { Watch } from "./watch.ts";

/** Why a child is over; `detail` is the end of a sentence about the child. */
export interface Breach {
  /** "killed": by a SIGKILL that the host did not send, and that no module can send. */
  readonly kind: "time" | "memory" | "output" | "malformed" | "died" | "killed" | "ended by the host";
  readonly detail: string;
}

export interface Budget extends ReplyBounds {
  readonly ms: number;
}

/** A child says nothing on stderr unless it crashes; what a crash report weighs is far less. */
const STDERR_BYTES = 64 * 1024;
const STDERR_KEPT = 2_000;
/** From the start to "locked". Ten milliseconds on an idle machine; this is for one that is not. */
const START: Budget = { ms: 5_000, headBytes: 16 * 1024, frameBytes: 0 };

/** A word and its answer, at any time. */
const SMALL: Budget = { ms: 2_000, headBytes: 64, frameBytes: 0 };

export interface ChildNeeds extends ChildShape {
  /** Processor time, for a child that serves one verdict; a live scene would reach any limit one day. */
  readonly cpuSeconds?: number;
  /** Ends it, while it is being started too. */
  readonly signal?: AbortSignal;
}

export interface TimedReply extends Omit<RawReply, "head"> {
  /** Any JSON at all. */
  readonly head: unknown;
  /** Wall-clock milliseconds from when the child could begin with it. */
  readonly ms: number;
}

interface Asked {
  readonly budget: Budget;
  readonly reader: ReplyReader;
  /** Null, or what is wrong with it. */
  readonly answer: (reply: RawReply, ms: number) => string | null;
  readonly end: (breach: Breach) => void;
}

/** What is made of a reply for the one who asked; the error is the end of a sentence about the child. */
type Read<T> = (reply: RawReply, ms: number) => Result<T, string>;

export class ConfinedChild {
  /** Settles when the process is gone. */
  readonly ended: Promise<Breach>;
  readonly #process: Launched;
  readonly #proc: ProcReader;
  readonly #outer: OuterPowers | undefined;
  #pid: number;
  readonly #watch: Watch;
  #settleEnded!: (breach: Breach) => void;
  #breach: Breach | undefined;
  #isGone = false;
  /** The first one is being answered; the others wait in the child's pipe. */
  readonly #asked: Asked[] = [];
  #began = 0;
  #stopWatching = (): void => {};
  /** Lines for the child, until the one who asks has asked everything. */
  #unsent = "";
  #stderr = "";

  private constructor(powers: SandboxPowers, shape: ChildShape) {
    this.ended = new Promise((settle) => (this.#settleEnded = settle));
    this.#process = launch(powers, shape);
    this.#proc = powers.proc;
    this.#outer = shape.outer;
    this.#pid = this.#process.pid;
    this.#watch = new Watch(this.#pid, powers, shape.memoryBytes);
    void this.#listen();
    void this.#listenToErrors();
    void this.#process.exited.then(() => this.#onExit());
  }

  get pid(): number {
    return this.#pid;
  }

  /** A child that is locked, has tried its lock, and whose every thread was seen to be held. */
  static async start(powers: SandboxPowers, needs: ChildNeeds): Promise<Result<StartedChild, Problem>> {
    const { platform, arch } = powers;
    if (platform !== "linux" || arch !== "x64")
      return err(noWall(`its wall is made of Linux x86-64 system calls, and this is ${platform} ${arch}`));
    let child: ConfinedChild;
    try {
      child = new ConfinedChild(powers, needs);
    } catch (error) {
      return err(noWall(`Bun could not be started: ${String(error)}`));
    }
    needs.signal?.addEventListener("abort", () => child.kill("nobody needs it"));
    const answer = await child.#await(START, readReply);
    const hello = answer.ok ? parseHello(answer.value.head) : null;
    const unseparated = child.#lookInside();
    const threads = lookAtThreads(child.pid, powers.proc);
    const gap = !answer.ok ? child.#whyNot(answer.error) : (helloGap(hello) ?? unseparated ?? wallGap(threads));
    if (gap !== null || hello === null || threads === null) {
      child.kill("its wall does not stand");
      return err(noWall(gap ?? "its greeting is malformed"));
    }
    child.#watch.startCounting(child.pid);
    const limited = needs.cpuSeconds === undefined ? ok(null) : await child.limitCpu(needs.cpuSeconds);
    return limited.ok ? ok({ child, hello, threads }) : limited;
  }

  /** With an outer layer, the process that was started is not the one that runs the module. */
  #lookInside(): string | null {
    if (this.#outer === undefined) return null;
    const inside = wrappedPid(this.#process.pid, this.#proc);
    if (inside === null) return "the process inside the outer layer cannot be found";
    this.#pid = inside;
    return outerGap(inside, this.#proc);
  }

  /** Seconds of processor time from its start on; before it is given a module. */
  async limitCpu(cpuSeconds: number): Promise<Result<null, Problem>> {
    const answer = await this.ask({ op: "limit", cpuSeconds }, SMALL);
    const seen = readCpuLimit(this.pid, this.#proc);
    if (answer.ok && seen === cpuSeconds) return ok(null);
    this.kill("its wall does not stand");
    return err(noWall(answer.ok ? "its processor time cannot be limited" : this.#whyNot(answer.error)));
  }

  /** One request, one reply, in order. The next may be asked before the last was answered; its time begins after it. */
  ask(request: Request | LimitRequest | TrespassRequest, budget: Budget): Promise<Result<TimedReply, Breach>> {
    return this.#ask(request, budget, readReply);
  }

  /** As `ask`; the head is left as the child wrote it, for who may never need to know what it says. */
  askForBytes(request: Request, budget: Budget): Promise<Result<RawReply, Breach>> {
    return this.#ask(request, budget, ok);
  }

  #ask<T>(request: Request | LimitRequest | TrespassRequest, budget: Budget, read: Read<T>) {
    const answer = this.#await(budget, read);
    if (this.#breach === undefined) this.#send(`${JSON.stringify(this.#patiently(request))}\n`);
    return answer;
  }

  #patiently<R extends object>(request: R | (R & { readonly budgetMs: number })): R {
    return "budgetMs" in request ? { ...request, budgetMs: this.#watch.ownBudget(request.budgetMs) } : request;
  }

  /** Highest resident bytes over what the child had before it was given a module. */
  peakMemory(): number {
    return this.#watch.peakMemory();
  }

  kill(reason: string): void {
    this.#end({ kind: "ended by the host", detail: reason });
  }

  #await<T>(budget: Budget, read: Read<T>): Promise<Result<T, Breach>> {
    if (this.#breach !== undefined) return Promise.resolve(err(this.#breach));
    return new Promise((settle) => {
      const end = (breach: Breach): void => settle(err(breach));
      const answer = (reply: RawReply, ms: number): string | null => {
        const made = read(reply, ms);
        if (!made.ok) return made.error;
        settle(made);
        return null;
      };
      this.#asked.push({ budget, reader: new ReplyReader(budget), answer, end });
      if (this.#asked.length === 1) this.#watchNext();
    });
  }

  #watchNext(): void {
    this.#stopWatching();
    this.#began = performance.now();
    const next = this.#asked[0];
    this.#stopWatching = next ? this.#watch.during(next.budget.ms, (overstep) => this.#end(overstep)) : (): void => {};
  }

  /** What is asked in one go is written in one go: a smoke run's requests are one write. */
  #send(line: string): void {
    if (this.#unsent === "") queueMicrotask(() => this.#flush());
    this.#unsent += line;
  }

  /** A write to a child that is gone rejects or throws EPIPE, and says less than the exit that follows. */
  #flush(): void {
    const lines = this.#unsent;
    this.#unsent = "";
    try {
      void this.#process.stdin.write(lines);
      void Promise.resolve(this.#process.stdin.flush()).catch(ignoreGone);
    } catch (error) {
      ignoreGone(error);
    }
  }

  async #listen(): Promise<void> {
    const reader = this.#process.stdout.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#receive(value);
      if (this.#breach !== undefined) return void reader.cancel();
    }
  }

  #receive(bytes: Uint8Array): void {
    for (let rest = bytes; rest.length > 0 && this.#breach === undefined;) {
      const [asked, next] = this.#asked;
      if (asked === undefined) return this.#end({ kind: "malformed", detail: "spoke without being asked" });
      // What follows a reply belongs to the next one; without one there is nothing that may follow.
      const part = next === undefined ? rest : rest.subarray(0, asked.reader.missing);
      rest = rest.subarray(part.length);
      const read = asked.reader.push(part);
      if (!read.ok) return this.#end({ kind: "malformed", detail: read.error });
      if (read.value === null) continue;
      const wrong = asked.answer(read.value, performance.now() - this.#began);
      if (wrong !== null) return this.#end({ kind: "malformed", detail: wrong });
      this.#asked.shift();
      this.#watchNext();
    }
  }

  async #listenToErrors(): Promise<void> {
    const reader = this.#process.stderr.getReader();
    const decoder = new TextDecoder();
    for (let total = 0; ;) {
      const { done, value } = await reader.read();
      if (done) return;
      total += value.length;
      if (this.#stderr.length < STDERR_KEPT) this.#stderr += decoder.decode(value, { stream: true });
      if (total > STDERR_BYTES) this.#end({ kind: "output", detail: "flooded its error output" });
      if (this.#breach !== undefined) return void reader.cancel();
    }
  }

  /** The first reason is the one that counts. */
  #end(breach: Breach): void {
    if (this.#breach !== undefined) return;
    this.#breach = breach;
    if (!this.#isGone) this.#kill();
    this.#stopWatching();
    for (const { end } of this.#asked.splice(0)) end(breach);
  }

  /**
   * What is inside first: the outer process then tells of its end, and follows. While that one is still starting, what it
   * has made already waits for a word from it, and would wait for ever.
   */
  #kill(): void {
    const { pid } = this.#process;
    const inside = this.#pid === pid ? this.#outer && wrappedPid(pid, this.#proc) : this.#pid;
    if (!inside || !this.#outer?.end(inside)) this.#process.kill("SIGKILL");
  }

  #onExit(): void {
    // Its number may be another process's by now.
    this.#isGone = true;
    const { signalCode, exitCode } = this.#process;
    const signal = signalCode ?? (this.#outer && signalOf(exitCode));
    const how = signal ? `was ended by ${signal}` : `ended with code ${exitCode}`;
    this.#end({ kind: signal === "SIGKILL" ? "killed" : "died", detail: how });
    this.#settleEnded(this.#breach!);
  }

  /** Why there is no wall, out of what the child left on stderr where that says more. */
  #whyNot(breach: Breach): string {
    const said = this.#stderr.trim().split("\n").at(-1) ?? "";
    return said === "" ? `the child ${breach.detail}` : `the child ${breach.detail}: ${said.slice(0, 300)}`;
  }
}

function readReply({ head, delta, keyframe }: RawReply, ms: number): Result<TimedReply, string> {
  const read = readHead(head);
  return read.ok ? ok({ head: read.value, delta, keyframe, ms }) : read;
}

export interface StartedChild {
  readonly child: ConfinedChild;
  readonly hello: Hello;
  readonly threads: readonly ThreadWall[];
}

function ignoreGone(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
}
