/**
 * Who may ask at all, on every request and every upgrade: the right `Host`, no foreign `Origin`, and the token.
 *
 * A page of another site can make a browser send requests to loopback, and can make its own name mean 127.0.0.1; it can
 * choose neither `Host` nor `Origin`. Other programs on the machine can choose both, and do not have the token.
 */
import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";

import type { Problem } from "../base/problem.ts";
import { refuse } from "./problems.ts";
import { cookieName, sameToken } from "./token.ts";

/** The names under which this server can be meant. Port 80 is left out of the header by browsers. */
const ownHosts = (port: number): readonly string[] =>
  ["127.0.0.1", "localhost", "[::1]"].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));

/** `port` is asked at each request: it is known only once the server listens. */
export const ownNamesOnly =
  (port: () => number): MiddlewareHandler =>
  async (c, next) => {
    const host = c.req.header("host")?.toLowerCase() ?? "";
    if (!ownHosts(port()).includes(host)) return refuse(c, foreignHost(host, port()));
    const origin = c.req.header("origin");
    if (origin !== undefined && origin !== `http://${host}`) return refuse(c, foreignOrigin(origin));
    if (sentByAnotherSite(c)) return refuse(c, foreignOrigin(c.req.header("sec-fetch-site") ?? ""));
    await next();
  };

/** A browser sends no `Origin` with a plain GET, but says this. Following a link to the page is not an attack. */
const sentByAnotherSite = (c: Context): boolean =>
  ["cross-site", "same-site"].includes(c.req.header("sec-fetch-site") ?? "") &&
  c.req.header("sec-fetch-mode") !== "navigate";

export const tokenOnly =
  (token: string, port: () => number): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.path === "/health") return next();
    const given = givenToken(c, port());
    if (given === undefined) return refuse(c, tokenMissing);
    if (!sameToken(given, token)) return refuse(c, tokenWrong);
    await next();
  };

/** The header first, then the address, then the cookie: what was given on purpose counts, right or wrong. */
function givenToken(c: Context, port: number): string | undefined {
  const header = c.req.header("authorization");
  if (header !== undefined) return /^Bearer +(\S+)$/i.exec(header)?.[1] ?? "";
  // Only where a person opens the page or a program without headers opens the socket: addresses end up in logs.
  if (c.req.path === "/" || c.req.path === "/ws") {
    const query = c.req.query("token");
    if (query !== undefined) return query;
  }
  return getCookie(c, cookieName(port));
}

const foreignHost = (host: string, port: number): Problem => ({
  code: "HOST_FOREIGN",
  message: `Cannot answer for host "${host.slice(0, 100)}": this server is on loopback only`,
  hint: `Open http://127.0.0.1:${port}/ instead.`,
});
const foreignOrigin = (origin: string): Problem => ({
  code: "ORIGIN_FOREIGN",
  message: `Cannot answer a request from "${origin.slice(0, 100)}": only this server's own page may ask`,
  hint: "Ask from the page itself, or from a program that sends no Origin header.",
});
const openPrinted =
  "Open the address that was printed when the server started, or send `Authorization: Bearer <token>`.";
const tokenMissing: Problem = {
  code: "TOKEN_MISSING",
  message: "Cannot answer: the request carries no token",
  hint: openPrinted,
};
const tokenWrong: Problem = {
  code: "TOKEN_WRONG",
  message: "Cannot answer: the token is not this server's",
  hint: openPrinted,
};
