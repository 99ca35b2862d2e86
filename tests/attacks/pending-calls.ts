/** Calls that a played module has made and was not answered yet. Each tick waits for them, so that few ticks are enough. */
import type { BrokerAsk, BrokerNews } from "../../src/base/broker-call.ts";
import type { HostOutside } from "./host-outside.ts";

/** In one life: a question that nobody answers, or a site that says nothing, is not waited for longer. */
const PATIENCE_MS = 1_500;

export class PendingCalls {
  readonly #outside: HostOutside;
  #patience = PATIENCE_MS;
  #pending = 0;
  #answered = 0;

  constructor(outside: HostOutside) {
    this.#outside = outside;
  }

  put(asks: readonly BrokerAsk[]): void {
    this.#pending += asks.length;
    this.#outside.session.put(asks);
  }

  async news(): Promise<BrokerNews | undefined> {
    const began = performance.now();
    let news = this.#outside.session.take();
    while (news === undefined && this.#pending > 0 && performance.now() - began < this.#patience) {
      await new Promise((turn) => void setImmediate(turn));
      news = this.#outside.session.take();
    }
    this.#patience -= performance.now() - began;
    const count = news?.answers.length ?? 0;
    this.#pending -= count;
    this.#answered += count;
    await this.#outside.answered(this.#answered);
    return news;
  }
}
