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
import { defaultLimits, type Limits } from "./limits.ts";
import { Nursery } from "./nursery.ts";
import { Player } from "./play.ts";
import { Pool } from "./pool.ts";
import type { SandboxPowers } from "./powers.ts";
import { probeEverything } from "./probe.ts";
import { isProven, mintProven, type Proven } from "./proven.ts";
import type { Probe, Sandbox, Session } from "./sandbox.ts";
import { LiveSession } from "./session.ts";
import { smoke, type Smoked } from "./smoke.ts";

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
    const first = await this.#smoke(checked, options);
    const isVoid = first.ok && first.value.accident !== undefined && !this.#closed;
    if (isVoid) this.#powers.onProblem?.(playedAgain(checked.name, first.value.accident!));
    const smoked = isVoid ? await this.#smoke(checked, options) : first;
    if (!smoked.ok) return smoked;
    const { verdict } = smoked.value;
    return ok(verdict.ok ? { verdict, proven: mintProven(checked, verdict) } : { verdict });
  }

  async #smoke(checked: Checked, options: Parameters<Sandbox["prove"]>[1]): Promise<Result<Smoked, Problem>> {
    const limits = { ...defaultLimits, ...options.limits };
    const began = performance.now();
    const started = await this.#takeLimited({ memoryBytes: limits.memoryBytes }, secondsFor(options.frames, limits));
    if (!started.ok) return this.#closed ? err(closed) : started;
    const { child } = started.value;
    const stop = () => child.kill("the run was stopped");
    options.signal?.addEventListener("abort", stop);
    if (options.signal?.aborted) stop();
    const smoked = await smoke(child, checked, options, limits, performance.now() - began);
    options.signal?.removeEventListener("abort", stop);
    this.#pool.fillSoon();
    return ok(smoked);
  }

  async open(proven: Proven, options: Parameters<Sandbox["open"]>[1]): Promise<Result<Session, Problem | Finding[]>> {
    if (!isProven(proven)) throw new TypeError("open takes what a smoke run has proven, and nothing else");
    const limits = { ...defaultLimits, ...options.limits };
    const started = await this.#take({ memoryBytes: limits.memoryBytes });
    if (!started.ok) return started;
    const { child } = started.value;
    const player = new Player(child, proven.checked, limits, 0);
    const loading = player.load(options, false);
    const starting = player.start(options.snapshot);
    const loaded = await loading;
    const ready = loaded.ok ? await starting : loaded;
    this.#pool.fillSoon();
    if (ready.ok) {
      const notRestored = parseSentences(ready.value.value ?? []) ?? [];
      return ok(new LiveSession(player, ready.value.tick, notRestored));
    }
    child.kill(ready.error.reason);
    return err([ready.error.finding]);
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

  /** With a limit of processor time. What waited may have died since anybody looked: then it is a child of its own. */
  async #takeLimited(needs: ChildNeeds, cpuSeconds: number): Promise<Result<StartedChild, Problem>> {
    const taken = await this.#take(needs);
    if (!taken.ok) return taken;
    const limited = await taken.value.child.limitCpu(cpuSeconds);
    return limited.ok ? taken : this.#start({ ...needs, cpuSeconds });
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

const playedAgain = (name: string, why: string): Problem => ({
  code: "SMOKE_RUN_AGAIN",
  message: `The smoke run of ${name} is played once more by a fresh process: ${why}`,
  hint: "If it comes often, give the machine more time or memory, or look who kills its processes.",
});

const closed: Problem = {
  code: "SANDBOX_CLOSED",
  message: "Cannot run the module: the sandbox was closed",
  hint: "This happens when the program is ending; run the command again.",
};
