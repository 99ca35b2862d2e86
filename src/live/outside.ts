/**
 * What a slot's module asks of the world outside: each of its children has a broker session of its own, which ends with the
 * child. Calls of a child that is being made level wait until it takes over.
 */
import type { BrokerAsk, BrokerNews } from "../base/broker-call.ts";
import type { Problem } from "../base/problem.ts";
import { err, type Result } from "../base/result.ts";
import type { Broker, BrokerSession, Texture } from "../sandbox/broker/broker.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { ModuleAbout } from "../wire/page.ts";
import { noTexture } from "./problems.ts";

export class Outside {
  readonly #broker: Broker;
  readonly #slot: number;
  #session: BrokerSession | undefined;

  constructor(broker: Broker, slot: number) {
    this.#broker = broker;
    this.#slot = slot;
  }

  /** Another child speaks for the slot: whatever its predecessor had asked for is aborted. */
  begin({ checked }: Proven, { lineage }: ModuleAbout, asks: readonly BrokerAsk[]): void {
    this.end();
    const { name, hash, permissions } = checked;
    const module = { slot: this.#slot, name, hash, lineage: lineage ?? hash, asked: permissions };
    this.#session = this.#broker.open(module);
    this.#session.put(asks);
  }

  end(): void {
    this.#session?.close();
    this.#session = undefined;
  }

  put(asks: readonly BrokerAsk[]): void {
    this.#session?.put(asks);
  }

  take(): BrokerNews | undefined {
    return this.#session?.take();
  }

  async texture(path: string): Promise<Result<Texture, Problem>> {
    return this.#session?.texture(path) ?? err(noTexture(path));
  }
}
