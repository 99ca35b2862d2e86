/** The permission flags as rules. A scope that is not understood, or is allowed and denied at once, is refused before anything runs. */
import { accessTo } from "../../base/permission-prompt.ts";
import { quoted } from "../../base/printable.ts";
import type { Problem } from "../../base/problem.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { AllowedAndDenied } from "../../permission/decide.ts";
import { allowFlag, denyFlag, scopeHints } from "../../permission/explain.ts";
import type { SetLimits } from "../../permission/limits.ts";
import { allRules, type BadScope, contradiction, parseRules } from "../../permission/rules.ts";
import type { Limits } from "../../sandbox/limits.ts";
import type { Options } from "../flags/flag.ts";

export function rulesOf(options: Options): Result<AllowedAndDenied, Problem> {
  const { allowAll, allowNet, allowRead, allowStorage, allowModel } = options;
  const allow = parseRules({ net: allowNet, read: allowRead, storage: allowStorage, model: allowModel });
  if (!allow.ok) return err(badScope(allowFlag(allow.error.name), allow.error));
  const { denyNet, denyRead, denyStorage, denyModel } = options;
  const deny = parseRules({ net: denyNet, read: denyRead, storage: denyStorage, model: denyModel });
  if (!deny.ok) return err(badScope(denyFlag(deny.error.name), deny.error));
  const overlap = contradiction(allow.value, deny.value);
  if (overlap) return err(bothWays(overlap));
  return ok({ allow: allowAll ? allRules(allow.value.net.listed) : allow.value, deny: deny.value });
}

/** What the flags say comes before what a set says. */
export function limitsOf(options: Pick<Options, keyof SetLimits>, set: SetLimits): Partial<Limits> {
  const memory = options.maxMemory ?? set.maxMemory;
  const tick = options.maxTick ?? set.maxTick;
  const nodes = options.maxNodes ?? set.maxNodes;
  const log = options.maxLog ?? set.maxLog;
  return {
    ...(memory !== undefined && { memoryBytes: memory * 2 ** 20 }),
    ...(tick !== undefined && { tickHardMs: tick }),
    ...(nodes !== undefined && { nodes }),
    ...(log !== undefined && { logLinesPerSecond: log }),
  };
}

const badScope = (flag: string, { name, scope, reason }: BadScope): Problem => ({
  code: "USAGE_BAD_SCOPE",
  message: `Cannot read ${quoted(`${flag}=${scope}`, 200)}: ${quoted(scope, 200)} ${reason}`,
  hint: scopeHints[name],
});

const bothWays = ({ name, scope }: NonNullable<ReturnType<typeof contradiction>>): Problem => ({
  code: "USAGE_PERMISSION_OVERLAP",
  message: `Cannot tell what is meant: ${accessTo(name, scope)} is both allowed and denied`,
  hint: `Leave out one of ${allowFlag(name)} and ${denyFlag(name)}; what is denied is never granted.`,
});
