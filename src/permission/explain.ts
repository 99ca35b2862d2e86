/** Decisions in words: what a call required, and how it can be had. Deno's sentences, so that its users know them. */
import { accessTo } from "../base/permission-prompt.ts";
import type { Decision, PermissionRequest } from "./decision.ts";
import { parseNetRule } from "./net-scope.ts";
import type { PermissionName } from "./permissions.ts";
import { specialRange } from "./special-range.ts";

/** The message of `NotCapable`: `Requires net access to "api.example.com:443", run again with the --allow-net flag`. */
export const refusal = ({ name, scope }: PermissionRequest, { hint }: Decision): string =>
  `Requires ${accessTo(name, scope)}, ${hint}`;

export const allowFlag = (name: PermissionName): `--allow-${PermissionName}` => `--allow-${name}`;
export const denyFlag = (name: PermissionName): `--deny-${PermissionName}` => `--deny-${name}`;

/** The flag that grants it: an address of this machine or its networks is granted by name alone. */
export function flagFor({ name, scope }: PermissionRequest): string {
  const rule = name === "net" ? parseNetRule(scope) : undefined;
  return rule?.ok && specialRange(rule.value.host) !== null ? `${allowFlag(name)}=${scope}` : allowFlag(name);
}

/** As a module's literal asks for it. */
export const literalFor = ({ name, scope }: PermissionRequest): string =>
  scope === "" ? `{ ${name}: true }` : `{ ${name}: [${JSON.stringify(scope)}] }`;

/** How a scope is written, for every place that refuses one. */
export const scopeHints: Readonly<Record<"net" | "read", string>> = {
  net: "Write HOST or HOST:PORT, e.g. api.example.com:443 or [::1]:8080.",
  read: "Write a path relative to the project, e.g. data or data/words.txt.",
};
