/**
 * A set of rules: for each permission everything, nothing, or a list of scopes. What flags allow, what they deny, what a
 * module's literal asks for and what a named set grants are all one of these.
 *
 * Reading is strict: one scope that is not understood refuses the whole list, since a rule that silently means nothing
 * is a grant or a denial that somebody believes in.
 */
import { err, ok, type Result } from "../base/result.ts";
import type { PermissionRequest } from "./decision.ts";
import { type NetRule, netRuleCovers, netRuleText, parseNetRule } from "./net-scope.ts";
import type { PermissionName, Permissions } from "./permissions.ts";
import { normalisePath, pathCovers } from "./read-scope.ts";
import { specialRange } from "./special-range.ts";

export interface Rules {
  readonly net: NetRules;
  readonly read: "all" | readonly string[];
  readonly storage: boolean;
  readonly model: boolean;
}

export interface NetRules {
  readonly everything: boolean;
  /** Counts beside everything too: only a rule that names it allows an address of this machine or its networks. */
  readonly listed: readonly NetRule[];
}

/** `true` is everything; both is what two flags say. */
export type WrittenScopes =
  boolean | readonly string[] | { readonly everything: true; readonly listed: readonly string[] };

/** As people and modules write them. */
export interface WrittenRules {
  readonly net?: WrittenScopes;
  readonly read?: WrittenScopes;
  readonly storage?: boolean;
  readonly model?: boolean;
}

const noNet: NetRules = { everything: false, listed: [] };
export const noRules: Rules = { net: noNet, read: [], storage: false, model: false };
/** `listed` stays, for the addresses that everything does not reach. */
export const allRules = (listed: readonly NetRule[] = []): Rules => ({
  net: { everything: true, listed },
  read: "all",
  storage: true,
  model: true,
});

export interface BadScope {
  readonly name: "net" | "read";
  readonly scope: string;
  /** Ends the sentence "…: it". */
  readonly reason: string;
}

export function parseRules(written: WrittenRules): Result<Rules, BadScope> {
  const net = parseList("net", written.net, parseNetRule);
  if (!net.ok) return net;
  const read = parseList("read", written.read, normalisePath);
  if (!read.ok) return read;
  return ok({
    net: net.value,
    read: read.value.everything ? "all" : read.value.listed,
    storage: written.storage ?? false,
    model: written.model ?? false,
  });
}

function parseList<Rule>(
  name: "net" | "read",
  written: WrittenScopes = false,
  parse: (text: string) => Result<Rule, string>,
): Result<{ readonly everything: boolean; readonly listed: readonly Rule[] }, BadScope> {
  const { everything, listed } = bothOf(written);
  const rules: Rule[] = [];
  for (const scope of listed) {
    const rule = parse(scope);
    if (!rule.ok) return err({ name, scope, reason: rule.error });
    rules.push(rule.value);
  }
  return ok({ everything, listed: rules });
}

function bothOf(written: WrittenScopes) {
  if (typeof written === "boolean") return { everything: written, listed: [] };
  return "everything" in written ? written : { everything: false, listed: written };
}

/** What a module's literal asks for. A scope in it that cannot be read asks for nothing. */
export function askedRules(asked: Permissions): Rules {
  const readable = <Rule>(list: readonly string[] | undefined, parse: (text: string) => Result<Rule, string>) =>
    (list ?? []).map(parse).flatMap((rule) => (rule.ok ? [rule.value] : []));
  return {
    net: { everything: false, listed: readable(asked.net, parseNetRule) },
    read: readable(asked.read, normalisePath),
    storage: asked.storage === true,
    model: asked.model === true,
  };
}

/** Whether a request falls under the rules. A scope that is no scope falls under none, "all" included. */
export function covers(rules: Rules, request: PermissionRequest): boolean {
  if (request.name === "storage" || request.name === "model") return rules[request.name];
  if (request.name === "net") {
    const wanted = parseNetRule(request.scope);
    if (!wanted.ok || wanted.value.port === undefined) return false;
    return rules.net.everything || lists(rules.net, wanted.value);
  }
  const wanted = normalisePath(request.scope);
  if (!wanted.ok) return false;
  return rules.read === "all" || rules.read.some((rule) => pathCovers(rule, wanted.value));
}

/**
 * Whether the rules allow a request. "Everything" of the network is the internet at large: the machine itself and its
 * networks are reached only by a rule that names the very address.
 */
export function allows(rules: Rules, request: PermissionRequest): boolean {
  if (!covers(rules, request)) return false;
  const wanted = request.name === "net" ? parseNetRule(request.scope) : undefined;
  return !wanted?.ok || specialRange(wanted.value.host) === null || lists(rules.net, wanted.value);
}

const lists = ({ listed }: NetRules, wanted: NetRule): boolean => listed.some((rule) => netRuleCovers(rule, wanted));

/** The first thing that is allowed and, all of it, denied too: it can never be granted, so one of the two is a mistake. */
export function contradiction(
  allow: Rules,
  deny: Rules,
): { readonly name: PermissionName; readonly scope: string } | undefined {
  for (const name of ["storage", "model"] as const) if (allow[name] && deny[name]) return { name, scope: "" };
  if (allow.net.everything && deny.net.everything) return { name: "net", scope: "" };
  const net = shadowed(allow.net.listed, deny.net.everything ? "all" : deny.net.listed, netRuleCovers);
  if (net !== undefined) return { name: "net", scope: net === "all" ? "" : netRuleText(net) };
  const read = shadowed(allow.read, deny.read, pathCovers);
  return read === undefined ? undefined : { name: "read", scope: read === "all" ? "" : read };
}

function shadowed<Rule>(
  allow: "all" | readonly Rule[],
  deny: "all" | readonly Rule[],
  covered: (outer: Rule, inner: Rule) => boolean,
): "all" | Rule | undefined {
  if (allow === "all") return deny === "all" ? "all" : undefined;
  return allow.find((one) => deny === "all" || deny.some((outer) => covered(outer, one)));
}
