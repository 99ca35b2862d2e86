/**
 * The process that children are copied from, as the host holds it (`child/zygote.ts` is the other side). It runs no module, so
 * it is believed; it tells how each copy ended, since only a parent can know.
 */
import { constants } from "node:os";

import { err, ok, type Result } from "../base/result.ts";
import type { ZygoteWord } from "../wire/protocol.ts";
import { launch } from "./launch.ts";
import { copyInside, wrappedPid } from "./outer.ts";
import type { OuterPowers, SandboxPowers, Stream, StreamListener } from "./powers.ts";

/** How a process ended, as the end of a sentence. */
export interface Ending {
  /** The name of the signal, where it was one. */
  readonly signal?: string;
  readonly detail: string;
}

export interface CopyNeeds {
  /** What a module may take over what the child has when it locks itself. */
  readonly memoryBytes: number;
  /** How often a module of ours is played before the lock, for a child that will wait; none for one that is waited for. */
  readonly rehearsals?: number;
}

/** A process that was just forked; nothing is known of its wall yet. */
export interface Copy {
  /** Its number among the host's processes. */
  readonly pid: number;
  readonly stream: Stream;
  /** Settles when it is gone, and all that it wrote was heard. */
  readonly ended: Promise<Ending>;
}

/** What comes over its stream. */
export type CopyListener = Omit<StreamListener, "close">;

/** As the zygote tells it, by the number that it knows. */
type Forked = Pick<Copy, "pid" | "ended">;

const STDERR_KEPT = 2_000;
/** Copies that are asked for and not there yet; the socket holds some hundreds of orders, and what it does not take is lost. */
const MOST_ASKED = 64;
const goneWith: Ending = { signal: "SIGKILL", detail: "was ended with the process that it was copied from" };

export class Zygote {
  /** Settles when the process is gone; its copies are gone then too. */
  readonly gone: Promise<void>;
  /** Whether the outer layer stands around it and its copies. */
  readonly isWrapped: boolean;
  readonly #powers: SandboxPowers;
  readonly #process: ReturnType<typeof launch>["process"];
  readonly #orders: number;
  /** In the order in which copies were asked for, and so come. */
  readonly #asked: PromiseWithResolvers<Result<Forked, string>>[] = [];
  /** By the number that the zygote knows. */
  readonly #copies = new Map<number, (ending: Ending) => void>();
  #stderr = "";
  #isGone = false;
  #isSpent = false;

  /** Within the outer layer, where there is one. Throws where Bun cannot be started. */
  constructor(powers: SandboxPowers, outer?: OuterPowers) {
    this.#powers = powers;
    this.isWrapped = outer !== undefined;
    const { process, orders } = launch(powers, outer);
    this.#process = process;
    this.#orders = orders;
    this.gone = this.#live();
  }

  /** It is gone, or makes no more copies. */
  get isSpent(): boolean {
    return this.#isSpent || this.#isGone;
  }

  /** The error is why there is none, as the end of a sentence. */
  async copy({ memoryBytes, rehearsals }: CopyNeeds, listener: CopyListener): Promise<Result<Copy, string>> {
    const closed = Promise.withResolvers<void>();
    const { stream, far } = await this.#powers.sockets.open({ ...listener, close: closed.resolve });
    const forked = await this.#order([memoryBytes, rehearsals ?? 0], far);
    const pid = forked.ok ? this.#outside(forked.value.pid) : null;
    if (forked.ok && pid !== null) {
      // What it wrote before its end is heard before its end.
      const ended = Promise.all([forked.value.ended, closed.promise]).then(([ending]) => ending);
      return ok({ pid, stream, ended });
    }
    stream.end();
    return err(forked.ok ? "the process inside the outer layer cannot be found" : forked.error);
  }

  #outside(pid: number): number | null {
    if (!this.isWrapped) return pid;
    const wrapped = this.#wrapped();
    return wrapped === null ? null : copyInside(wrapped, pid, this.#powers.proc);
  }

  async #order(numbers: readonly [number, number], far: number): Promise<Result<Forked, string>> {
    const { sockets } = this.#powers;
    while (this.#asked.length >= MOST_ASKED) await this.#asked[0]!.promise;
    const asked = Promise.withResolvers<Result<Forked, string>>();
    // The number of its socket may be another one's by now.
    if (this.#isGone) sockets.close(far);
    else if (sockets.send(this.#orders, numbers, far)) {
      this.#asked.push(asked);
      return asked.promise;
    }
    await this.gone;
    return err(this.#whyGone());
  }

  #wrapped(): number | null {
    return wrappedPid(this.#process.pid, this.#powers.proc);
  }

  /** While it has nothing else to do, it plays a module of ours so often: copies then find everything where they look. */
  rehearse(times: number): void {
    if (!this.#isGone) this.#powers.sockets.send(this.#orders, [0, times]);
  }

  /** Ends it, and every copy with it. */
  kill(): void {
    if (this.#isGone) return;
    // What is inside first: while the outer process is still starting, what it has made would wait for it for ever.
    const inside = this.isWrapped ? this.#wrapped() : null;
    if (inside === null || !this.#powers.end(inside)) this.#process.kill("SIGKILL");
  }

  async #live(): Promise<void> {
    await Promise.all([this.#listen(), this.#listenToErrors(), this.#process.exited]);
    this.#isGone = true;
    this.#powers.sockets.close(this.#orders);
    for (const asked of this.#asked.splice(0)) asked.resolve(err(this.#whyGone()));
    for (const settle of this.#copies.values()) settle(goneWith);
    this.#copies.clear();
  }

  async #listen(): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    for await (const bytes of this.#process.stdout as ReadableStream<Uint8Array>) {
      const lines = (text + decoder.decode(bytes, { stream: true })).split("\n");
      text = lines.pop()!;
      for (const line of lines) this.#hear(JSON.parse(line) as ZygoteWord);
    }
  }

  #hear(word: ZygoteWord): void {
    if ("forked" in word) {
      const ended = new Promise<Ending>((settle) => this.#copies.set(word.forked, settle));
      this.#asked.shift()?.resolve(ok({ pid: word.forked, ended }));
    } else if ("refused" in word) {
      this.#isSpent = true;
      this.#asked.shift()?.resolve(err(`the process that children are copied from refused: ${word.refused}`));
    } else {
      this.#copies.get(word.ended)?.(endingOf(word));
      this.#copies.delete(word.ended);
    }
    if (this.#isSpent && this.#copies.size === 0) this.kill();
  }

  async #listenToErrors(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#process.stderr as ReadableStream<Uint8Array>)
      if (this.#stderr.length < STDERR_KEPT) this.#stderr += decoder.decode(bytes, { stream: true });
  }

  #whyGone(): string {
    const { signalCode, exitCode } = this.#process;
    const how = signalCode === null ? `ended with code ${exitCode}` : `was ended by ${signalCode}`;
    const lines = this.#stderr.trim().split("\n");
    // The runtime puts its version behind what it could not catch.
    const said = lines.find((line) => line.startsWith("error: ")) ?? lines.at(-1) ?? "";
    const process = "the process that children are copied from";
    return said === "" ? `${process} ${how}` : `${process} ${how}: ${said.slice(0, 300)}`;
  }
}

function endingOf(word: Extract<ZygoteWord, { ended: number }>): Ending {
  if ("code" in word) return { detail: `ended with code ${word.code}` };
  const name = Object.entries(constants.signals).find(([, number]) => number === word.signal)?.[0];
  const signal = name ?? `signal ${word.signal}`;
  return { signal, detail: `was ended by ${signal}` };
}
