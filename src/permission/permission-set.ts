/**
 * Named sets of permissions and limits, as `nodegen.json` or the "nodegen" part of package.json writes them:
 *
 *     { "permissionSets": { "weather": { "net": ["api.example.com"], "storage": true, "maxMemory": 128 } } }
 *
 * A set is chosen by name on the command line; one that is only there grants nothing. Reading is strict: a key that is
 * not known is refused with the nearest right one, since a misspelt "deny" would deny nothing.
 */
import * as v from "valibot";

import { isRecord } from "../base/json.ts";
import { didYouMean, nearest } from "../base/nearest.ts";
import { quoted } from "../base/printable.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { AllowedAndDenied } from "./decide.ts";
import { scopeHints } from "./explain.ts";
import { limitBounds, type SetLimits } from "./limits.ts";
import { type BadScope, contradiction, noRules, parseRules } from "./rules.ts";

export interface PermissionSet extends AllowedAndDenied {
  readonly limits: SetLimits;
}

export const noPermissionSet: PermissionSet = { allow: noRules, deny: noRules, limits: {} };

const scopes = v.union([v.boolean(), v.array(v.string())], "Expected true, false or a list of texts");
const flag = v.boolean("Expected true or false");
const limit = ([min, max]: readonly [number, number]) => {
  const expected = `Expected a whole number from ${min} to ${max}`;
  return v.optional(
    v.pipe(v.number(expected), v.integer(expected), v.minValue(min, expected), v.maxValue(max, expected)),
  );
};
const rules = {
  net: v.optional(scopes),
  read: v.optional(scopes),
  storage: v.optional(flag),
  model: v.optional(flag),
};
const schema = v.strictObject({
  ...rules,
  deny: v.optional(v.strictObject(rules)),
  maxMemory: limit(limitBounds.maxMemory),
  maxTick: limit(limitBounds.maxTick),
  maxNodes: limit(limitBounds.maxNodes),
  maxLog: limit(limitBounds.maxLog),
});
const keysOf: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(schema.entries),
  deny: Object.keys(rules),
};

/** `written` is the value of "permissionSets" in `file`. */
export function readPermissionSet(written: unknown, name: string, file: string): Result<PermissionSet, Problem> {
  if (!isRecord(written))
    return err(bad(file, '"permissionSets" is no object', 'Write { "permissionSets": { "NAME": { … } } }.'));
  const names = Object.keys(written);
  if (!Object.hasOwn(written, name)) return err(unknownSet(name, names, file));
  if (!isRecord(written[name]))
    return err(
      bad(file, `the permission set ${quoted(name)} is no object`, 'Write e.g. { "net": ["api.example.com"] }.'),
    );
  const parsed = v.safeParse(schema, written[name]);
  if (!parsed.success) return err(misfit(parsed.issues[0], name, file));
  const { net, read, storage, model, deny = {}, ...limits } = parsed.output;
  const allowed = parseRules({ net, read, storage, model });
  if (!allowed.ok) return err(badScope(allowed.error, name, file));
  const denied = parseRules(deny);
  if (!denied.ok) return err(badScope(denied.error, name, file));
  const overlap = contradiction(allowed.value, denied.value);
  if (overlap)
    return err(
      bad(
        file,
        `the permission set ${quoted(name)} allows and denies ${overlap.name}${overlap.scope && ` ${quoted(overlap.scope)}`}`,
        "Take it out of one of the two; what is denied is never granted.",
      ),
    );
  return ok({ allow: allowed.value, deny: denied.value, limits });
}

function misfit(issue: v.BaseIssue<unknown>, name: string, file: string): Problem {
  const path = (issue.path ?? []).map((part) => String(part.key));
  const key = path.at(-1) ?? "";
  const known = keysOf[path.slice(0, -1).join(".")] ?? [];
  const where = `the permission set ${quoted(name)}`;
  // valibot tells a key that is too many by the type "strict_object" and its name as the last part of the path.
  if (issue.type === "strict_object" && !known.includes(key)) {
    const near = nearest(key, known);
    const hint = near === undefined ? `The keys are ${known.join(", ")}.` : `Did you mean "${near}"?`;
    return bad(file, `${where} has the key ${quoted(path.join("."))}, which there is not`, hint);
  }
  return bad(file, `${where} has a ${quoted(path.join("."))} that does not fit`, `${issue.message}.`);
}

const badScope = ({ name: permission, scope, reason }: BadScope, name: string, file: string): Problem =>
  bad(
    file,
    `the permission set ${quoted(name)} has the ${permission} scope ${quoted(scope)}, which ${reason}`,
    scopeHints[permission],
  );

const unknownSet = (name: string, names: readonly string[], file: string): Problem => ({
  code: "USAGE_PERMISSION_SET",
  message: `Cannot use the permission set ${quoted(name)}: "${file}" has none of this name`,
  hint:
    didYouMean(name, names).trim() ||
    (names.length === 0 ? "It has none at all." : `It has ${names.map((one) => quoted(one)).join(", ")}.`),
});

const bad = (file: string, state: string, hint: string): Problem => ({
  code: "USAGE_PERMISSION_SET",
  message: `Cannot read "${file}": ${state}`,
  hint,
});
