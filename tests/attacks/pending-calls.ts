/** Calls that a played module has made and was not answered yet. Each tick waits for them, so that few ticks are enough. */
import type { BrokerAsk, BrokerNews } from "../../src/base/broker-call.ts";
import type { HostOutside } from "./host-outside.ts";

/**
 * In one life, a millisecond or more each: a question that nobody answers, or a site that says nothing, is not waited for
 * longer. Looks and not time, so that a machine that stands still takes no answer away.
 */
const MOST_LOOKS = 1_500;

export class PendingCalls {
  readonly #outside: HostOutside;
  #looks = MOST_LOOKS;
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
    let news = this.#outside.session.take();
    for (; news === undefined && this.#pending > 0 && this.#looks > 0; this.#looks--) {
      await Bun.sleep(1);
      news = this.#outside.session.take();
    }
    const count = news?.answers.length ?? 0;
    this.#pending -= count;
    this.#answered += count;
    await this.#outside.answered(this.#answered);
    return news;
  }
}
