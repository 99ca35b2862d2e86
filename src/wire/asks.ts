/**
 * The calls in a child's reply, read as claims: one of the known calls, each argument of its type, the whole within its
 * size. What passes is well formed and nothing more; whether it is granted is the broker's question.
 */
import {
  type BrokerAsk,
  capabilities,
  type Capability,
  type FetchArguments,
  MOST_CALL_TEXT,
} from "../base/broker-call.ts";
import { isRecord, type Json } from "../base/json.ts";

/** Null for a claim that does not fit. */
export function parseAsk(value: unknown): BrokerAsk | null {
  if (!isRecord(value) || !isRecord(value["args"])) return null;
  const { id, call, args } = value;
  if (!Number.isSafeInteger(id) || (id as number) < 1 || isTooLong(args)) return null;
  const read =
    typeof call === "string" && Object.hasOwn(readers, call) ? readers[call as BrokerAsk["call"]] : undefined;
  const parsed = read?.(args);
  return parsed ? ({ id, call, args: parsed } as BrokerAsk) : null;
}

type Claims = Readonly<Record<string, unknown>>;
type Readers = { readonly [Ask in BrokerAsk as Ask["call"]]: (args: Claims) => Ask["args"] | null };

const keyed = ({ key }: Claims) => (typeof key === "string" ? { key } : null);

const readers: Readers = {
  fetch: ({ url, method, headers, body }): FetchArguments | null => {
    if (typeof url !== "string" || typeof method !== "string" || !isTexts(headers)) return null;
    if (body === undefined) return { url, method, headers };
    return typeof body === "string" ? { url, method, headers, body } : null;
  },
  readText: ({ path }) => (typeof path === "string" ? { path } : null),
  "storage.get": keyed,
  "storage.delete": keyed,
  "storage.set": ({ key, value }) =>
    typeof key === "string" && value !== undefined ? { key, value: value as Json } : null,
  ask: ({ prompt }) => (typeof prompt === "string" ? { prompt } : null),
  "permissions.query": ({ name, scope }) => {
    if (!(capabilities as readonly unknown[]).includes(name)) return null;
    if (scope === undefined) return { name: name as Capability };
    return typeof scope === "string" ? { name: name as Capability, scope } : null;
  },
};

const isTexts = (value: unknown): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every((one) => typeof one === "string");

/** Nesting past the serialiser's stack is too much as well. */
function isTooLong(args: Claims): boolean {
  try {
    return JSON.stringify(args).length > MOST_CALL_TEXT;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}
