/**
 * What a module asks of the world outside, and what it is answered, as plain data: the engine writes the one, the host's
 * broker the other, and `wire/` carries both. A call is made in one tick and answered in a later one.
 */
import type { Json } from "./json.ts";

export type BrokerCall =
  | { readonly call: "fetch"; readonly args: FetchArguments }
  | { readonly call: "readText"; readonly args: { readonly path: string } }
  | { readonly call: "storage.get" | "storage.delete"; readonly args: { readonly key: string } }
  | { readonly call: "storage.set"; readonly args: { readonly key: string; readonly value: Json } }
  | { readonly call: "ask"; readonly args: { readonly prompt: string } }
  /** What a use would meet now. Without a scope: all that the module's literal asks for under this name. */
  | { readonly call: "permissions.query"; readonly args: { readonly name: Capability; readonly scope?: string } };

export interface FetchArguments {
  readonly url: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}

export const capabilities = ["net", "read", "storage", "model"] as const;
export type Capability = (typeof capabilities)[number];
export const permissionStates = ["granted", "prompt", "denied"] as const;
export type PermissionState = (typeof permissionStates)[number];

/** `id` counts the calls of one child from 1. */
export type BrokerAsk = { readonly id: number } & BrokerCall;

export type BrokerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: Json }
  | { readonly id: number; readonly ok: false; readonly error: CallError };

export interface CallError {
  readonly message: string;
  /** Present: the call rejects with `NotCapable`; else with an `Error`. */
  readonly notCapable?: { readonly permission: Capability; readonly scope: string };
}

/** Of what a module has queried: it is something else now. */
export interface PermissionChange {
  readonly name: Capability;
  readonly scope: string;
  readonly state: PermissionState;
}

/** What a tick brings in from outside: changes first, then answers in the order of their requests. */
export interface BrokerNews {
  readonly changes: readonly PermissionChange[];
  readonly answers: readonly BrokerAnswer[];
}

/** Calls of one module that may wait for an answer at once. */
export const MOST_WAITING = 32;
/** UTF-16 units of one call's arguments as JSON. */
export const MOST_CALL_TEXT = 64 * 1024;
/** Of all calls that leave with one tick; the others leave with the next. */
export const MOST_TICK_TEXT = 2 * MOST_CALL_TEXT;
