/**
 * Hosts as the tool holds them: programs of `host.ts` that are asked one thing at a time, and replaced when one of them did
 * not survive a module.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { ensureBuilt } from "../../src/cli/build/build.ts";
import { buildAltered } from "./altered-child.ts";
import type { Grounds } from "./canaries.ts";
import type { Outcome } from "./host-judge.ts";
import { Host } from "./one-host.ts";
import type { Outside } from "./outside.ts";
import { end, isAltered } from "./watched.ts";

export const layers = ["all", "kernel", "realm", "gate"] as const;
export type Layer = (typeof layers)[number];

export interface HostSetup {
  readonly programs: Readonly<Record<"kernel" | "realm", string>>;
  readonly realm: string;
  readonly folder: string;
}

export interface Ask {
  readonly id: number;
  readonly layer: Layer;
  readonly source: string;
  /** Play the smoke run twice, to compare. */
  readonly twice: boolean;
  /** With short budgets: for what only ends when they do. What has to pass first is given the product's own. */
  readonly hurried: boolean;
  /** What is outside, and how much of it is granted. */
  readonly outside?: Outside;
}

export interface Answer extends Outcome {
  readonly id: number;
  readonly lateMs: number;
  readonly grownBytes: number;
  readonly ms: number;
}

export type Reply =
  | { readonly kind: "answer"; readonly answer: Answer }
  /** An exception out of the gate or the sandbox, the host's death, or no answer at all. */
  | { readonly kind: "threw" | "died" | "silent"; readonly message?: string };

export type HostReply = Reply & {
  /** The host is not as it was started: signalled, stopped, reniced, limited. */
  readonly altered: boolean;
  /** Confined children that outlived their module. */
  readonly left: readonly number[];
};

export class Hosts {
  readonly #idle: Host[] = [];
  readonly #waiting: ((host: Host) => void)[] = [];

  private constructor(
    readonly setup: HostSetup,
    readonly grounds: Grounds,
    count: number,
  ) {
    for (let n = 0; n < count; n++) this.#idle.push(new Host(setup, grounds));
  }

  static async open(grounds: Grounds, count: number): Promise<Hosts> {
    const { directory } = await ensureBuilt(join(import.meta.dir, "../.."));
    const folder = join(grounds.directory, "child");
    await mkdir(folder);
    const [kernel, realm] = await Promise.all([buildAltered("kernel", folder), buildAltered("realm", folder)]);
    return new Hosts({ programs: { kernel, realm }, realm: join(directory, "child/realm.js"), folder }, grounds, count);
  }

  async ask(ask: Omit<Ask, "id">): Promise<HostReply> {
    const host = this.#idle.pop() ?? (await new Promise<Host>((give) => this.#waiting.push(give)));
    const reply = await host.ask(ask);
    const altered = isAltered(host.pid) || (reply.kind === "died" && host.wasSignalled);
    const left = reply.kind === "answer" ? await host.childrenLeft() : [];
    left.forEach(end);
    const next = reply.kind === "answer" && !altered ? host : new Host(this.setup, this.grounds);
    if (next !== host) host.end();
    const taker = this.#waiting.shift();
    if (taker) taker(next);
    else this.#idle.push(next);
    return { ...reply, altered, left };
  }

  close(): void {
    for (const host of this.#idle) host.end();
  }
}
