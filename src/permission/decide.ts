/**
 * Who may do what: one request at a time, in one fixed order, from what nobody can overrule to what has to be asked.
 *
 * Not asked for by the module → denied by flag or set → revoked → refused for good → allowed by flag → allowed by set →
 * remembered → asked about → refused. A refusal always comes before a grant, and where something cannot be looked up the
 * answer is no. Nothing is done here, and nothing is written but grants.
 */
import type { PromptChoice } from "../base/permission-prompt.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type {
  Decide,
  DecidedBy,
  Decision,
  DeniedBy,
  ModuleIdentity,
  PermissionRequest,
  PermissionState,
  Query,
} from "./decision.ts";
import { denyFlag, flagFor, literalFor } from "./explain.ts";
import type { GrantKey, Grants, Lasts } from "./grants.ts";
import { netRuleText, parseNetRule } from "./net-scope.ts";
import { normalisePath, pathCovers } from "./read-scope.ts";
import { allows, askedRules, covers, type Rules } from "./rules.ts";

export interface AllowedAndDenied {
  readonly allow: Rules;
  readonly deny: Rules;
}

export interface DecideOptions {
  readonly flags: AllowedAndDenied;
  readonly set: AllowedAndDenied;
  /** Opened when a module first asks for anything. */
  readonly grants: () => Promise<Result<Grants, Problem>>;
  /** Undefined: nobody was there to answer. Absent with `--no-prompt`. */
  readonly ask?: (module: ModuleIdentity, request: PermissionRequest) => Promise<PromptChoice | undefined>;
  /** Where a path leads, relative to the project; undefined where it leads nowhere or out of it. */
  readonly realPath: (path: string) => Promise<string | undefined>;
  /** After a grant was given. */
  readonly granted: () => void;
}

/** What the rules and the grants say; undefined where a person must be asked. */
type Known = Decision | undefined;

export interface Decisions {
  readonly decide: Decide;
  readonly deniedBy: DeniedBy;
  readonly query: Query;
}

export function makeDecide(options: DecideOptions): Decisions {
  const decider = new Decider(options);
  return {
    deniedBy: (request) => decider.deniedBy(request),
    decide: (module, request) => decider.decide(module, request),
    query: (module, name, scope) => decider.query(module, name, scope),
  };
}

class Decider {
  readonly #options: DecideOptions;
  /** Said no to, for this run. */
  readonly #declined = new Set<string>();
  /** Granted by a flag or a set, and noted as such already. */
  readonly #isListed = new Set<string>();
  /** Questions under way: the same one is not asked twice at once. */
  readonly #asking = new Map<string, Promise<unknown>>();

  constructor(options: DecideOptions) {
    this.#options = options;
  }

  async decide(module: ModuleIdentity, request: PermissionRequest): Promise<Decision> {
    const ruled = await this.#ruledOut(module, request);
    if (ruled) return ruled;
    const opened = await this.#options.grants();
    if (!opened.ok) return cannotLookUp(opened.error);
    const grants = opened.value;
    const known = this.#known(grants, module, request);
    // What a flag granted is noted too, so that it is listed and can be revoked while the scene runs.
    if (known?.by === "allow flag" || known?.by === "permission set")
      return this.#listed(grants, module, request, known);
    return known ?? this.#asked(module, request);
  }

