/**
 * Network scopes: a rule names a host and perhaps a port, a request names both.
 *
 * A rule without a port covers every port of its host. Hosts are equal or they are not: there are no wildcards and a rule
 * covers no subdomain. What a name resolves to is checked by whoever opens the connection.
 */
import { err, ok, type Result } from "../base/result.ts";
import { checkedName, normaliseHost } from "./host.ts";

export interface NetRule {
  /** As `normaliseHost` gives it. */
  readonly host: string;
  /** Absent: every port. */
  readonly port?: number;
}

/** `host`, `host:port`, `[v6]`, `[v6]:port`. The error ends the sentence "…: it". */
export function parseNetRule(text: string): Result<NetRule, string> {
  const parts = /^(?<host>\[[^\]]*\]|[^:]*)(?::(?<port>.*))?$/su.exec(text)?.groups;
  // Two colons and no brackets: the host reader says what to write instead.
  if (!parts || parts["port"]?.includes(":")) return asHost(normaliseHost(text));
  if (text.includes("://")) return asHost(normaliseHost(text));
  const host = normaliseHost(parts["host"]!);
  if (!host.ok) return host;
  if (parts["port"] === undefined) return ok({ host: host.value });
  const port = parsePort(parts["port"]);
  return port === undefined
    ? err("has a port that is no whole number from 1 to 65535")
    : ok({ host: host.value, port });
}

const asHost = (host: Result<string, string>): Result<NetRule, string> => (host.ok ? ok({ host: host.value }) : host);

function parsePort(text: string): number | undefined {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

const defaultPorts: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/** The scope of a request, `host:port`, the port always written. Only http and https have one. */
export function netScope(url: URL): Result<string, string> {
  const standard = defaultPorts[url.protocol];
  if (standard === undefined)
    return err(`has the scheme "${url.protocol.slice(0, -1)}", and only http and https are served`);
  const host = checkedName(url.hostname);
  return host.ok ? ok(`${host.value}:${url.port === "" ? standard : url.port}`) : host;
}

export const netRuleText = ({ host, port }: NetRule): string => (port === undefined ? host : `${host}:${port}`);

/** Whether all that `inner` covers is covered by `outer`. */
export const netRuleCovers = (outer: NetRule, inner: NetRule): boolean =>
  outer.host === inner.host && (outer.port === undefined || outer.port === inner.port);
