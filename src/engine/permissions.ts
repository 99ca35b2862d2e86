/**
 * What a module may ask to be allowed, and how it learns what it is allowed now. After the web's Permissions API: a query
 * asks nobody and changes nothing, and a change of what was queried is told.
 */
import { capabilities, type Capability } from "../base/broker-call.ts";
import { sceneFor } from "./current.ts";
import { shown } from "./fault.ts";
import { followed, rejected } from "./promise.ts";
import type { Signal } from "./signal.ts";

/** What the module asks to be allowed, as a literal. Absent means nothing. */
export interface Permissions {
  /** Hosts, `host` or `host:port`, that `fetch` may reach. */
  net?: readonly string[];
  /** Files and folders, relative to the project, that `readText` and textures may come from. */
  read?: readonly string[];
  /** A key-value store of the module's own that outlives the run. */
  storage?: boolean;
  /** Questions to the language model. */
  model?: boolean;
}

/** "prompt": using it would ask a person. */
export interface PermissionStatus {
  readonly name: "net" | "read" | "storage" | "model";
  /** Empty: all that the module asks for under this name. */
  readonly scope: string;
  readonly state: "granted" | "prompt" | "denied";
}

/**
 * What the module may do now; nobody is asked. `changed` tells when something that was queried is another.
 * Beside a literal of that name: `import { permissions as granted } from "nodegen"`.
 */
export const permissions: {
  /** A scope is `host:port` or a path; without one, all that the literal asks for under this name. */
  query(name: PermissionStatus["name"], scope?: string): Promise<PermissionStatus>;
  readonly changed: Signal<[PermissionStatus]>;
} = Object.freeze({
  query: (name: PermissionStatus["name"], scope?: string): Promise<PermissionStatus> => query(name, scope),
  get changed() {
    return sceneFor("permissions.changed").calls.changed;
  },
});

function query(name: Capability, scope: string | undefined): Promise<PermissionStatus> {
  const { calls, options } = sceneFor("permissions.query");
  if (!capabilities.includes(name))
    return rejected(new TypeError(`Cannot query ${shown(name)}: a permission is ${capabilities.join(", ")}`));
  if (options.smoke) {
    const denied: PermissionStatus = { name, scope: scope ?? "", state: "denied" };
    return options.asked.includes(name) ? followed(() => {}) : followed((resolve) => resolve(Object.freeze(denied)));
  }
  const args = scope === undefined ? { name } : { name, scope: `${scope}` };
  return calls.make(
    { call: "permissions.query", args },
    (value) => Object.freeze(value) as unknown as PermissionStatus,
  );
}
