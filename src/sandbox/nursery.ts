/**
 * Where children come from: one process that all of them are copied from (`zygote.ts`), which is started when the first is wanted,
 * and again after it was lost. It stands within the outer layer until it is seen that this does not work here: then the wall
 * stands without it.
 */
import type { Problem } from "../base/problem.ts";
import { err, type Result } from "../base/result.ts";
import { type ChildNeeds, ConfinedChild, type StartedChild } from "./confined-child.ts";
import type { OuterPowers, SandboxPowers } from "./powers.ts";
import { replaced } from "./replaced.ts";
import { noWall } from "./wall-check.ts";
import { Zygote } from "./zygote.ts";

/** So often, what the first frames of a module run of the engine has been compiled: some seconds, a quarter of them at work. */
const REHEARSALS = 200;

export class Nursery {
  readonly #powers: SandboxPowers;
  #outer: OuterPowers | undefined;
  /** A child has stood: what goes wrong from then on is an accident, and no reason to leave out the outer layer. */
  #works = false;
  #closed = false;
  #zygote: Zygote | undefined;
  /** Those that make no more copies live as long as the ones that they made. */
  readonly #all = new Set<Zygote>();
  #rehearses = false;

  constructor(powers: SandboxPowers) {
    this.#powers = powers;
    this.#outer = powers.outer;
  }

  /** From now on children are wanted that keep nobody waiting. */
  rehearse(): void {
    if (this.#rehearses) return;
    this.#rehearses = true;
    this.#zygote?.rehearse(REHEARSALS);
  }

  async start(needs: ChildNeeds): Promise<Result<StartedChild, Problem>> {
    const { platform, arch } = this.#powers;
    if (platform !== "linux" || arch !== "x64")
      return err(noWall(`its wall is made of Linux x86-64 system calls, and this is ${platform} ${arch}`));
    const outer = this.#outer;
    const started = await this.#startOne(needs);
    if (started.ok) this.#works = true;
    if (started.ok || this.#closed || needs.signal?.aborted) return started;
    if (this.#works) return this.#startAnother(needs, started.error);
    return outer === undefined ? started : this.#startWithout(outer, needs, started.error);
  }

  /** Once: the one that it was copied from may have been lost, or the child itself, before anything was asked of it. */
  #startAnother(needs: ChildNeeds, why: Problem): Promise<Result<StartedChild, Problem>> {
    this.#powers.onProblem?.(replaced(`Another confined process is started, since one was lost: ${why.message}`));
    return this.#startOne(needs);
  }

  async #startWithout(outer: OuterPowers, needs: ChildNeeds, why: Problem): Promise<Result<StartedChild, Problem>> {
    const isFirst = this.#outer !== undefined;
    if (isFirst) this.#zygote = this.#outer = undefined;
    const started = await this.#startOne(needs);
    if (!isFirst) return started;
    if (started.ok) this.#powers.onProblem?.(withoutOuter(why));
    else this.#outer = outer;
    return started;
  }

  async #startOne(needs: ChildNeeds): Promise<Result<StartedChild, Problem>> {
    try {
      return await ConfinedChild.start(this.#powers, this.#current(), needs);
    } catch (error) {
      return err(noWall(`no process could be started: ${String(error)}`));
    }
  }

  #current(): Zygote {
    if (this.#zygote !== undefined && !this.#zygote.isSpent) return this.#zygote;
    const zygote = new Zygote(this.#powers, this.#outer);
    this.#all.add((this.#zygote = zygote));
    void zygote.gone.then(() => this.#all.delete(zygote));
    if (this.#rehearses) zygote.rehearse(REHEARSALS);
    return zygote;
  }

  /** Ends it, after its children. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const zygote of this.#all) zygote.kill();
    await Promise.all([...this.#all].map((zygote) => zygote.gone));
  }
}

const withoutOuter = ({ message }: Problem): Problem => ({
  code: "WALL_WITHOUT_OUTER_LAYER",
  message: `Bubblewrap does not work here, and is left out until the end; the wall stands without it: ${message}`,
  hint: "`bun nodegen doctor` shows both layers; an unprivileged container often forbids the namespaces that bubblewrap needs.",
});
