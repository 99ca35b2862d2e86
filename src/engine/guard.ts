/**
 * Runs a module's code: knows whose hook is running, and turns what goes wrong in it into the scene's one fault.
 *
 * The first fault stays, whoever catches what was thrown: a node whose `onReady` was cut short must not live on in silence.
 */
import { type At, describeThrown, faultFrom, placeOf, SceneFault } from "./fault.ts";
import { label } from "./inner.ts";
import type { Node } from "./node.ts";

export class Guard {
  /** Mutable for the loop over `onUpdate`, which cannot afford an object for each node. */
  at: At = { node: null, hook: "the module" };
  /** Promises of the engine's that were rejected, until somebody asks for their outcome. */
  readonly unhandled: Map<Promise<unknown>, unknown> = new Map();
  /** How often it has run something of the module's. */
  calls = 0;
  #fault: SceneFault | null = null;
  readonly #tick: () => number;

  constructor(tick: () => number) {
    this.#tick = tick;
  }

  /** As that node's hook; the fault is thrown. */
  call<T>(at: At, run: () => T): T {
    const outer = this.at;
    this.at = at;
    this.calls++;
    try {
      return run();
    } catch (thrown) {
      throw this.fail(faultFrom(thrown, this.at, this.#tick()));
    } finally {
      this.at = outer;
    }
  }

  /** As `call`, for what may be async. */
  readonly run = (node: Node, hook: string, run: () => unknown): void => {
    const result = this.call({ node, hook }, run);
    if (result !== undefined) this.follow(result, node, hook);
  };

  /** If a hook or a listener returned a promise, its rejection is a fault. */
  follow(result: unknown, node: Node | null, hook: string): void {
    if (result instanceof Promise)
      result.then(undefined, (reason: unknown) =>
        this.#reject(reason, node === null ? hook : `${hook} of ${label(node)}`, node, hook),
      );
  }

  fail(fault: SceneFault): SceneFault {
    return (this.#fault ??= fault);
  }

  /** Throws the fault, if there is one. */
  check(): void {
    for (const reason of this.unhandled.values()) this.#reject(reason, "A promise", null, "a promise");
    if (this.#fault !== null) throw this.#fault;
  }

  #reject(reason: unknown, what: string, node: Node | null, hook: string): void {
    const message = `${what} was rejected, and nothing handles it: ${describeThrown(reason)}`;
    this.fail(new SceneFault("SMOKE_UNHANDLED_REJECTION", message, this.#tick(), placeOf(node, hook), reason));
  }
}
