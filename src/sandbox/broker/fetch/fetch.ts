/**
 * The effect of `fetch`: each hop is a request of its own, with its own decision, its own line in the audit and its own
 * check of the address, so that a redirect opens nothing that a direct call could not.
 *
 * Nothing ambient goes along: no cookies, no credentials, no proxy, no kept connection.
 */
import type { CallError, FetchArguments } from "../../../base/broker-call.ts";
import type { Json } from "../../../base/json.ts";
import { quoted } from "../../../base/printable.ts";
import { err, ok, type Result } from "../../../base/result.ts";
import { netScope } from "../../../permission/net-scope.ts";
import type { Effect, EffectContext } from "../effect.ts";
import { StopWatch } from "../stop-watch.ts";
import { type Destination, destination, permittedAddresses } from "./addresses.ts";
import { letGo, readAnswer } from "./answer.ts";
import { networkFailure, send } from "./connect.ts";
import { type Outgoing, readOutgoing, redirected } from "./outgoing.ts";

/** The answer, or where it says to go next. */
type Hop = { readonly answer: Json } | { readonly next: Outgoing };
type Cannot = (why: string) => Result<never, CallError>;

export const fetchEffect: Effect<FetchArguments> = async (args, context) => {
  const { limits, powers, signal } = context;
  const cannot: Cannot = (why) => err({ message: `Cannot fetch ${quoted(args.url, 200)}: ${why}` });
  const first = readOutgoing(args);
  if (!first.ok) return cannot(first.error);
  // Only the network's time counts, not that of a person who is asked.
  const watch = new StopWatch(powers.clock, limits.fetchMs, signal);
  let request = first.value;
  for (let hops = 0; hops <= limits.redirects; hops++) {
    const hop = await travel(request, context, watch, cannot);
    if (!hop.ok) return hop;
    if ("answer" in hop.value) return ok(hop.value.answer);
    request = hop.value.next;
  }
  return cannot(`it was redirected more than ${limits.redirects} times`);
};

async function travel(
  request: Outgoing,
  context: EffectContext,
  watch: StopWatch,
  cannot: Cannot,
): Promise<Result<Hop, CallError>> {
  const scope = netScope(request.url);
  if (!scope.ok) return cannot(`it ${scope.error}`);
  const permitted = await context.permit({ name: "net", scope: scope.value });
  if (!permitted.ok) return permitted;
  const to = destination(scope.value);
  const travelled = await watch.run((signal) => exchange(request, to, context, cannot, signal));
  if (travelled.kind === "done") return travelled.value;
  if (travelled.kind === "stopped") return cannot("the module was stopped");
  if (travelled.kind === "late") return cannot(`it took longer than ${context.limits.fetchMs / 1000} s`);
  return cannot(networkFailure(travelled.error, to));
}

async function exchange(
  request: Outgoing,
  to: Destination,
  context: EffectContext,
  cannot: Cannot,
  signal: AbortSignal,
): Promise<Result<Hop, CallError>> {
  const addresses = await permittedAddresses(to, context);
  if (!addresses.ok) return addresses;
  const response = await send(request, to, addresses.value, context.powers.net, signal);
  const next = followed(request, response);
  if (next === undefined) {
    const answer = await readAnswer(response, context.limits.bodyBytes);
    return answer.ok ? ok({ answer: answer.value }) : cannot(answer.error);
  }
  await letGo(response);
  return next === null ? cannot("it was redirected to what is no address") : ok({ next });
}

/** Undefined: no redirect. Null: one to nowhere. */
function followed(request: Outgoing, { status, headers }: Response): Outgoing | null | undefined {
  const location = headers.get("location");
  if (location === null || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  return redirected(request, status, location);
}
