/** Decisions in words: what a call required, and how it can be had. Deno's sentences, so that its users know them. */
import { quoted } from "../base/printable.ts";
import type { Decision, PermissionRequest } from "./decision.ts";
import type { PermissionName } from "./permissions.ts";

/** `net access to "api.example.com:443"`, `storage access`. */
export const accessTo = (name: string, scope: string): string =>
  scope === "" ? `${name} access` : `${name} access to ${quoted(scope, 200)}`;

/** The message of `NotCapable`: `Requires net access to "api.example.com:443", run again with the --allow-net flag`. */
export const refusal = ({ name, scope }: PermissionRequest, { hint }: Decision): string =>
  `Requires ${accessTo(name, scope)}, ${hint}`;

export const allowFlag = (name: PermissionName): `--allow-${PermissionName}` => `--allow-${name}`;
export const denyFlag = (name: PermissionName): `--deny-${PermissionName}` => `--deny-${name}`;

/** As a module's literal asks for it. */
export const literalFor = ({ name, scope }: PermissionRequest): string =>
  scope === "" ? `{ ${name}: true }` : `{ ${name}: [${JSON.stringify(scope)}] }`;
