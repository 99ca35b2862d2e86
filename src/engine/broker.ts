/**
 * What a module may ask of the world outside. Nothing is granted yet: each call rejects with `NotCapable`, which names
 * the permission and the scope; in a smoke run, what the module's literal asks for stays pending instead.
 */
import { sceneFor } from "./current.ts";
import { shown } from "./fault.ts";
import { followed, rejected } from "./promise.ts";

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

export class NotCapable extends Error {
  readonly permission: string;
  readonly scope: string;
  /** @internal */
  constructor(permission: string, scope: string, action: string) {
    const where = scope === "" ? "" : ` for ${shown(scope)}`;
    super(`Cannot ${action}: the permission "${permission}"${where} was not granted`);
    this.name = "NotCapable";
    this.permission = permission;
    this.scope = scope;
  }
}

function request<T>(permission: keyof Permissions, scope: string, action: string): Promise<T> {
  const { smoke, asked } = sceneFor(action).options;
  // Its answer would come from outside, and in a smoke run there is no outside.
  if (smoke && asked.includes(permission)) return followed<T>(() => {});
  return rejected(new NotCapable(permission, scope, action));
}

/** Each rejects with `NotCapable` unless granted. Answers arrive at a tick and are journaled: a replay needs neither grant nor network. */
export function fetch(
  url: string,
  _init?: { method?: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; headers: Record<string, string>; text(): string; json(): unknown }> {
  return request("net", hostOf(`${url}`), `fetch ${shown(`${url}`)}`);
}
export function readText(path: string): Promise<string> {
  return request("read", `${path}`, `read ${shown(`${path}`)}`);
}
export const storage: {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
} = Object.freeze({
  get: (key: string) => request<unknown>("storage", "", `get ${shown(key)} from storage`),
  set: (key: string, _value: unknown) => request<void>("storage", "", `set ${shown(key)} in storage`),
  delete: (key: string) => request<void>("storage", "", `delete ${shown(key)} from storage`),
});
export function ask(prompt: string): Promise<string> {
  return request("model", "", `ask ${shown(prompt)}`);
}

/** `host` or `host:port`; the realm has no `URL`. Empty when there is none. */
const hostOf = (url: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url)?.[1]?.toLowerCase() ?? "";
