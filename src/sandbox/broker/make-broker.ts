/**
 * The broker: a session for each child, and what they share, which is the file of the modules' storage.
 */
import type { CallError } from "../../base/broker-call.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { ModuleIdentity } from "../../permission/decision.ts";
import type { Broker, BrokerSession } from "./broker.ts";
import { type BrokerLimits, brokerLimits } from "./limits.ts";
import type { BrokerPowers } from "./powers.ts";
import { ChildSession } from "./session.ts";
import { ModuleStorage } from "./storage.ts";

export const makeBroker = (powers: BrokerPowers, limits: Partial<BrokerLimits> = {}): Broker =>
  new HostBroker(powers, { ...brokerLimits, ...limits });

class HostBroker implements Broker {
  readonly #powers: BrokerPowers;
  readonly #limits: BrokerLimits;
  readonly #sessions = new Set<ChildSession>();
  #storage: Promise<Result<ModuleStorage, CallError>> | undefined;

  constructor(powers: BrokerPowers, limits: BrokerLimits) {
    this.#powers = powers;
    this.#limits = limits;
  }

  open(module: ModuleIdentity): BrokerSession {
    const openStorage = () => (this.#storage ??= this.#openStorage());
    const session = new ChildSession({ module, powers: this.#powers, limits: this.#limits, openStorage });
    this.#sessions.add(session);
    return {
      put: (asks) => session.put(asks),
      take: () => session.take(),
      texture: (path) => session.texture(path),
      close: () => {
        session.close();
        this.#sessions.delete(session);
      },
    };
  }

  async close(): Promise<void> {
    for (const session of this.#sessions) session.close();
    this.#sessions.clear();
    const storage = await this.#storage;
    if (storage?.ok) storage.value.close();
  }

  async #openStorage(): Promise<Result<ModuleStorage, CallError>> {
    const opened = await this.#powers.openStorage();
    const storage = opened.ok ? ModuleStorage.over(opened.value, this.#limits) : opened;
    return storage.ok ? ok(storage.value) : err({ message: `${storage.error.message}. ${storage.error.hint}` });
  }
}
