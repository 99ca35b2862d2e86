/**
 * One request on its way: the connection is made to an address that was checked, and the certificate must be good for the
 * name that was granted.
 */
import { quoted } from "../../../base/printable.ts";
import { isAddress } from "../address.ts";
import type { NetPowers } from "../powers.ts";
import type { Destination } from "./addresses.ts";
import type { Outgoing } from "./outgoing.ts";

/** More than one is tried only where no connection came about, so that nothing is sent twice. */
const MOST_TRIED = 3;
const unconnected = new Set(["ECONNREFUSED", "ConnectionRefused", "EHOSTUNREACH", "ENETUNREACH", "FailedToOpenSocket"]);

export async function send(
  request: Outgoing,
  { host, port }: Destination,
  addresses: readonly string[],
  net: Pick<NetPowers, "fetch">,
  signal: AbortSignal,
): Promise<Response> {
  const { url, method, body } = request;
  const headers = new Headers(request.headers);
  headers.set("host", url.port === "" ? host : `${host}:${port}`);
  const init = {
    method,
    headers,
    signal,
    ...(body !== undefined && { body }),
    redirect: "manual",
    // Its own connection each time: a kept one might belong to another name at the same address.
    keepalive: false,
    decompress: false,
    ...(url.protocol === "https:" && !isAddress(host) && { tls: { serverName: host } }),
  } satisfies BunFetchRequestInit;
  const tried = addresses.slice(0, MOST_TRIED);
  for (const [at, address] of tried.entries())
    try {
      return await net.fetch(`${url.protocol}//${address}:${port}${url.pathname}${url.search}`, init);
    } catch (error) {
      if (at === tried.length - 1 || !unconnected.has(codeOf(error))) throw error;
    }
  throw Object.assign(new Error(`${host} has no address`), { code: "ENOTFOUND" });
}

const codeOf = (error: unknown): string => {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "";
};

/** What went wrong on the way, as the end of a sentence. A call that was made wrongly is a fault of ours and goes on. */
export function networkFailure(error: unknown, { host }: Destination): string {
  const code = codeOf(error) || (error as Error).name;
  if (code === "TypeError") throw error;
  if (unconnected.has(code)) return "the connection was refused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code.startsWith("DNS_"))
    return `the name ${quoted(host, 253)} is not known`;
  if (/TLS|CERT|SSL|SELF_SIGNED/.test(code)) return `its certificate is not good for ${quoted(host, 253)} (${code})`;
  return `the connection failed (${code})`;
}
