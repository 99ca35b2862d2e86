/**
 * A server for tests: the real one, over a fake stage unless a test brings another, with a clock that is turned by hand.
 */
import { contentHash } from "../../src/base/hash.ts";
import { err, ok } from "../../src/base/result.ts";
import { mintChecked } from "../../src/gate/checked.ts";
import type { Make } from "../../src/pipeline/make.ts";
import { mintProven } from "../../src/sandbox/proven.ts";
import type { ServerOptions } from "../../src/server/options.ts";
import { type Address, makeServer, type Server } from "../../src/server/server.ts";
import type { ModuleRecord, ModuleStore } from "../../src/store/module-record.ts";
import { FakeStage, spinner } from "./fake-stage.ts";

export const TOKEN = "test-token";
/** The port that in-process requests name: the app listens nowhere, so its own port is 0. */
export const HOST = "127.0.0.1:0";

export interface Harness extends AsyncDisposable {
  readonly server: Server;
  readonly stage: FakeStage;
  readonly clock: HandClock;
  readonly faults: unknown[];
  /** In process, with the right host and token unless `headers` says otherwise. */
  request(
    path: string,
    init?: Omit<RequestInit, "headers"> & { headers?: Record<string, string | undefined> },
  ): Promise<Response>;
  send(method: string, path: string, body: unknown): Promise<Response>;
  listen(): Address;
}

export function openHarness(options: Partial<ServerOptions> = {}): Harness {
  const stage = new FakeStage();
  const clock = new HandClock();
  const faults: unknown[] = [];
  const server = makeServer({
    version: "0.1.0",
    stage,
    modules: keptModules,
    load: async () =>
      ok({ proven: proven(), about: { description: "loaded", path: "x.ts", lineage: contentHash("x.ts") } }),
    wall: "held",
    allowExec: true,
    asset,
    token: TOKEN,
    ...options,
    powers: {
      serve: Bun.serve,
      random: (size) => crypto.getRandomValues(new Uint8Array(size)),
      clock,
      report: (error) => faults.push(error),
      ...options.powers,
    },
  });
  const request: Harness["request"] = async (path, init = {}) => {
    const given = { host: HOST, authorization: `Bearer ${TOKEN}`, ...init.headers };
    const headers = Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined);
    return server.app.request(path, { ...init, headers });
  };
  return {
    server,
    stage,
    clock,
    faults,
    request,
    send: (method, path, body) =>
      request(path, {
        method,
        headers: { "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    listen: () => {
      const address = server.listen(0);
      if (!address.ok) throw new Error(address.error.message);
      return address.value;
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** Time passes when a test says so. */
export class HandClock {
  #now = 0;
  readonly #timers = new Set<{ every: number; next: number; run: () => void }>();

  readonly now = (): number => this.#now;
  readonly every = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { every: milliseconds, next: this.#now + milliseconds, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  get timers(): number {
    return this.#timers.size;
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    while (this.#now < end) {
      this.#now = Math.min(end, ...[...this.#timers].map(({ next }) => next));
      for (const timer of this.#timers) {
        if (timer.next > this.#now) continue;
        timer.next += timer.every;
        timer.run();
      }
      // Whatever the timers started in this process has its turn.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
}

const files: Record<string, string> = {
  "index.html": "<!doctype html><title>nodegen</title>",
  "viewer.js": "export {};",
  "viewer.css": "body {}",
  "favicon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
};
const asset: ServerOptions["asset"] = async (name) =>
  files[name] === undefined ? undefined : new TextEncoder().encode(files[name]);

export const kept: ModuleRecord = {
  version: 1,
  hash: spinner.hash,
  kind: "node",
  name: "Spinner",
  description: "a sprite that spins",
  source: spinner.source,
  status: "verified",
  model: "scripted",
  seed: 1,
  findings: [],
  stages: [{ name: "syntax", ok: true, ms: 1 }],
  attempts: [],
  createdAt: "2026-01-01T00:00:00.000Z",
};
const keptModules: ModuleStore = {
  put: async () => ok(""),
  get: async (hash) => (hash === kept.hash ? kept : undefined),
  list: async () => [kept],
  damaged: [{ path: "out/bad", reason: "it is empty" }],
  pathOf: () => undefined,
  close: () => {},
};

export function proven(hash: `sha256:${string}` = `sha256:${"b".repeat(64)}`) {
  const checked = mintChecked({ kind: "node", name: "Made", hash, source: "", code: "", map: "", permissions: {} });
  const ms = { start: 0, construct: 0, ticks: 0, worstTick: 0, total: 0 };
  return mintProven(checked, { ok: true, findings: [], frames: 10, nodes: 1, peakMemory: 0, log: [], ms });
}

/** A pipeline that makes the same module from any words. */
export const makeAtOnce: Make = async ({ description, on }) => {
  on?.({ step: "describe", description, model: "scripted", attempts: 3 });
  on?.({ step: "generate", attempt: 1, text: "export " });
  on?.({ step: "generate", attempt: 1, text: "default" });
  const made = proven();
  const { hash } = made.checked;
  on?.({ step: "kept", hash, path: "out/made.ts", name: "Made", status: "verified" });
  on?.({ step: "done", status: "verified" });
  return ok({
    status: "verified",
    kind: "node",
    name: "Made",
    hash,
    path: "out/made.ts",
    lineage: hash,
    description,
    source: "",
    attempts: [],
    stages: [],
    findings: [],
    proven: made,
  });
};

/** A pipeline whose model never answers. */
export const untilStopped: Make = ({ signal }) =>
  new Promise((resolve) => {
    const stop = () => resolve(err({ code: "STOPPED", message: "Cannot go on: it was stopped.", hint: "" }));
    signal?.addEventListener("abort", stop, { once: true });
  });

export const making = (make: Make = makeAtOnce) => ({ make, attempts: 3, seed: 1, frames: 10 });
