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

export interface Rules {
  readonly net: "all" | readonly NetRule[];
  readonly read: "all" | readonly string[];
  readonly storage: boolean;
  readonly model: boolean;
}

/** As people and modules write them: `true` is everything. */
export interface WrittenRules {
  readonly net?: boolean | readonly string[];
  readonly read?: boolean | readonly string[];
  readonly storage?: boolean;
  readonly model?: boolean;
}

export const noRules: Rules = { net: [], read: [], storage: false, model: false };
export const allRules: Rules = { net: "all", read: "all", storage: true, model: true };

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
  return ok({ net: net.value, read: read.value, storage: written.storage ?? false, model: written.model ?? false });
}

function parseList<Rule>(
  name: "net" | "read",
  written: boolean | readonly string[] | undefined,
  parse: (text: string) => Result<Rule, string>,
): Result<"all" | readonly Rule[], BadScope> {
  if (written === true) return ok("all");
  const rules: Rule[] = [];
  for (const scope of written || []) {
    const rule = parse(scope);
    if (!rule.ok) return err({ name, scope, reason: rule.error });
    rules.push(rule.value);
  }
  return ok(rules);
}

/** What a module's literal asks for. A scope in it that cannot be read asks for nothing. */
export function askedRules(asked: Permissions): Rules {
  const readable = <Rule>(list: readonly string[] | undefined, parse: (text: string) => Result<Rule, string>) =>
    (list ?? []).map(parse).flatMap((rule) => (rule.ok ? [rule.value] : []));
  return {
    net: readable(asked.net, parseNetRule),
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
    return rules.net === "all" || rules.net.some((rule) => netRuleCovers(rule, wanted.value));
  }
  const wanted = normalisePath(request.scope);
  if (!wanted.ok) return false;
  return rules.read === "all" || rules.read.some((rule) => pathCovers(rule, wanted.value));
}

/** The first thing that is allowed and, all of it, denied too: it can never be granted, so one of the two is a mistake. */
export function contradiction(
  allow: Rules,
  deny: Rules,
): { readonly name: PermissionName; readonly scope: string } | undefined {
  for (const name of ["storage", "model"] as const) if (allow[name] && deny[name]) return { name, scope: "" };
  const net = shadowed(allow.net, deny.net, netRuleCovers);
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
