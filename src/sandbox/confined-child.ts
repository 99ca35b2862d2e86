/**
 * One child behind its wall, as the host holds it: it is forked, its wall is checked from outside, and then it may be asked
 * things (`conversation.ts`). Whatever breaks a budget or the protocol is a breach, and a breach is its end: SIGKILL, at once.
 */
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { parseHello, parseNoHello } from "../wire/claims.ts";
import type { Hello, LimitRequest, Request, TrespassRequest } from "../wire/protocol.ts";
import type { RawReply } from "../wire/reply.ts";
import { type Breach, type Budget, Conversation, readReply, type TimedReply } from "./conversation.ts";
import { outerGap } from "./outer.ts";
import type { SandboxPowers } from "./powers.ts";
import { readCpuLimit } from "./usage.ts";
import { helloGap, lookAtThreads, noWall, type ThreadWall, wallGap } from "./wall-check.ts";
import { Watch } from "./watch.ts";
import type { Copy, CopyNeeds, Ending, Zygote } from "./zygote.ts";

/** From the fork to "locked". Some milliseconds on an idle machine; this is for one that is not. */
const START: Budget = { ms: 2_000, headBytes: 16 * 1024, frameBytes: 0 };

/** A word and its answer, at any time. */
const SMALL: Budget = { ms: 2_000, headBytes: 64, frameBytes: 0 };

export interface ChildNeeds extends CopyNeeds {
  /** Processor time, for a child that serves one verdict; a live scene would reach any limit one day. */
  readonly cpuSeconds?: number;
  /** Ends it, while it is being started too. */
  readonly signal?: AbortSignal;
}

export interface StartedChild {
  readonly child: ConfinedChild;
  readonly hello: Hello;
  readonly threads: readonly ThreadWall[];
}

export class ConfinedChild {
  readonly pid: number;
  /** Settles when the process is gone. */
  readonly ended: Promise<Breach>;
  readonly #powers: SandboxPowers;
  readonly #talk: Conversation;
  readonly #watch: Watch;
  #isGone = false;

  private constructor(powers: SandboxPowers, { pid, stream, ended }: Copy, memoryBytes: number) {
    this.pid = pid;
    this.#powers = powers;
    this.#watch = new Watch(pid, powers, memoryBytes);
    this.#talk = new Conversation(stream, this.#watch, () => this.#kill());
    this.ended = ended.then((ending) => {
      stream.end();
      return this.#onEnd(ending);
    });
  }

  /** A child that is locked, has tried its lock, and whose every thread was seen to be held. */
  static async start(powers: SandboxPowers, zygote: Zygote, needs: ChildNeeds): Promise<Result<StartedChild, Problem>> {
    let talk: Conversation | undefined;
    const early: Uint8Array[] = [];
    const copy = await zygote.copy(needs, {
      data: (bytes) => (talk === undefined ? void early.push(bytes) : talk.receive(bytes)),
      drain: () => talk?.flush(),
    });
    if (!copy.ok) return err(noWall(copy.error));
    const child = new ConfinedChild(powers, copy.value, needs.memoryBytes);
    talk = child.#talk;
    const release = (): void => child.kill("nobody needs it");
    needs.signal?.addEventListener("abort", release);
    if (needs.signal?.aborted) release();
    const greeting = talk.hear(START, readReply);
    for (const bytes of early) talk.receive(bytes);
    return child.#checked(await greeting, zygote.isWrapped, needs);
  }

  async #checked(
    answer: Result<TimedReply, Breach>,
    isWrapped: boolean,
    needs: ChildNeeds,
  ): Promise<Result<StartedChild, Problem>> {
    const { proc } = this.#powers;
    const hello = answer.ok ? parseHello(answer.value.head) : null;
    const unseparated = isWrapped ? outerGap(this.pid, proc) : null;
    const threads = lookAtThreads(this.pid, proc);
    const gap = whyNot(answer) ?? helloGap(hello) ?? unseparated ?? wallGap(threads);
    if (gap !== null || hello === null || threads === null) {
      this.kill("its wall does not stand");
      return err(noWall(gap ?? "its greeting is malformed"));
    }
    this.#watch.startCounting();
    const limited = needs.cpuSeconds === undefined ? ok(null) : await this.limitCpu(needs.cpuSeconds);
    return limited.ok ? ok({ child: this, hello, threads }) : limited;
  }

  /** Seconds of processor time from its start on; to be asked before it is given a module. */
  async limitCpu(cpuSeconds: number): Promise<Result<null, Problem>> {
    const answer = await this.ask({ op: "limit", cpuSeconds }, SMALL);
    const seen = readCpuLimit(this.pid, this.#powers.proc);
    // One that is gone needs none; how it ended is heard by who asked it something else.
    if (answer.ok && (seen === cpuSeconds || seen === null)) return ok(null);
    this.kill("its wall does not stand");
    return err(noWall(answer.ok ? "its processor time cannot be limited" : `the child ${answer.error.detail}`));
  }

  /** One request, one reply, in order. The next may be asked before the last was answered; its time begins after it. */
  ask(request: Request | LimitRequest | TrespassRequest, budget: Budget): Promise<Result<TimedReply, Breach>> {
    return this.#talk.ask(request, budget, readReply);
  }

  /** As `ask`; the head is left as the child wrote it, for who may never need to know what it says. */
  askForBytes(request: Request, budget: Budget): Promise<Result<RawReply, Breach>> {
    return this.#talk.ask(request, budget, ok);
  }

  /** Highest resident bytes over what the child had before it was given a module. */
  peakMemory(): number {
    return this.#watch.peakMemory();
  }

  kill(reason: string): void {
    this.#talk.end({ kind: "ended by the host", detail: reason });
  }

  #kill(): void {
    // Its number may be another process's once it is gone.
    if (!this.#isGone) this.#powers.end(this.pid);
  }

  #onEnd({ signal, detail }: Ending): Breach {
    this.#isGone = true;
    this.#talk.end({ kind: signal === "SIGKILL" ? "killed" : "died", detail });
    return this.#talk.breach!;
  }
}

/** Why there is no wall, by the child's own word; null where it sent a greeting. */
function whyNot(answer: Result<TimedReply, Breach>): string | null {
  if (!answer.ok) return `the child ${answer.error.detail}`;
  const refusal = parseNoHello(answer.value.head);
  return refusal === null ? null : `the child could not lock itself: ${refusal.failed.slice(0, 300)}`;
}
