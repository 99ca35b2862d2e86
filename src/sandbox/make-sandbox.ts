/**
 * The sandbox: every child it starts is behind the whole wall, and where the wall cannot be built it starts none. There is
 * no option, flag or variable that makes it less.
 */
import type { Finding } from "../base/finding.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { type Checked, isChecked } from "../gate/checked.ts";
import { parseSentences } from "../wire/claims.ts";
import type { ChildNeeds, ConfinedChild, StartedChild } from "./confined-child.ts";
import { type Breach, isAccident } from "./conversation.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { Nursery } from "./nursery.ts";
import { Player } from "./play.ts";
import { Pool } from "./pool.ts";
import type { SandboxPowers } from "./powers.ts";
import { probeEverything } from "./probe.ts";
import { isProven, mintProven, type Proven, type Proving } from "./proven.ts";
import { replaced } from "./replaced.ts";
import type { Probe, Sandbox, Session } from "./sandbox.ts";
import { LiveSession } from "./session.ts";
import { smoke } from "./smoke.ts";
import type { Verdict } from "./verdict.ts";

type Opened = Result<Session, Problem | Finding[]>;

/** What came of a module in one child. */
interface Attempt<T> {
  readonly result: T;
  /** Why it says nothing about the module. */
  readonly accident?: string | undefined;
}

export function makeSandbox(powers: SandboxPowers): Sandbox {
  return new ConfiningSandbox(powers);
}

class ConfiningSandbox implements Sandbox {
  readonly #powers: SandboxPowers;
  readonly #children = new Set<ConfinedChild>();
  readonly #starting = new Set<Promise<unknown>>();
  readonly #pool: Pool;
  /** Started for a module that is still being read; until it is taken, released or dead. */
  #expected: { readonly child: Promise<Result<StartedChild, Problem>>; readonly release: () => void } | undefined;
  readonly #nursery: Nursery;
  #closed = false;

  constructor(powers: SandboxPowers) {
    this.#powers = powers;
    this.#nursery = new Nursery(powers);
    this.#pool = new Pool(() => this.#start(waiting), powers.every);
  }

