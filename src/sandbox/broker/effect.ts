/** What every effect is: a function from a call's arguments to its answer, with the leave that it must ask for first. */
import type { CallError } from "../../base/broker-call.ts";
import type { Json } from "../../base/json.ts";
import type { Result } from "../../base/result.ts";
import type { ModuleIdentity } from "../../permission/decision.ts";
import type { BrokerLimits } from "./limits.ts";
import type { Permit } from "./permit.ts";
import type { BrokerPowers } from "./powers.ts";

export interface EffectContext {
  readonly module: ModuleIdentity;
  readonly permit: Permit;
  readonly powers: BrokerPowers;
  readonly limits: BrokerLimits;
  /** Aborted when the module's child is no more. */
  readonly signal: AbortSignal;
}

/** Never throws for what a module, a server or a disk does. */
export type Effect<Arguments> = (args: Arguments, context: EffectContext) => Promise<Result<Json, CallError>>;
