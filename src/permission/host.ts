/**
 * One spelling for one host. The many ways to write an address (decimal, octal, hexadecimal, full-width digits, an IPv4
 * address mapped into IPv6, a trailing dot, capitals, Unicode names) all come out the same, so that a rule and a request
 * are compared as what they mean.
 *
 * The reading itself is the URL standard's, which is what `fetch` goes by; this file closes what that leaves open.
 */
import { err, ok, type Result } from "../base/result.ts";

/** What ends a host or hides in one; the URL reader would drop, decode or act on these. */
const foreign = /[\s\u0000-\u0020\u007f/\\@?#%*,]/u;
const MAX_HOST = 253;
const MAX_LABEL = 63;

/** `host` without a port; IPv6 in brackets. The error ends the sentence "…: it". */
export function normaliseHost(text: string): Result<string, string> {
  if (text === "") return err("names no host");
  if (text.includes("://")) return err("is a whole address; only the host and the port count");
  if (text.includes("*")) return err("has a wildcard, and every host must be named");
  if (text.includes("%")) return err("has a percent sign, which no host has");
  if (foreign.test(text)) return err("has a character that no host has");
  if (!text.startsWith("[") && text.includes(":")) return err("is an IPv6 address without brackets");
  const read = URL.parse(`http://${text}/`);
  if (read === null || read.port !== "") return err("is no host name and no address");
  return checkedName(read.hostname);
}

/** Of an address that the URL standard has read already. */
export function checkedName(hostname: string): Result<string, string> {
  if (hostname.startsWith("[")) return ok(plainAddress(hostname));
  const name = hostname.replace(/\.$/, "");
  const labels = name.split(".");
  if (name.length > MAX_HOST || labels.some((label) => label.length > MAX_LABEL)) return err("is too long for a host");
  if (labels.some((label) => label === "")) return err("has two dots in a row or begins with one");
  if (labels.at(-1) === "localhost")
    return err("is a name of this machine; write the address, e.g. 127.0.0.1 or [::1]");
  if (labels.some((label) => !/^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(label))) return err("is no host name");
  return ok(name);
}

/** In brackets, unless it is an IPv4 address in truth. */
function plainAddress(bracketed: string): string {
  const address = bracketed.slice(1, -1);
  const plain = fromMapped(address);
  return plain === address ? bracketed : plain;
}

/** `::ffff:7f00:1` is 127.0.0.1 to every socket. Any other address stays, in one spelling. */
export function fromMapped(ipv6: string): string {
  const spelt = URL.parse(`http://[${ipv6}]/`)?.hostname.slice(1, -1) ?? ipv6;
  const groups = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(spelt)?.slice(1);
  if (!groups) return spelt;
  return groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]).join(".");
}
