/**
 * The broker as the rooms above see it: for each child it takes the calls that its module makes, asks whether they are
 * granted, writes that down, does what was asked in the host, and keeps the answers until the next tick takes them.
 *
 * Calls are a hostile process's words. Nothing is done before it was decided and the decision is on disk.
 */
import type { BrokerAsk, BrokerNews } from "../../base/broker-call.ts";
import type { Problem } from "../../base/problem.ts";
import type { Result } from "../../base/result.ts";
import type { ModuleIdentity } from "../../permission/decision.ts";

export interface Broker {
  /** For one child of a module; another child of the same module has a session of its own. */
  open(module: ModuleIdentity): BrokerSession;
  /** Ends every session. */
  close(): Promise<void>;
}

export interface BrokerSession {
  /** Takes calls as a reply brought them. */
  put(asks: readonly BrokerAsk[]): void;
  /** What is there by now, for the tick that is about to be played; undefined when there is nothing. */
  take(): BrokerNews | undefined;
  /** A picture that the module may read, for a page that draws it. */
  texture(path: string): Promise<Result<Texture, Problem>>;
  /** Whatever is under way is aborted, and nothing is answered any more. */
  close(): void;
}

export interface Texture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** `image/png`, `image/jpeg` or `image/webp`, told from the bytes. */
  readonly type: string;
}
