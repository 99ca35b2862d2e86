/**
 * A module's `fetch` call as a request that may leave the machine: a known method, an address without credentials, and
 * headers that neither speak for the connection nor carry anything but the module's own words.
 */
import type { FetchArguments } from "../../../base/broker-call.ts";
import { quoted } from "../../../base/printable.ts";
import { err, ok, type Result } from "../../../base/result.ts";

export interface Outgoing {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string;
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const MOST_HEADERS = 32;
const MOST_HEADER_TEXT = 8 * 1024;
const MOST_URL = 8 * 1024;

/** The error ends the sentence "Cannot fetch …: ". */
export function readOutgoing({ url: text, method, headers, body }: FetchArguments): Result<Outgoing, string> {
  const url = text.length > MOST_URL ? null : URL.parse(text);
  if (url === null) return err("it is no address");
  if (url.username !== "" || url.password !== "") return err("an address may not carry a name or a password");
  const verb = method.toUpperCase();
  if (!methods.includes(verb)) return err(`the method ${quoted(method)} is none of ${methods.join(", ")}`);
  if (body !== undefined && (verb === "GET" || verb === "HEAD")) return err(`${verb} carries no body`);
  const read = readHeaders(headers);
  return read.ok ? ok({ url, method: verb, headers: read.value, ...(body !== undefined && { body }) }) : read;
}

function readHeaders(given: FetchArguments["headers"]): Result<Headers, string> {
  const entries = Object.entries(given);
  if (entries.length > MOST_HEADERS) return err(`it has more than ${MOST_HEADERS} headers`);
  let size = 0;
  const headers = new Headers();
  for (const [name, value] of entries) {
    size += name.length + value.length;
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return err(`${quoted(name)} is no name of a header`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      return err(`the header ${quoted(name)} has a character that none may have`);
    if (!isForbidden(name.toLowerCase())) headers.set(name, value);
  }
  if (size > MOST_HEADER_TEXT) return err(`its headers are longer than ${MOST_HEADER_TEXT} characters`);
  if (!headers.has("user-agent")) headers.set("user-agent", "nodegen");
  // A compressed body says nothing about its size.
  headers.set("accept-encoding", "identity");
  return ok(headers);
}

const hopByHop = "connection keep-alive te trailer transfer-encoding upgrade proxy-connection proxy-authenticate";
/** They speak for the connection, or for a person at a browser. */
const forbidden = new Set(`${hopByHop} host content-length expect cookie cookie2 origin referer via`.split(" "));
const isForbidden = (name: string): boolean => forbidden.has(name) || /^(?:sec-|proxy-|access-control-)/.test(name);

/** After a redirect; null where the answer's own address is none. */
export function redirected(request: Outgoing, status: number, location: string): Outgoing | null {
  const url = URL.parse(location, request.url.href);
  if (url === null || url.username !== "" || url.password !== "") return null;
  const headers = new Headers(request.headers);
  // What was meant for the one host is not for another.
  if (url.origin !== request.url.origin)
    for (const name of [...headers.keys()]) if (!harmless.has(name)) headers.delete(name);
  const becomesGet = status === 303 ? request.method !== "HEAD" : status <= 302 && request.method === "POST";
  if (!becomesGet) return { ...request, url, headers };
  headers.delete("content-type");
  return { url, method: "GET", headers };
}

const harmless = new Set(["accept", "accept-encoding", "accept-language", "content-type", "user-agent"]);
