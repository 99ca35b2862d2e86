/**
 * How often modules may be asked for: each costs a model call. One count for the route and the sockets, since one person
 * holds the token.
 */
import type { MiddlewareHandler } from "hono";
import { MemoryStore, rateLimiter } from "hono-rate-limiter";

import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { refuse } from "./problems.ts";

const PER_MINUTE = 20;
const WINDOW = 60_000;
const KEY = "make";

export class MakeLimit {
  readonly #store = new MemoryStore();
  /** Answers 429 with `Retry-After`. */
  readonly middleware: MiddlewareHandler = rateLimiter({
    windowMs: WINDOW,
    limit: PER_MINUTE,
    store: this.#store,
    keyGenerator: () => KEY,
    handler: (c) => refuse(c, tooFast),
  });

  take(): Result<null, Problem> {
    return this.#store.increment(KEY).totalHits > PER_MINUTE ? err(tooFast) : ok(null);
  }

  close(): void {
    this.#store.shutdown();
  }
}

const tooFast: Problem = {
  code: "TOO_FAST",
  message: `Cannot take the description: more than ${PER_MINUTE} were sent in a minute`,
  hint: "Wait a minute, and send it again.",
};
