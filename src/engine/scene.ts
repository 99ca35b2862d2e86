/**
 * One module's scene: its tree, its time, its chance, and the fixed step that moves it on.
 *
 * Drivers make one, start it and step it; it reads no clock and knows nothing of the machine. What goes wrong in the
 * module leaves `start` and `step` as a `SceneFault`, after which the scene is of no use. The order of a step is the order
 * of the lines in `begin`, `play` and `settle`; between them, and nowhere else, the realm's promise jobs run.
 */
import type { InputRecord } from "../base/input-record.ts";
import type { NodeDescription } from "../base/node-description.ts";
import { makeNoise } from "../base/noise.ts";
import { RandomSource } from "../base/random.ts";
import type { Snapshot } from "../base/snapshot.ts";
import { Calls } from "./calls.ts";
import { moveCamera } from "./camera2d.ts";
import { setCurrentScene } from "./current.ts";
import { describeAlone, describeNode } from "./describe.ts";
import { applyEdit, type PropertyEdit, type Refusal } from "./edit.ts";
import type { At } from "./fault.ts";
import { Guard } from "./guard.ts";
import { inner, pathOf } from "./inner.ts";
import { type InputEvent, InputState } from "./input.ts";
import { type Lens, lensOf, throughLens } from "./lens.ts";
import { Node } from "./node.ts";
import { Population } from "./population.ts";
import { Schedule } from "./schedule.ts";
import { noteInitial, restoreScene, takeSnapshot } from "./snapshot.ts";
import { sceneState, type StateEntry } from "./state.ts";
import { hearings, type Phase, systemsIn } from "./systems.ts";
import type { Touched } from "./touched.ts";
import { enter, remove } from "./tree.ts";
import type { Vec2, Vec2Like } from "./vec2.ts";
import { WrittenState } from "./written-state.ts";

/** Ticks a second; the step is 1/64 s, exact in binary. */
export const TICK_RATE = 64;
const STEP = 1 / TICK_RATE;

export interface SceneOptions {
  readonly seed: number;
  /** The stage, in logical pixels. */
  readonly width: number;
  readonly height: number;
  readonly maxNodes: number;
  /** The names of the permissions that the module's literal asks for. */
  readonly asked: readonly string[];
  /** Whether broker calls that were asked for stay pending. */
  readonly smoke: boolean;
}

export interface Turn {
  readonly input: readonly InputRecord[];
  readonly edits: readonly PropertyEdit[];
}

export class Scene {
  readonly options: SceneOptions;
  readonly random: RandomSource;
  readonly noise: (x: number, y: number) => number;
  readonly input: InputState;
  readonly guard: Guard = new Guard(() => this.tick);
  readonly population: Population = new Population();
  readonly schedule: Schedule = new Schedule();
  readonly calls: Calls = new Calls(this.guard);
  lens: Lens;
  /** Steps since the start. */
  tick = 0;
  #leaving: Node[] = [];
  readonly #written: WrittenState = new WrittenState(this);
  /** What it looked like at the start; null once it is known to be active. */
  #atStart: string | null = null;

  /** Becomes the realm's current scene. */
  constructor(options: SceneOptions) {
    this.options = options;
    this.random = new RandomSource(options.seed);
    this.noise = makeNoise(options.seed);
    this.lens = lensOf(undefined, options);
    this.input = new InputState(this.lens);
    setCurrentScene(this);
  }

