/**
 * What a module has been told of its permissions, and whether that still holds: each thing it queried is looked up again
 * when a grant changes, and told again when the answer is another.
 */
import type { CallError, Capability, PermissionChange } from "../../base/broker-call.ts";
import type { Json } from "../../base/json.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { ModuleIdentity } from "../../permission/decision.ts";
import type { BrokerPowers } from "./powers.ts";

/** Different things that one module may keep an eye on. */
const MOST_WATCHED = 64;

interface Asked {
  readonly name: Capability;
  readonly scope?: string;
}

export class WatchedPermissions {
  readonly #powers: Pick<BrokerPowers, "query" | "listen">;
  readonly #module: ModuleIdentity;
  readonly #watched = new Map<string, PermissionChange & { readonly asked: Asked }>();
  readonly #changes = new Map<string, PermissionChange>();
  /** Whoever queries nothing costs nobody a look. */
  #stop: (() => void) | undefined;

  constructor(powers: Pick<BrokerPowers, "query" | "listen">, module: ModuleIdentity) {
    this.#powers = powers;
    this.#module = module;
  }

  async query(asked: Asked): Promise<Result<Json, CallError>> {
    const key = keyOf(asked);
    if (!this.#watched.has(key) && this.#watched.size >= MOST_WATCHED)
      return err({ message: `Cannot query more than ${MOST_WATCHED} different permissions` });
    this.#stop ??= this.#powers.listen(() => void this.#lookAgain());
    const state = await this.#powers.query(this.#module, asked.name, asked.scope);
    const status = { name: asked.name, scope: asked.scope ?? "", state };
    this.#watched.set(key, { ...status, asked });
    this.#changes.delete(key);
    return ok(status);
  }

  take(): PermissionChange[] {
    const changes = [...this.#changes.values()];
    this.#changes.clear();
    return changes;
  }

  close(): void {
    this.#stop?.();
    this.#watched.clear();
    this.#changes.clear();
  }

  async #lookAgain(): Promise<void> {
    for (const [key, known] of [...this.#watched]) {
      const { name, scope, asked } = known;
      const state = await this.#powers.query(this.#module, asked.name, asked.scope);
      const current = this.#watched.get(key);
      if (current === undefined || current.state === state) continue;
      this.#watched.set(key, { ...current, state });
      this.#changes.set(key, { name, scope, state });
    }
  }
}

const keyOf = ({ name, scope }: Asked): string => JSON.stringify([name, scope]);
