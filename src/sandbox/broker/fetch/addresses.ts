/**
 * Where a granted request may go: its name is resolved once, and every address that it has is looked at. No second look-up
 * happens, so what a name server says afterwards changes nothing.
 */
import { isIP } from "node:net";

import type { CallError } from "../../../base/broker-call.ts";
import { quoted } from "../../../base/printable.ts";
import { err, ok, type Result } from "../../../base/result.ts";
import { specialRange } from "../../../permission/special-range.ts";
import { bracketed, isAddress } from "../address.ts";
import type { EffectContext } from "../effect.ts";

/** A scope as it was granted, split. */
export interface Destination {
  /** A name, an IPv4 address, or an IPv6 one in brackets. */
  readonly host: string;
  readonly port: string;
}

export function destination(scope: string): Destination {
  const colon = scope.lastIndexOf(":");
  return { host: scope.slice(0, colon), port: scope.slice(colon + 1) };
}

/** As they stand in a URL, in the order in which to try them. */
export async function permittedAddresses(
  { host, port }: Destination,
  { permit, powers }: Pick<EffectContext, "permit" | "powers">,
): Promise<Result<readonly string[], CallError>> {
  const scoped = (address: string) => ({ name: "net", scope: `${address}:${port}` }) as const;
  // What was granted as an address needs no other leave.
  const found = isAddress(host) ? [] : await powers.net.resolve(host);
  const special = found.find((address) => specialRange(address) !== null || !isIP(address));
  if (special !== undefined) {
    const range = specialRange(special) ?? "malformed";
    const hint = `to which ${quoted(host, 253)} resolves: the ${range} address itself must be asked for and granted`;
    return err(await permit.refuse(scoped(bracketed(special)), { by: "default", hint }));
  }
  const addresses = isAddress(host) ? [host] : found.map(bracketed);
  for (const address of addresses) {
    const denied = await powers.deniedBy(scoped(address));
    if (denied) return err(await permit.refuse(scoped(address), denied));
  }
  return ok(addresses);
}