  get width(): number {
    return this.options.width;
  }
  get height(): number {
    return this.options.height;
  }
  get root(): Node | null {
    return this.population.root;
  }
  get nodeCount(): number {
    return this.population.size;
  }
  /** Seconds of simulated time. */
  get time(): number {
    return this.tick * STEP;
  }
  /** Whose code is running, in which hook: what a scene that was stopped from outside was doing. */
  get at(): At {
    return this.guard.at;
  }
  /** Whether anything is drawn or was changed since the start. */
  get active(): boolean {
    if (this.#atStart !== null && (this.population.lists.draws || this.#picture() !== this.#atStart))
      this.#atStart = null;
    return this.#atStart === null;
  }

  start(create: () => Node): void {
    const made = this.guard.call({ node: null, hook: "constructor" }, create);
    if (!(made instanceof Node)) throw new TypeError("Cannot start a scene: what was created is no node");
    this.population.root = made;
    enter(made, this);
    this.guard.check();
    this.#moveCameras();
    this.#run("drawing");
    for (const node of this.population.lists.all) noteInitial(node);
    if (!this.population.lists.draws) this.#atStart = this.#picture();
  }

  /** `drain` runs the realm's promise jobs. */
  step(turn: Turn & { readonly drain: () => void }): { refused: Refusal[] } {
    const result = this.advance(turn);
    turn.drain();
    this.settle();
    return result;
  }

  /** The first part of a step, up to the promise jobs, where nothing is answered. */
  advance(turn: Turn): { refused: Refusal[] } {
    const result = this.begin(turn);
    this.play();
    return result;
  }

  /** What comes from outside; the answers to `calls` come after it, each with the promise jobs behind it. */
  begin({ input, edits }: Turn): { refused: Refusal[] } {
    this.tick++;
    const result = this.edit(edits);
    this.#hear(input);
    return result;
  }

  /** The scene's own time goes on. */
  play(): void {
    this.schedule.runTimers(STEP, this.guard.run);
    this.#run("timers");
    this.schedule.runTweens(STEP, this.guard.run);
    this.#run("motion");
    this.#update();
    this.#run("after");
  }

  /** Instead of `advance`, where time stands still: the scene is changed from outside, and nothing moves on. */
  edit(edits: readonly PropertyEdit[]): { refused: Refusal[] } {
    this.#written.outdate();
    const refused = edits.flatMap((edit, index) => {
      const message = applyEdit(this, edit);
      return message === null ? [] : [{ edit: index, message }];
    });
    return { refused };
  }

  /** The second part, after them; `seconds` is 0 where time stands still. */
  settle(seconds: number = STEP): void {
    // What is freed by an `onExit` leaves in the same tick.
    for (let node = this.#leaving.shift(); node !== undefined; node = this.#leaving.shift()) this.#remove(node);
    this.#moveCameras(seconds);
    this.#run("drawing");
    this.guard.check();
  }

  /** In tree order. The same list until a node comes, goes or gets another id. */
  get nodes(): readonly Node[] {
    return this.population.lists.all;
  }
  /** Which of `nodes` may look different since this was last cleared. */
  get touched(): Touched {
    return this.population.touched;
  }
  /** Tree order: a node before its children. */
  walk(visit: (node: Node) => void): void {
    for (const node of this.population.lists.all) visit(node);
  }
  describe(): NodeDescription {
    if (this.root === null) throw new Error("Cannot describe a scene whose root was freed");
    return describeNode(this.root);
  }
  /** One node without its children; null when it is not in the tree. */
  describeOne(id: number): NodeDescription | null {
    const node = this.population.node(id);
    return node === undefined ? null : describeAlone(node);
  }
  /** For comparing two runs, and naming the field. */
  state(): StateEntry[] {
    return sceneState(this);
  }
  /** What is hashed, outside: `state.ts`. `rested`: since they were asked for last, no turn has changed anything. */
  stateBytes(rested: boolean = false): Uint8Array {
    return this.#written.bytes(rested);
  }
  /** For naming the node where two runs differ: `state.ts`. */
  marks(): string {
    return this.#written.marks();
  }
  snapshot(): Snapshot {
    return takeSnapshot(this);
  }
  /** After `start`. Answers with what had no counterpart, one sentence each. */
  restore(snapshot: Snapshot): string[] {
    this.#written.outdate();
    const notRestored = restoreScene(this, snapshot);
    this.#moveCameras();
    this.guard.check();
    return notRestored;
  }

  /** A point of the screen, where the current camera shows it. */
  fromScreen(point: Vec2Like): Vec2 {
    return throughLens(point, this.lens, this.options);
  }

  /** At the end of the tick; what is in no tree is free at once. */
  free(node: Node): void {
    if (inner(node).freed || inner(node).freeing) return;
    inner(node).freeing = true;
    if (inner(node).scene === this) this.#leaving.push(node);
    else this.#remove(node);
  }

  #hear(records: readonly InputRecord[]): void {
    this.input.beginTick();
    for (const record of records) {
      const event = this.input.take(record, (point) => this.fromScreen(point));
      if (this.#isTaken(event)) continue;
      for (const node of this.population.lists.listeners)
        if (inner(node).scene === this) this.guard.run(node, "onInput", () => node.onInput(event));
    }
  }

  #isTaken(event: InputEvent): boolean {
    return hearings.some((hearing) => {
      const nodes = this.population.lists.bySystem.get(hearing);
      return nodes !== undefined && hearing.hear(nodes, this, event);
    });
  }

  #run(phase: Phase): void {
    if (this.population.lists.bySystem.size === 0) return;
    for (const system of systemsIn(phase)) {
      // Asked anew each time: the system before may have changed the tree.
      const nodes = this.population.lists.bySystem.get(system);
      if (nodes !== undefined) system.run(nodes, this, STEP);
    }
  }

  /** Ten thousand times a tick: one guard around all, and no closure for each. */
  #update(): void {
    const { updated } = this.population.lists;
    if (updated.length === 0) return;
    const at: { node: Node | null; hook: string } = { node: null, hook: "onUpdate" };
    this.guard.call(at, () => {
      for (const node of updated) {
        if (inner(node).scene !== this) continue;
        at.node = node;
        const result = node.onUpdate(STEP) as unknown;
        if (result !== undefined) this.guard.follow(result, node, "onUpdate");
      }
    });
  }

  #remove(node: Node): void {
    remove(node);
    if (node === this.root) this.population.root = null;
  }

  #moveCameras(seconds: number = STEP): void {
    const { cameras } = this.population;
    for (const camera of cameras) moveCamera(camera, seconds);
    this.lens = lensOf(cameras.at(-1), this.options);
  }

  /** The tree and the nodes' state: time and chance go on in a scene that does nothing. */
  #picture(): string {
    const paths = this.population.lists.all.map(pathOf);
    return JSON.stringify([paths, this.state().filter(({ path }) => path !== "")]);
  }
}
