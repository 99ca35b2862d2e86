/**
 * The stage that is soaked, and what is done to it: saves, edits, viewers that come and go, hostile modules, children killed
 * from outside, drawn from a seed one after another. The real gate, the real wall, the real server, a real journal.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { RandomSource } from "../../src/base/random.ts";
import { makeRooms } from "../../src/cli/make-rooms.ts";
import { clock } from "../../src/cli/powers/clock.ts";
import type { Rooms } from "../../src/cli/rooms.ts";
import { openStage } from "../../src/live/open-stage.ts";
import type { Stage } from "../../src/live/stage.ts";
import type { Proven } from "../../src/sandbox/proven.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { EnvelopeType, unpack } from "../../src/wire/envelope.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { type Harness, openHarness, TOKEN } from "../server/harness.ts";
import type { Sample } from "./measure.ts";
import { hostileModules, wellBehaved } from "./modules.ts";
import { SoakViewer } from "./viewers.ts";

const VIEWERS = 12;
const size = { width: 960, height: 540 };
const about = { description: "a soak", path: "out/soak.ts" };
const aboutTime: ReadonlySet<string> = new Set([
  "GATE_TOO_COSTLY",
  "TYPES_TOO_COSTLY",
  "TRANSPILE_TOO_COSTLY",
  "SMOKE_TOO_SLOW",
]);

export class SoakedStage {
  readonly done: Record<string, number> = {};
  readonly failures: string[] = [];
  /** Modules that behave, and were too slow where much else ran. */
  readonly slow: string[] = [];
  readonly back: number[] = [];
  readonly #rooms: Rooms;
  readonly #stage: Stage;
  readonly #harness: Harness;
  readonly #folder: string;
  readonly #url: string;
  readonly #random: RandomSource;
  readonly #viewers: SoakViewer[] = [];
  /** Of the main module's child and of the steady one's, as they are now. */
  readonly #pids: Map<string, number>;
  readonly #steadyView = new FrameDecoder();
  /** Ticks of the stage before the steady module came. */
  #ahead = 0;
  #main = 0;
  #steady = 0;
  #version = 0;

  private constructor(parts: {
    rooms: Rooms;
    stage: Stage;
    harness: Harness;
    folder: string;
    seed: number;
    pids: Map<string, number>;
  }) {
    this.#rooms = parts.rooms;
    this.#stage = parts.stage;
    this.#harness = parts.harness;
    this.#folder = parts.folder;
    this.#random = new RandomSource(parts.seed);
    this.#pids = parts.pids;
    this.#url = `ws://127.0.0.1:${parts.harness.listen().port}/ws?token=${TOKEN}`;
  }

  static async open(seed: number): Promise<SoakedStage> {
    const complain = (fault: unknown) => {
      throw fault;
    };
    const rooms = makeRooms({ environment: {}, onProblem: complain, onFault: complain });
    const folder = await mkdtemp(join(tmpdir(), "nodegen-soak-"));
    const sandbox = await rooms.sandbox();
    sandbox.keepReady(2);
    const pids = new Map<string, number>();
    const open: Sandbox["open"] = async (proven, options) => {
      const opened = await sandbox.open(proven, options);
      if (opened.ok) pids.set(proven.checked.name, opened.value.pid);
      return opened;
    };
    const journal = await rooms.journal({ out: folder, size, seed });
    const stage = openStage({
      sandbox: { open },
      ...size,
      seed,
      clock,
      journal: journal?.journal,
      // Small, so that it is full before memory is compared.
      history: { bytes: 2 ** 20, least: 64, most: 640 },
    });
    const powers = { serve: Bun.serve, random: (bytes: number) => new Uint8Array(bytes), clock, report: complain };
    const soak = new SoakedStage({ rooms, stage, harness: openHarness({ stage, powers }), folder, seed, pids });
    soak.#main = await soak.#add(wellBehaved("Main", 0));
    soak.#steady = await soak.#add(wellBehaved("Steady", 0));
    await soak.#watchSteady();
    return soak;
  }

  /** Its ticks as a viewer sees them. */
  #watchSteady(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#stage.watch({
      send: (bytes) => {
        const read = unpack(bytes);
        if (!read.ok || read.value.slot !== this.#steady || read.value.type === EnvelopeType.REMOVED) return 0;
        const isFirst = this.#steadyView.order.length === 0;
        const change = this.#steadyView.apply(read.value.frame);
        if (!change.ok) this.failures.push(`the steady view: ${change.error}`);
        if (isFirst) this.#ahead = this.ticks - this.#steadyView.tick;
        resolve();
        return 0;
      },
      note: () => {},
    });
    return promise;
  }

  get steadyPid(): number {
    return this.#pids.get("Steady")!;
  }
  get ticks(): number {
    return this.#stage.status().tick;
  }
  get lostTicks(): number {
    return this.ticks - this.#steadyView.tick - this.#ahead;
  }

  line({ at, heap, rss, childRss }: Sample): string {
    const { tick, viewers } = this.#stage.status();
    const memory = `heap ${heap.toFixed(1)} MB, host ${rss.toFixed(0)} MB, child ${childRss.toFixed(0)} MB`;
    return `${at.toFixed(1)} min: tick ${tick}, lost ${this.lostTicks}, viewers ${viewers}, ${memory}`;
  }

  /** One thing, drawn by its weight. */
  async act(): Promise<void> {
    const actions: readonly (readonly [name: string, weight: number, run: () => Promise<unknown>])[] = [
      ["swaps", 30, () => this.#swap()],
      ["edits", 30, () => this.#edit()],
      ["viewers came", 12, () => this.#come()],
      ["viewers went", 12, () => this.#go()],
      ["hostile modules", 4, () => this.#hostile()],
      ["children killed", 1, () => this.#kill()],
      ["pauses", 2, () => this.#pause()],
    ];
    let left = this.#random.next() * actions.reduce((sum, [, weight]) => sum + weight, 0);
    const [name, , run] = actions.find(([, weight]) => (left -= weight) < 0)!;
    await run();
    this.done[name] = (this.done[name] ?? 0) + 1;
    for (const slot of [this.#main, this.#steady]) await this.#bringBack(slot);
    for (const { fault } of this.#viewers) if (fault !== undefined) this.failures.push(`a viewer: ${fault}`);
  }

  async close(): Promise<void> {
    while (this.#viewers.length > 0) await this.#go();
    await this.#harness[Symbol.asyncDispose]();
    await this.#stage.close();
    await this.#rooms.close();
    await rm(this.#folder, { recursive: true });
  }

  async #swap(): Promise<void> {
    const proven = await this.#prove(wellBehaved("Main", ++this.#version));
    if (!proven) return;
    await this.#bringBack(this.#main);
    const swapped = await this.#stage.swap(this.#main, proven, about);
    if (!swapped.ok) this.#note(`swap ${this.#version}`, "code" in swapped.error ? [swapped.error] : swapped.error);
  }

  async #edit(): Promise<void> {
    const described = await this.#stage.describe();
    const tree = described.find(({ slot }) => slot === this.#steady)?.tree;
    if (tree) await this.#stage.edit(tree.id, { speed: 10 * this.#random.next() });
  }

  async #come(): Promise<void> {
    if (this.#viewers.length >= VIEWERS) return this.#go();
    const viewer = new SoakViewer(this.#url);
    await viewer.joined;
    this.#viewers.push(viewer);
  }

  async #go(): Promise<void> {
    const [viewer] = this.#viewers.splice(Math.floor(this.#random.next() * this.#viewers.length), 1);
    await viewer?.leave();
  }

  /** It is on the stage until it is stopped, or has shown that it is not. */
  async #hostile(): Promise<void> {
    const sources = Object.values(hostileModules);
    const proven = await this.#prove(sources[Math.floor(this.#random.next() * sources.length)]!);
    const added = proven && (await this.#stage.add(proven, about));
    if (!added?.ok) return;
    const { slot } = added.value;
    const { tick } = this.#stage.status();
    await this.#until(() => this.#stateOf(slot) !== "live" || this.ticks > tick + 128);
    this.#stage.remove(slot);
    this.#pids.delete("Hostile");
  }

  async #kill(): Promise<void> {
    const before = this.#pids.get("Main")!;
    const began = performance.now();
    process.kill(before, "SIGKILL");
    await this.#until(() => this.#stateOf(this.#main) !== "live");
    // The stage brings it back by itself; a second time in a row it leaves that to a person.
    await this.#until(() => this.#stateOf(this.#main) === "live" || performance.now() - began > 5000);
    if (this.#stateOf(this.#main) === "live") this.back.push(performance.now() - began);
    else await this.#bringBack(this.#main);
  }

  async #pause(): Promise<void> {
    this.#stage.transport({ action: "pause" });
    await this.#edit();
    this.#stage.transport({ action: "step", ticks: 3 });
    this.#stage.transport({ action: "play" });
  }

  async #bringBack(slot: number): Promise<void> {
    const info = this.#stage.slots().find((one) => one.slot === slot);
    if (info?.state === "live") return;
    // Who was killed by the soak itself has no findings.
    if (info && info.findings.length > 0) this.#note(`"${info.name}" was stopped`, info.findings);
    const revived = await this.#stage.revive(slot);
    if (!revived.ok) this.failures.push(`revival: ${JSON.stringify(revived.error)}`);
  }

  async #add(source: string): Promise<number> {
    const proven = await this.#prove(source);
    if (!proven) throw new Error(`Cannot begin: this machine is too slow for "${this.slow.at(-1)}"`);
    const added = await this.#stage.add(proven, about);
    if (!added.ok) throw new Error(JSON.stringify(added.error));
    return added.value.slot;
  }

  /** Undefined where the machine was too slow for it; that is noted. */
  async #prove(source: string): Promise<Proven | undefined> {
    const judge = await this.#rooms.judge();
    const judged = await judge(source, { trial: { frames: 10, seed: 1, ...size } });
    if (!judged.ok) throw new Error(judged.error.message);
    if (!judged.value.proven) this.#note(judged.value.name, judged.value.findings);
    return judged.value.proven;
  }

  /** What is about time belongs to the machine; anything else must not have happened. */
  #note(what: string, findings: readonly { readonly code: string; readonly message: string }[]): void {
    const said = `${what}: ${findings.map(({ code, message }) => `${code} ${message}`).join(", ")}`;
    (findings.every(({ code }) => aboutTime.has(code)) ? this.slow : this.failures).push(said);
  }

  #stateOf(slot: number): string | undefined {
    return this.#stage.slots().find((one) => one.slot === slot)?.state;
  }

  /** Looks again whenever the stage tells something, which it does once a second at least. */
  #until(holds: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (!holds()) return;
      stop();
      resolve();
    };
    const stop = this.#stage.listen(look);
    look();
    return promise;
  }
}