  keepReady(children: number): void {
    if (children > 0 && !this.#closed) this.#nursery.rehearse();
    this.#pool.resize(this.#closed ? 0 : children);
  }

  expect(limits: Partial<Limits> = {}): () => void {
    const { memoryBytes } = { ...defaultLimits, ...limits };
    // After a quick succession of modules it may still be resting, with too few for the next one.
    this.#pool.fill();
    const isOne = this.#closed || this.#expected !== undefined || this.#pool.isUsed;
    if (isOne || memoryBytes !== waiting.memoryBytes) return () => {};
    const unwanted = new AbortController();
    const child = this.#start({ memoryBytes, signal: unwanted.signal });
    const release = (): void => {
      if (this.#expected?.child !== child) return;
      this.#expected = undefined;
      unwanted.abort();
    };
    this.#expected = { child, release };
    void child.then((started) => (started.ok ? void started.value.child.ended.then(release) : release()));
    return release;
  }

  async prove(checked: Checked, options: Parameters<Sandbox["prove"]>[1]): ReturnType<Sandbox["prove"]> {
    if (!isChecked(checked)) throw new TypeError("prove takes what the gate has made, and nothing else");
    const smoked = await this.#tryTwice(checked.name, () => this.#smoke(checked, options));
    if (!smoked.ok) return smoked;
    const verdict = smoked.value;
    return ok(verdict.ok ? { verdict, proven: mintProven(checked, verdict) } : { verdict });
  }

  async open(module: Proven | Proving, options: Parameters<Sandbox["open"]>[1]): Promise<Opened> {
    const { checked } = module;
    if (!isChecked(checked) || !("proof" in module || isProven(module)))
      throw new TypeError("open takes what a smoke run has proven or is proving, and nothing else");
    return this.#tryTwice(checked.name, () => this.#live(checked, options));
  }

  /** With another child, where the first was killed or held up from outside: that says nothing about the module. */
  async #tryTwice<T>(name: string, attempt: () => Promise<Attempt<T>>): Promise<T> {
    const first = await attempt();
    if (first.accident === undefined || this.#closed) return first.result;
    this.#powers.onProblem?.(replaced(`${name} is given another process: ${first.accident}`));
    return (await attempt()).result;
  }

  async #smoke(checked: Checked, options: Parameters<Sandbox["prove"]>[1]): Promise<Attempt<Result<Verdict, Problem>>> {
    const limits = { ...defaultLimits, ...options.limits };
    const began = performance.now();
    const started = await this.#take({ memoryBytes: limits.memoryBytes });
    if (!started.ok) return { result: started };
    const { child } = started.value;
    // Its answer comes before the module's turn does; nothing is waited for in between.
    const limiting = child.limitCpu(secondsFor(options.frames, limits));
    const stop = () => child.kill("the run was stopped");
    options.signal?.addEventListener("abort", stop);
    if (options.signal?.aborted) stop();
    const { verdict, accident } = await smoke(child, checked, options, limits, performance.now() - began);
    options.signal?.removeEventListener("abort", stop);
    this.#pool.fillSoon();
    const limited = await limiting;
    if (!limited.ok && !options.signal?.aborted)
      return { result: this.#closed ? err(closed) : limited, accident: accidentOf(await child.ended) };
    return { result: ok(verdict), accident };
  }

  async #live(checked: Checked, options: Parameters<Sandbox["open"]>[1]): Promise<Attempt<Opened>> {
    const limits = { ...defaultLimits, ...options.limits };
    const started = await this.#take({ memoryBytes: limits.memoryBytes });
    if (!started.ok) return { result: started };
    const { child } = started.value;
    const player = new Player(child, checked, limits, 0);
    const loading = player.load(options, false);
    const starting = player.start(options.snapshot);
    const loaded = await loading;
    const ready = loaded.ok ? await starting : loaded;
    this.#pool.fillSoon();
    if (ready.ok) {
      const notRestored = parseSentences(ready.value.value ?? []) ?? [];
      return { result: ok(new LiveSession(player, ready.value.tick, notRestored)) };
    }
    const { reason, finding, isAccident } = ready.error;
    child.kill(reason);
    return { result: err([finding]), accident: isAccident ? reason : undefined };
  }

  probe(): Promise<Probe[]> {
    return probeEverything(this.#powers);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#pool.close();
    this.#expected?.release();
    await Promise.all(this.#starting);
    const children = [...this.#children];
    for (const child of children) child.kill("the sandbox was closed");
    await Promise.all(children.map((child) => child.ended));
    await this.#nursery.close();
  }

  /** One that waits or is on its way, where it fits; else one of its own. */
  async #take(needs: ChildNeeds): Promise<Result<StartedChild, Problem>> {
    // Address space is limited at the lock: what waits has the default budget.
    const fits = needs.memoryBytes === waiting.memoryBytes;
    const ready = fits && this.#pool.isUsed ? await this.#pool.take() : undefined;
    if (ready !== undefined) return ok(ready);
    const expected = fits ? await this.#takeExpected() : undefined;
    if (expected?.ok) return expected;
    const started = await this.#start(needs);
    if (!started.ok) return this.#closed ? started : err(this.#pool.problem ?? started.error);
    this.#pool.encourage();
    return started;
  }

  #takeExpected(): Promise<Result<StartedChild, Problem>> | undefined {
    const expected = this.#expected?.child;
    this.#expected = undefined;
    return expected;
  }

  async #start(needs: ChildNeeds): Promise<Result<StartedChild, Problem>> {
    if (this.#closed) return err(closed);
    const starting = this.#nursery.start(needs);
    this.#starting.add(starting);
    const started = await starting;
    this.#starting.delete(starting);
    if (!started.ok) return started;
    const { child } = started.value;
    this.#children.add(child);
    void child.ended.then(() => this.#children.delete(child));
    if (!this.#closed) return started;
    child.kill(closed.message);
    return err(closed);
  }
}

/** What waits can do either: give a verdict, or live. */
const waiting: ChildNeeds = { memoryBytes: defaultLimits.memoryBytes, rehearsals: 1 };

/** Everything that a run may take, twice over: a limit for the kernel, behind the host's own clock. */
const secondsFor = (frames: number, limits: Limits): number =>
  2 + Math.ceil((2 * (limits.compileMs + limits.constructMs + frames * limits.tickHardMs)) / 1_000);

const accidentOf = (breach: Breach): string | undefined =>
  isAccident(breach) ? `the confined process ${breach.detail}` : undefined;

const closed: Problem = {
  code: "SANDBOX_CLOSED",
  message: "Cannot run the module: the sandbox was closed",
  hint: "This happens when the program is ending; run the command again.",
};