  async query(module: ModuleIdentity, name: PermissionRequest["name"], scope?: string): Promise<PermissionState> {
    const requests = scope === undefined ? requestsOf(module, name) : [requestFor(name, scope)];
    const states = await Promise.all(requests.map((request) => this.#state(module, request)));
    if (states.includes("prompt")) return "prompt";
    return states.length > 0 && states.every((state) => state === "granted") ? "granted" : "denied";
  }

  async #state(module: ModuleIdentity, request: PermissionRequest): Promise<PermissionState> {
    if (await this.#ruledOut(module, request)) return "denied";
    const opened = await this.#options.grants();
    if (!opened.ok) return "denied";
    const known = this.#known(opened.value, module, request);
    if (known) return known.granted ? "granted" : "denied";
    return this.#options.ask ? "prompt" : "denied";
  }

  /** What no grant can change. */
  async #ruledOut(module: ModuleIdentity, request: PermissionRequest): Promise<Known> {
    if (covers(askedRules(module.asked), request)) return this.deniedBy(request);
    return denied("not asked", `ask for it in the module: export const permissions = ${literalFor(request)}`);
  }

  async deniedBy(request: PermissionRequest): Promise<Known> {
    const { flags, set } = this.#options;
    if (await this.#denies(flags.deny, request))
      return denied("deny flag", `run again without the ${denyFlag(request.name)} flag`);
    if (await this.#denies(set.deny, request))
      return denied("permission set", "run again with another --permission-set");
    return undefined;
  }

  /** A denied path is denied by every name that it has: the request names the real one, the rule perhaps a link. */
  async #denies(deny: Rules, request: PermissionRequest): Promise<boolean> {
    if (covers(deny, request)) return true;
    if (request.name !== "read" || deny.read === "all") return false;
    const real = await Promise.all(deny.read.map((path) => this.#options.realPath(path)));
    return real.some((path) => path !== undefined && pathCovers(path, request.scope));
  }

  #known(grants: Grants, module: ModuleIdentity, request: PermissionRequest): Known {
    const key = keyOf(module, request);
    const revoked = grants.isRevoked(key);
    if (!revoked.ok) return cannotLookUp(revoked.error);
    if (revoked.value) return denied("revoked", "it was revoked; run again to grant it anew");
    const found = grants.find(key);
    if (!found.ok) return cannotLookUp(found.error);
    const grant = found.value;
    if (grant?.lasts === "never")
      return denied("remembered", `it was refused for good; forget that with nodegen permissions revoke ${grant.id}`);
    if (allows(this.#options.flags.allow, request)) return granted("allow flag");
    if (allows(this.#options.set.allow, request)) return granted("permission set");
    if (grant) return granted(grant.lasts === "run" ? grant.by : "remembered");
    if (this.#declined.has(textOf(key))) return denied("prompt", refusedWhenAsked(request));
    return undefined;
  }

  async #asked(module: ModuleIdentity, request: PermissionRequest): Promise<Decision> {
    const { ask } = this.#options;
    const byDefault = denied("default", `run again with the ${flagFor(request)} flag`);
    if (!ask) return byDefault;
    const key = textOf(keyOf(module, request));
    const earlier = this.#asking.get(key);
    if (earlier) {
      await earlier;
      return this.decide(module, request);
    }
    const asking = ask(module, request).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    const choice = await asking;
    if (choice === undefined) return byDefault;
    // While the person was reading, it may have been refused for good elsewhere, and the run may have ended.
    const opened = await this.#options.grants();
    if (!opened.ok) return cannotLookUp(opened.error);
    const meanwhile = this.#known(opened.value, module, request);
    if (meanwhile && !meanwhile.granted) return meanwhile;
    return this.#chosen(opened.value, module, request, choice);
  }

  #chosen(grants: Grants, module: ModuleIdentity, request: PermissionRequest, choice: PromptChoice): Decision {
    if (choice === "once") return granted("prompt");
    const no = denied("prompt", refusedWhenAsked(request));
    if (choice === "deny") {
      this.#declined.add(textOf(keyOf(module, request)));
      return no;
    }
    return this.#noted(grants, module, request, choice, choice === "never" ? no : granted("prompt"));
  }

  #listed(grants: Grants, module: ModuleIdentity, request: PermissionRequest, decision: Decision): Decision {
    const key = textOf(keyOf(module, request));
    if (this.#isListed.has(key)) return decision;
    const noted = this.#noted(grants, module, request, "run", decision);
    if (noted.granted) this.#isListed.add(key);
    return noted;
  }

  /** A grant that cannot be listed could not be revoked either: then there is none. */
  #noted(
    grants: Grants,
    module: ModuleIdentity,
    request: PermissionRequest,
    lasts: Lasts,
    decision: Decision,
  ): Decision {
    const noted = grants.remember(keyOf(module, request), lasts, decision.by);
    if (!noted.ok) return cannotLookUp(noted.error);
    this.#options.granted();
    return decision;
  }
}

const keyOf = ({ hash, lineage, name }: ModuleIdentity, request: PermissionRequest): GrantKey => ({
  hash,
  lineage,
  module: name,
  permission: request.name,
  scope: request.scope,
});
const textOf = ({ hash, lineage, permission, scope }: GrantKey): string =>
  JSON.stringify([hash, lineage, permission, scope]);

const granted = (by: DecidedBy): Decision => ({ granted: true, by, hint: "" });
const denied = (by: DecidedBy, hint: string): Decision => ({ granted: false, by, hint });
const cannotLookUp = ({ message, hint }: Problem): Decision => denied("default", `${message}. ${hint}`);
const refusedWhenAsked = (request: PermissionRequest): string =>
  `it was refused when asked; run again with the ${flagFor(request)} flag`;

/** What the literal asks for under one name, as requests; a host without a port stands for https. */
function requestsOf({ asked }: ModuleIdentity, name: PermissionRequest["name"]): PermissionRequest[] {
  const rules = askedRules(asked);
  if (name === "net") return rules.net.listed.map((rule) => ({ name, scope: netRuleText({ port: 443, ...rule }) }));
  if (name === "read" && rules.read !== "all") return rules.read.map((scope) => ({ name, scope }));
  return [requestFor(name, "")];
}

/** In the spelling that a use would ask with, since answers are bound to it. What is no scope stays, and is denied. */
function requestFor(name: PermissionRequest["name"], scope: string): PermissionRequest {
  if (name === "storage" || name === "model") return { name, scope: "" };
  if (name === "read") {
    const path = normalisePath(scope);
    return { name, scope: path.ok ? path.value : scope };
  }
  const rule = parseNetRule(scope);
  return { name, scope: rule.ok ? netRuleText({ port: 443, ...rule.value }) : scope };
}
