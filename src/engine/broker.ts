/**
 * What a module may ask of the world outside. A call becomes a request to the host, which does it if it is granted; its
 * answer arrives at a later tick. In a smoke run there is no outside: what the module's literal asks for stays pending.
 */
import type { BrokerCall, Capability } from "../base/broker-call.ts";
import type { Json } from "../base/json.ts";
import { sceneFor } from "./current.ts";
import { shown } from "./fault.ts";
import { NotCapable } from "./not-capable.ts";
import { followed, rejected } from "./promise.ts";

interface Needs {
  readonly permission: Capability;
  readonly scope: string;
}

function request<T>({ permission, scope }: Needs, call: BrokerCall, read: (value: Json) => T): Promise<T> {
  const { calls, options } = sceneFor(call.call);
  if (!options.smoke) return calls.make(call, read);
  if (options.asked.includes(permission)) return followed<T>(() => {});
  const to = scope === "" ? "" : ` to ${shown(scope)}`;
  const literal = scope === "" ? "true" : `[${shown(scope)}]`;
  const hint = `ask for it in the module: export const permissions = { ${permission}: ${literal} }`;
  return rejected(new NotCapable(permission, scope, `Requires ${permission} access${to}, ${hint}`));
}

type Response = { status: number; headers: Record<string, string>; text(): string; json(): unknown };

/** Each rejects with `NotCapable` unless granted. Answers arrive at a tick and are journaled: a replay needs neither grant nor network. */
export function fetch(
  url: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, string>; text(): string; json(): unknown }> {
  const headers = Object.fromEntries(Object.entries(init.headers ?? {}).map(([name, value]) => [name, `${value}`]));
  const body = init.body === undefined || init.body === null ? undefined : `${init.body}`;
  const args = { url: `${url}`, method: `${init.method ?? "GET"}`, headers, body };
  return request({ permission: "net", scope: hostOf(args.url) }, { call: "fetch", args }, asResponse);
}
export function readText(path: string): Promise<string> {
  const args = { path: `${path}` };
  return request({ permission: "read", scope: args.path }, { call: "readText", args }, (value) => value as string);
}
export const storage: {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
} = Object.freeze({
  get: (key: string) => request(stored, { call: "storage.get", args: { key: `${key}` } }, unwrapped),
  set: (key: string, value: unknown) => {
    const json = asJson(value);
    if (json === undefined)
      return rejected(new TypeError(`Cannot set ${shown(key)} in storage: ${shown(value)} has no JSON form`));
    return request(stored, { call: "storage.set", args: { key: `${key}`, value: json } }, nothing);
  },
  delete: (key: string) => request(stored, { call: "storage.delete", args: { key: `${key}` } }, nothing),
});
export function ask(prompt: string): Promise<string> {
  const call: BrokerCall = { call: "ask", args: { prompt: `${prompt}` } };
  return request({ permission: "model", scope: "" }, call, (value) => value as string);
}

const stored: Needs = { permission: "storage", scope: "" };
const nothing = (): void => {};
/** What was never set is `undefined`, which JSON cannot say. */
const unwrapped = (value: Json): unknown => (value as { readonly value: Json } | null)?.value;

function asResponse(value: Json): Response {
  const { status, headers, body } = value as { status: number; headers: Record<string, string>; body: string };
  return Object.freeze({ status, headers: Object.freeze(headers), text: () => body, json: () => JSON.parse(body) });
}

/** A copy as of now; undefined for what JSON cannot say at all, rings included. */
function asJson(value: unknown): Json | undefined {
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as Json);
  } catch {
    // A ring, or a `toJSON` of the author's that throws.
    return undefined;
  }
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: "80", https: "443" };

/** `host:port`; the realm has no `URL`. Empty when there is none. */
function hostOf(url: string): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url);
  if (parts === null) return "";
  const [, scheme = "", host = ""] = parts;
  const port = DEFAULT_PORTS[scheme.toLowerCase()];
  return (/:\d+$/.test(host) || port === undefined ? host : `${host}:${port}`).toLowerCase();
}
