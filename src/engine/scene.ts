/**
 * One module's scene: its tree, its time, its chance, and the fixed step that moves it on.
 *
 * Drivers make one, start it and step it; it reads no clock and knows nothing of the machine. What goes wrong in the
 * module leaves `start` and `step` as a `SceneFault`, after which the scene is of no use. The order of a step is the order
 * of the lines in `advance` and `settle`; between the two, and nowhere else, the realm's promise jobs run.
 */
import { makeNoise } from "../base/noise.ts";
import { RandomSource } from "../base/random.ts";
import { type Camera2D, moveCamera, viewOf } from "./camera2d.ts";
import { setCurrentScene } from "./current.ts";
import { describeNode, type NodeDescription } from "./describe.ts";
import { applyEdit, type PropertyEdit, type Refusal } from "./edit.ts";
import { type At, describeThrown, faultFrom, type FaultPlace, placeOf, SceneFault } from "./fault.ts";
import { inner, label, pathOf } from "./inner.ts";
import { type InputEvent, type InputRecord, InputState } from "./input.ts";
import { Node } from "./node.ts";
import { Roster } from "./roster.ts";
import { Schedule } from "./schedule.ts";
import { noteInitial, restoreScene, type Snapshot, takeSnapshot } from "./snapshot.ts";
import { fieldsOf, sceneState, stateBytes, type StateEntry } from "./state.ts";
import { countDown } from "./timer.ts";
import { detach, enter, leave, markFreed } from "./tree.ts";
import { Vec2, type Vec2Like } from "./vec2.ts";

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
  readonly width: number;
  readonly height: number;
  readonly random: RandomSource;
  readonly noise: (x: number, y: number) => number;
  readonly schedule: Schedule = new Schedule();
  readonly input: InputState;
  /** What the current camera makes the picture's middle and scale. */
  lens: { x: number; y: number; zoom: number };
  /** Promises of the engine's that were rejected, until somebody asks for their outcome. */
  readonly unhandled: Map<Promise<unknown>, unknown> = new Map();
  readonly groups: Map<string, readonly Node[]> = new Map();
  tick = 0;
  nextId = 1;

  #root: Node | null = null;
  readonly #byId = new Map<number, Node>();
  readonly #roster = new Roster();
  #cameras: Camera2D[] = [];
  #leaving: Node[] = [];
  #at: At = { node: null, hook: "the module" };
  #fault: SceneFault | null = null;
  #firstState: string | null = null;

  /** Becomes the realm's current scene. */
  constructor(options: SceneOptions) {
    this.options = options;
    this.width = options.width;
    this.height = options.height;
    this.random = new RandomSource(options.seed);
    this.noise = makeNoise(options.seed);
    this.lens = { x: options.width / 2, y: options.height / 2, zoom: 1 };
    this.input = new InputState({ x: this.lens.x, y: this.lens.y });
    setCurrentScene(this);
  }

  get root(): Node | null {
    return this.#root;
  }
  get nodeCount(): number {
    return this.#byId.size;
  }
  /** Seconds of simulated time. */
  get time(): number {
    return this.tick * STEP;
  }
  get camera(): Camera2D | null {
    return this.#cameras.at(-1) ?? null;
  }
  /** Whose code is running, in which hook: what a scene that was stopped from outside was doing. */
  get at(): At {
    return this.#at;
  }
  /** Whether anything is drawn or was changed since the start. */
  get active(): boolean {
    if (this.#firstState === null) return true;
    if (!this.#roster.draws && picture(this) === this.#firstState) return false;
    this.#firstState = null;
    return true;
  }

  start(create: () => Node): void {
    const made = this.#guarded(null, "constructor", create);
    if (!(made instanceof Node)) throw new TypeError("Cannot start a scene: what was created is no node");
    this.#root = made;
    enter(made, this);
    this.#throwFault();
    this.#moveCameras();
    for (const node of this.#roster.all(this.#root)) noteInitial(node);
    if (!this.#roster.draws) this.#firstState = picture(this);
  }

  /** `drain` runs the realm's promise jobs. */
  step(turn: Turn & { readonly drain: () => void }): { refused: Refusal[] } {
    const result = this.advance(turn);
    turn.drain();
    this.settle();
    return result;
  }

  /** The first part of a step, up to the promise jobs. */
  advance({ input, edits }: Turn): { refused: Refusal[] } {
    this.tick++;
    const refused = this.#edit(edits);
    this.#hear(input);
    this.schedule.runTimers(STEP, this.run);
    for (const timer of this.#roster.timers(this.#root))
      if (timer[inner].scene === this) this.run(timer, "timeout", () => countDown(timer, STEP));
    this.schedule.runTweens(STEP, this.run);
    this.#update();
    return { refused };
  }

  /** The second part, after them. */
  settle(): void {
    this.#removeFreed();
    this.#moveCameras();
    for (const [, reason] of this.unhandled) this.#rejected(reason, { node: null, hook: "a promise" });
    this.#throwFault();
  }

  /** Tree order: a node before its children. */
  walk(visit: (node: Node) => void): void {
    for (const node of this.#roster.all(this.#root)) visit(node);
  }

  node(id: number): Node | undefined {
    return this.#byId.get(id);
  }

  describe(): NodeDescription {
    if (this.#root === null) throw new Error("Cannot describe a scene whose root was freed");
    return describeNode(this.#root);
  }
  snapshot(): Snapshot {
    return takeSnapshot(this);
  }
  /** After `start`. Answers with what had no counterpart, one sentence each. */
  restore(snapshot: Snapshot): string[] {
    const notRestored = restoreScene(this, snapshot);
    this.#moveCameras();
    this.#throwFault();
    return notRestored;
  }
  /** For comparing two runs, and naming the field. */
  state(): StateEntry[] {
    return sceneState(this);
  }
  /** What is hashed, outside: `state.ts`. */
  stateBytes(): Uint8Array {
    return stateBytes(this);
  }

  /** What of the module's runs right now: for a watch that has to end it. */
  get running(): FaultPlace {
    return placeOf(this.#at.node, this.#at.hook);
  }

  /** A point of the screen, where the current camera shows it. */
  fromScreen(point: Vec2Like): Vec2 {
    const { x, y, zoom } = this.lens;
    return new Vec2((point.x - this.width / 2) / zoom + x, (point.y - this.height / 2) / zoom + y);
  }

  group(name: string): readonly Node[] {
    let members = this.groups.get(name);
    if (members === undefined) {
      members = this.#roster.all(this.#root).filter((node) => node[inner].groups?.has(name));
      this.groups.set(name, members);
    }
    return members;
  }

  /** At the end of the tick; what is in no tree is free at once. */
  free(node: Node): void {
    if (node[inner].freed || node[inner].freeing) return;
    node[inner].freeing = true;
    if (node[inner].scene === this) this.#leaving.push(node);
    else this.#remove(node);
  }

  /** Runs a module's code as that node's; what it throws is the scene's fault from then on, whoever catches it. */
  readonly run = (node: Node | null, hook: string, call: () => unknown): void => {
    const result = this.#guarded(node, hook, call);
    if (result !== undefined) this.follow(result, node, hook);
  };

  /** A promise that a hook returned: its rejection is a fault. */
  follow(result: unknown, node: Node | null, hook: string): void {
    if (!(result instanceof Promise)) return;
    result.then(undefined, (reason: unknown) => this.#rejected(reason, { node, hook }));
  }

  fail(fault: SceneFault): SceneFault {
    return (this.#fault ??= fault);
  }

  /** For `tree.ts`: a node has come into the tree. */
  entered(node: Node): void {
    const own = node[inner];
    if (own.id === 0) own.id = this.nextId++;
    this.#byId.set(own.id, node);
    this.#changed();
    if (isCamera(node)) this.#cameras.push(node);
    if (this.#byId.size <= this.options.maxNodes) return;
    const message = `Cannot add ${label(node)}: the scene would have more than ${this.options.maxNodes} nodes`;
    throw this.fail(
      new SceneFault("SMOKE_TOO_MANY_NODES", message, this.tick, placeOf(this.#at.node ?? node, this.#at.hook)),
    );
  }

  /** For `tree.ts`: a node is out of the tree. */
  left(node: Node): void {
    this.#byId.delete(node[inner].id);
    this.#changed();
    if (isCamera(node)) this.#cameras = this.#cameras.filter((camera) => camera !== node);
  }

  /** For a swap: nodes keep the ids of their predecessors. */
  renumber(ids: ReadonlyMap<Node, number>, nextId: number): void {
    this.nextId = nextId;
    this.#byId.clear();
    for (const node of this.#roster.all(this.#root)) {
      node[inner].id = ids.get(node) ?? this.nextId++;
      this.#byId.set(node[inner].id, node);
    }
  }

  #changed(): void {
    this.#roster.forget();
    this.groups.clear();
  }

  #edit(edits: readonly PropertyEdit[]): Refusal[] {
    const refused: Refusal[] = [];
    for (const [index, edit] of edits.entries()) {
      const message = applyEdit(this, edit);
      if (message !== null) refused.push({ edit: index, message });
    }
    return refused;
  }

  #hear(records: readonly InputRecord[]): void {
    this.input.beginTick();
    for (const record of records) {
      const event: InputEvent = this.input.take(record, (point) => this.fromScreen(point));
      for (const node of this.#roster.listeners(this.#root))
        if (node[inner].scene === this) this.run(node, "onInput", () => node.onInput(event));
    }
  }

  /** Ten thousand times a tick: one guard around all, and no closure for each. */
  #update(): void {
    const outer = this.#at;
    const at: { node: Node | null; hook: string } = { node: null, hook: "onUpdate" };
    this.#at = at;
    try {
      for (const node of this.#roster.updated(this.#root)) {
        if (node[inner].scene !== this) continue;
        at.node = node;
        const result = node.onUpdate(STEP) as unknown;
        if (result !== undefined) this.follow(result, node, "onUpdate");
      }
    } catch (thrown) {
      throw this.fail(faultFrom(thrown, at, this.tick));
    } finally {
      this.#at = outer;
    }
  }

  #removeFreed(): void {
    // What is freed by an `onExit` leaves in the same tick.
    for (let node = this.#leaving.shift(); node !== undefined; node = this.#leaving.shift()) this.#remove(node);
  }

  #remove(node: Node): void {
    const { parent } = node[inner];
    if (parent !== null) detach(parent, node);
    else leave(node);
    markFreed(node);
    if (node === this.#root) this.#root = null;
  }

  #moveCameras(): void {
    for (const camera of this.#cameras) moveCamera(camera, STEP);
    const camera = this.camera;
    if (camera === null) {
      this.lens = { x: this.width / 2, y: this.height / 2, zoom: 1 };
      return;
    }
    const { offsetX, offsetY, zoom } = viewOf(camera);
    const { x, y } = camera.globalPosition;
    this.lens = { x: x + offsetX, y: y + offsetY, zoom };
  }

  #guarded<T>(node: Node | null, hook: string, call: () => T): T {
    const outer = this.#at;
    this.#at = { node, hook };
    try {
      return call();
    } catch (thrown) {
      throw this.fail(faultFrom(thrown, this.#at, this.tick));
    } finally {
      this.#at = outer;
    }
  }

  #rejected(reason: unknown, at: At): void {
    const where = at.node === null ? at.hook : `${at.hook} of ${label(at.node)}`;
    const message = `${where} was rejected, which nothing handles: ${describeThrown(reason)}`;
    this.fail(new SceneFault("SMOKE_UNHANDLED_REJECTION", message, this.tick, placeOf(at.node, at.hook), reason));
  }

  #throwFault(): void {
    if (this.#fault !== null) throw this.#fault;
  }
}

/** The tree and the nodes' state: time and chance go on in a scene that does nothing. */
function picture(scene: Scene): string {
  const nodes: string[] = [];
  scene.walk((node) => nodes.push(pathOf(node)));
  return JSON.stringify([nodes, scene.state().filter(({ path }) => path !== "")]);
}

const isCamera = (node: Node): node is Camera2D => node[inner].info.base === "Camera2D";
