/**
 * Stands in for `src/child/harness.ts`: the module runs in the child's own realm, with `process`, `Bun`, `require` and every
 * other global in hand, beside the engine. What it cannot do then, the kernel alone keeps it from doing.
 *
 * `console` alone is the collector that the product has, so that a module which logs does not end at its first word.
 */
import { drainMicrotasks } from "bun:jsc";
import { createRequire } from "node:module";
import { Script } from "node:vm";

import type { Driver } from "../../src/child/drivers/driver.ts";
import { makeNodeDriver } from "../../src/child/drivers/node.ts";
import { makeLog } from "../../src/child/realm/log.ts";
import { readThrown } from "../../src/child/realm/thrown.ts";
import type { ChildFault, LoadRequest, Request } from "../../src/wire/protocol.ts";
import { encodeReply } from "../../src/wire/reply.ts";

Object.assign(globalThis, { require: createRequire("/") });

const nothing = new Uint8Array(0);
const phases = { load: "compile", start: "construct", tick: "tick", call: "call", snapshot: "call" } as const;

type Performed = { delta?: Uint8Array; keyframe?: Uint8Array; state?: Uint8Array; [said: string]: unknown };

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
const digestOf = (bytes: Uint8Array): string => `sha256:${new Bun.CryptoHasher("sha256").update(bytes).digest("hex")}`;

export class Harness {
  #driver: Driver | null = null;
  #fault: ChildFault | null = null;
  readonly #log = makeLog(
    () => ({ maxLog: 50, maxLogLine: 500 }),
    () => this.#driver?.tick ?? 0,
  );

  static warm(): void {
    drainMicrotasks();
  }

  static rehearsals(): (isNew: boolean) => void {
    return () => {};
  }

  answer(request: Request, _line: string): Uint8Array {
    this.#driver?.enter();
    let said: object = {};
    let bytes: Record<"delta" | "keyframe" | "state", Uint8Array> = {
      delta: nothing,
      keyframe: nothing,
      state: nothing,
    };
    try {
      const { delta = nothing, keyframe = nothing, state = nothing, ...rest } = this.#perform(request);
      bytes = { delta, keyframe, state };
      said = rest;
    } catch (thrown) {
      const { cause, ...explained } = this.#driver?.explain(thrown) ?? {};
      const { message } = readThrown(cause ?? thrown, 0);
      this.#fault ??= { code: "SMOKE_THREW", phase: phases[request.op], tick: 0, message, ...explained, at: [] };
    }
    const { lines, dropped } = this.#log.take();
    if (this.#fault !== null || this.#driver === null)
      return encodeReply(JSON.stringify({ ok: false, fault: this.#fault, log: lines }));
    const status = { ok: true, tick: this.#driver.tick, ...this.#driver.status(), log: lines, logDropped: dropped };
    const head = { ...status, ...said, digest: bytes.state.length === 0 ? undefined : digestOf(bytes.state) };
    return encodeReply(JSON.stringify(head), bytes.delta, bytes.keyframe);
  }

  #perform(request: Request): Performed {
    if (request.op === "load") return this.#load(request);
    const driver = this.#driver!;
    switch (request.op) {
      case "start":
        return { value: unlessEmpty(driver.start(request.snapshot)) };
      case "tick": {
        const { refused, asks, ...bytes } = this.#drive(driver.step(request));
        return { refused: unlessEmpty(refused), asks: unlessEmpty(asks), ...bytes };
      }
      case "snapshot":
        return { value: driver.call("snapshot") };
      case "call":
        if (request.method === "keyframe") return { keyframe: driver.keyframe() };
        return { value: driver.call(request.method, request.args) };
    }
  }

  #load(request: LoadRequest): Performed {
    const driver = (this.#driver = makeNodeDriver(request));
    driver.enter();
    const given = globalThis as unknown as Record<string, unknown>;
    const values = request.parameters.map((name) =>
      name === "nodegen$" ? driver.engine : name === "console" ? this.#log.console : given[name],
    );
    const compiled = new Script(`(function (${request.parameters.join(",")}) {${request.code}\n})`, {
      filename: "module.js",
    }).runInThisContext() as (...values: unknown[]) => unknown;
    driver.load(() => compiled(...values));
    return {};
  }

  #drive<T>(job: Generator<void, T>): T {
    for (;;) {
      const step = job.next();
      if (step.done) return step.value;
      drainMicrotasks();
    }
  }
}
