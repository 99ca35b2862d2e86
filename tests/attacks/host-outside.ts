/**
 * The product's broker around one case, with what the command line grants it: decided by the real rules, asked at a terminal
 * that nobody answers, written into a real audit log. Another module stands beside it under the same name.
 *
 * Only the network is the tool's own: names of `.test` lead to loopback, and no other address is ever connected to.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { BrokerAsk } from "../../src/base/broker-call.ts";
import { contentHash } from "../../src/base/hash.ts";
import { ok } from "../../src/base/result.ts";
import { parseArguments } from "../../src/cli/arguments.ts";
import type { Options } from "../../src/cli/flags/flag.ts";
import { openPermissions } from "../../src/cli/permissions/open.ts";
import { askAtTerminal } from "../../src/cli/permissions/terminal-prompt.ts";
import { clock } from "../../src/cli/powers/clock.ts";
import { disk } from "../../src/cli/powers/disk.ts";
import { makeTerminal } from "../../src/cli/terminal.ts";
import type { ModuleIdentity } from "../../src/permission/decision.ts";
import type { BrokerSession } from "../../src/sandbox/broker/broker.ts";
import { makeBroker } from "../../src/sandbox/broker/make-broker.ts";
import type { Proven } from "../../src/sandbox/proven.ts";
import { isOwnName, LOOPBACK, type Outside, SECRET_KEY, spentLine, TOKENS } from "./outside.ts";

export interface HostOutside {
  readonly session: BrokerSession;
  /** What a person at the terminal was shown. */
  printed(): string;
  /** After so many answers. */
  answered(count: number): Promise<void>;
  close(): Promise<string>;
}

export async function openOutside({ grants, revoked, secret, project }: Outside, proven: Proven): Promise<HostOutside> {
  const state = await mkdtemp(join(tmpdir(), "attacks-state-"));
  const fail = ({ message }: { readonly message: string }) => {
    throw new Error(message);
  };
  const permissions = orThrow(await openPermissions(optionsOf(grants, state), undefined, {}, fail));
  let printed = "";
  const stream = { write: (text: string) => void (printed += text), isTerminal: true };
  const terminal = makeTerminal({ stdout: stream, stderr: stream, json: false, environment: { NO_COLOR: "1" } });
  askAtTerminal(permissions.desk, terminal, { isThere: true, read: () => () => {}, discard: async () => {} })();
  let tokens = 0;
  const broker = makeBroker({
    ...permissions,
    net: { fetch: loopbackOnly, resolve: makeResolver() },
    files: disk.files,
    clock,
    project,
    openStorage: async () => ok(disk.openDatabase(join(state, "storage.sqlite"))),
    model: async () => {
      tokens += TOKENS;
      return ok({ text: "an answer", tokens: TOKENS });
    },
  });
  const victim = broker.open(await victimOf(proven));
  await keepSecret(victim, secret);
  const { name, hash, permissions: asked } = proven.checked;
  const session = broker.open({ slot: 1, name, hash, lineage: contentHash("the case"), asked });
  let isRevoked = false;
  return {
    session,
    printed: () => printed.replace(/\r\x1b\[K/g, "\n"),
    async answered(count) {
      if (revoked === undefined || count < revoked || isRevoked) return;
      isRevoked = true;
      for (const { id } of orThrow(await permissions.list())) orThrow(await permissions.revoke(id));
    },
    async close() {
      await broker.close();
      await permissions.close();
      const stored = storedIn(join(state, "storage.sqlite"));
      await rm(state, { recursive: true, force: true });
      return spentLine({ stored, tokens });
    },
  };
}

/** Through the product's own reading of the command line. */
function optionsOf(grants: readonly string[], state: string): Options {
  const read = parseArguments(["run", "case.ts", "--allow-exec", "--state", state, ...grants]);
  if (!read.ok) throw new Error(`${read.error.message} ${read.error.hint}`);
  if (read.value.kind !== "run") throw new Error(`"${grants.join(" ")}" is no run`);
  return read.value.options;
}

/** Called the same, with other code. It has what the case has not. */
async function victimOf({ checked: { name } }: Proven): Promise<ModuleIdentity> {
  return { slot: 2, name, hash: contentHash("victim"), lineage: contentHash("the victim"), asked: { storage: true } };
}

async function keepSecret(victim: BrokerSession, value: string): Promise<void> {
  const asks: BrokerAsk[] = [{ id: 1, call: "storage.set", args: { key: SECRET_KEY, value } }];
  victim.put(asks);
  // Refused, where nothing grants storage: then there is nothing to be stolen.
  const deadline = clock.now() + 500;
  while (victim.take() === undefined && clock.now() < deadline) await new Promise((turn) => void setImmediate(turn));
}

const refused = (): Error => Object.assign(new Error("the tool connects to loopback alone"), { code: "ECONNREFUSED" });

/** Every spelling that ends at this machine. */
const own = new Set([LOOPBACK, "0.0.0.0", "[::1]", "[::ffff:7f00:1]"]);

async function loopbackOnly(url: string, init: BunFetchRequestInit): Promise<Response> {
  if (!own.has(new URL(url).hostname)) throw refused();
  return fetch(url, init);
}

/** A name server that is the attacker's: harmless when it is asked first, and then the machine itself. */
function makeResolver() {
  const asked = new Set<string>();
  return async (host: string): Promise<readonly string[]> => {
    if (!isOwnName(host)) throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    const isFirst = host.startsWith("turning") && !asked.has(host);
    asked.add(host);
    if (host.startsWith("both")) return ["93.184.216.34", LOOPBACK];
    if (host.startsWith("mapped")) return ["::ffff:127.0.0.1"];
    return isFirst ? ["93.184.216.34"] : [LOOPBACK];
  };
}

/** Bytes of all values. */
function storedIn(path: string): number {
  const database = disk.openDatabase(path);
  const isMade = database.query("SELECT 1 FROM sqlite_master WHERE name = 'item'").get() !== null;
  const sum = isMade
    ? database.query<{ sum: number }, []>("SELECT coalesce(sum(length(value)), 0) AS sum FROM item").get()!.sum
    : 0;
  database.close();
  return sum;
}

function orThrow<T>(
  result:
    { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } },
): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
