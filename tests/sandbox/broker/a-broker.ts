/**
 * The broker with the machine's real network and disk, and what a person would decide handed in: the rules can be changed
 * while it runs, and every line of the audit is kept.
 */
import { Database } from "bun:sqlite";
import * as files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { BrokerAnswer, BrokerCall, BrokerNews } from "../../../src/base/broker-call.ts";
import { contentHash } from "../../../src/base/hash.ts";
import { ok } from "../../../src/base/result.ts";
import type { AuditEntry, Decision, ModuleIdentity, PermissionRequest } from "../../../src/permission/decision.ts";
import type { Permissions } from "../../../src/permission/permissions.ts";
import { askedRules, covers, parseRules, type WrittenRules } from "../../../src/permission/rules.ts";
import type { Broker, BrokerSession } from "../../../src/sandbox/broker/broker.ts";
import type { BrokerLimits } from "../../../src/sandbox/broker/limits.ts";
import { makeBroker } from "../../../src/sandbox/broker/make-broker.ts";
import type { BrokerPowers } from "../../../src/sandbox/broker/powers.ts";

export interface TestBroker {
  readonly broker: Broker;
  readonly project: string;
  readonly audit: AuditEntry[];
  /** What names resolve to; any other is not known. */
  readonly names: Record<string, readonly string[]>;
  /** From now on. */
  allow(rules: WrittenRules): void;
  /** Another lineage is another module, whatever it is called. */
  session(asked: Permissions, name?: string, lineage?: string): TestSession;
  close(): Promise<void>;
}

export interface TestSession extends BrokerSession {
  /** One call and its answer. */
  call(call: BrokerCall): Promise<BrokerAnswer>;
  /** Puts calls without waiting; ids are counted on. */
  start(...calls: readonly BrokerCall[]): void;
  news(): Promise<BrokerNews>;
}

export async function openBroker(
  changes: Partial<BrokerPowers> = {},
  limits: Partial<BrokerLimits> = {},
): Promise<TestBroker> {
  const folder = await files.mkdtemp(join(tmpdir(), "nodegen-broker-"));
  const project = join(folder, "project");
  await files.mkdir(project);
  const audit: AuditEntry[] = [];
  const names: Record<string, readonly string[]> = {};
  const listeners = new Set<() => void>();
  let granted = rulesOf({});
  const decide = (module: ModuleIdentity, request: PermissionRequest): Decision => {
    if (!covers(askedRules(module.asked), request))
      return { granted: false, by: "not asked", hint: "ask for it in the module" };
    if (covers(granted, request)) return { granted: true, by: "allow flag", hint: "" };
    return { granted: false, by: "default", hint: `run again with the --allow-${request.name} flag` };
  };
  const powers: BrokerPowers = {
    decide: async (module, request) => decide(module, request),
    deniedBy: async () => undefined,
    query: async (module, name, scope = "") =>
      decide(module, { name, scope } as PermissionRequest).granted ? "granted" : "denied",
    listen: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    audit: async (entry) => {
      audit.push(entry);
      return ok(null);
    },
    net: { fetch, resolve: async (host) => names[host] ?? Promise.reject(unknownName) },
    files,
    clock: {
      now: () => performance.now(),
      at: (time, run) => {
        const timer = setTimeout(run, time - performance.now());
        return () => clearTimeout(timer);
      },
      today: () => new Date(),
    },
    project,
    openStorage: async () => ok(new Database(join(folder, "storage.sqlite"), { create: true })),
    model: async (prompt) => ok({ text: `You asked: ${prompt}`, tokens: 100 }),
    ...changes,
  };
  const broker = makeBroker(powers, limits);
  return {
    broker,
    project,
    audit,
    names,
    allow(rules) {
      granted = rulesOf(rules);
      for (const changed of listeners) changed();
    },
    session: (asked, name = "Probe", lineage = name) =>
      withCalls(broker.open({ slot: 1, name, hash: contentHash(name), lineage: contentHash(lineage), asked })),
    async close() {
      await broker.close();
      await files.rm(folder, { recursive: true });
    },
  };
}

const unknownName = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });

function rulesOf(written: WrittenRules) {
  const rules = parseRules(written);
  if (!rules.ok) throw new Error(JSON.stringify(rules.error));
  return rules.value;
}

function withCalls(session: BrokerSession): TestSession {
  let last = 0;
  const news = async (): Promise<BrokerNews> => {
    for (;;) {
      const taken = session.take();
      if (taken !== undefined) return taken;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const start = (...calls: readonly BrokerCall[]) => session.put(calls.map((call) => ({ id: ++last, ...call })));
  return {
    put: (asks) => session.put(asks),
    take: () => session.take(),
    texture: (path) => session.texture(path),
    close: () => session.close(),
    start,
    news,
    async call(call) {
      start(call);
      return (await news()).answers[0]!;
    },
  };
}

export const get = (
  url: string,
  changes: Partial<Extract<BrokerCall, { call: "fetch" }>["args"]> = {},
): BrokerCall => ({
  call: "fetch",
  args: { url, method: "GET", headers: {}, ...changes },
});
export const readText = (path: string): BrokerCall => ({ call: "readText", args: { path } });

/** The message of a refused call; the value of one that was not is an error of the test. */
export function refused(answer: BrokerAnswer): string {
  if (answer.ok) throw new Error(`It was answered: ${JSON.stringify(answer.value)}`);
  return answer.error.message;
}
