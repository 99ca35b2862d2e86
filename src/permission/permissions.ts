/**
 * What a module asks to be allowed, as its `permissions` literal says it. Absent means nothing.
 * The vocabulary is Deno's; this room parses, compares, explains, and decides by the rules and answers that it is handed.
 */
export interface Permissions {
  /** Hosts, `host` or `host:port`. */
  readonly net?: readonly string[];
  /** Files and folders, relative to the project. */
  readonly read?: readonly string[];
  readonly storage?: boolean;
  readonly model?: boolean;
}

export type PermissionName = keyof Permissions;
export const permissionNames = ["net", "read", "storage", "model"] as const satisfies readonly PermissionName[];
