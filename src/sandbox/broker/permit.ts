/**
 * The one way to an effect: decide, write the decision down, and only then go on. A decision that cannot be written down
 * is a refusal, whatever it was.
 */
import type { CallError } from "../../base/broker-call.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { Decision, ModuleIdentity, PermissionRequest } from "../../permission/decision.ts";
import { refusal } from "../../permission/explain.ts";
import type { BrokerPowers } from "./powers.ts";

export interface Permit {
  /** Whether the module may; the error rejects its call. */
  (request: PermissionRequest): Promise<Result<null, CallError>>;
  /** What was granted by name turned out to be something that it does not cover: written down too. */
  refuse(request: PermissionRequest, decision: Pick<Decision, "by" | "hint">): Promise<CallError>;
}

export function makePermit(
  { decide, audit, clock }: Pick<BrokerPowers, "decide" | "audit" | "clock">,
  module: ModuleIdentity,
  signal: AbortSignal,
): Permit {
  async function settle(request: PermissionRequest, decision: Decision): Promise<Result<null, CallError>> {
    const written = await audit({
      at: clock.today().toISOString(),
      module: module.name,
      hash: module.hash,
      permission: request.name,
      scope: request.scope,
      outcome: decision.granted ? "granted" : "denied",
      by: decision.by,
    });
    const notCapable = { permission: request.name, scope: request.scope };
    if (!decision.granted) return err({ message: refusal(request, decision), notCapable });
    if (!written.ok) return err({ message: `${written.error.message}. ${written.error.hint}`, notCapable });
    // A person may have taken longer to answer than the module lived.
    return signal.aborted ? err(stopped) : ok(null);
  }
  const permit = async (request: PermissionRequest) => settle(request, await decide(module, request));
  const refuse: Permit["refuse"] = async (request, decision) => {
    const refused = await settle(request, { ...decision, granted: false });
    return refused.ok ? stopped : refused.error;
  };
  return Object.assign(permit, { refuse });
}

export const stopped: CallError = { message: "The module was stopped" };
