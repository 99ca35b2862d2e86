/** Drives a module of kind `node`: a scene of the engine's, its frames, its questions. */
import type { Json } from "../../base/json.ts";
import type { NodeDescription } from "../../base/node-description.ts";
import { RandomSource } from "../../base/random.ts";
import type { Snapshot } from "../../base/snapshot.ts";
import { nameClass } from "../../engine/classes.ts";
import { setCurrentScene } from "../../engine/current.ts";
import { SceneFault } from "../../engine/fault.ts";
import * as engine from "../../engine/index.ts";
import { inner, pathOf } from "../../engine/inner.ts";
import type { Node } from "../../engine/node.ts";
import { Rest } from "../../engine/rest.ts";
import { Scene, TICK_RATE, type Turn } from "../../engine/scene.ts";
import { companyOf } from "../../engine/stage/company.ts";
import { FrameEncoder } from "../../wire/frame-encoder.ts";
import { FrameTooLarge } from "../../wire/frame-format.ts";
import type { LoadRequest, TickRequest } from "../../wire/protocol.ts";
import type { Driver, Explained, Stepped } from "./driver.ts";
import { NodeFrame } from "./node-frame.ts";

export const makeNodeDriver = (request: LoadRequest): Driver => new NodeDriver(request);

const nothing = new Uint8Array(0);
/** About 3 kB each as JSON. */
const MOST_DESCRIBED = 4_000;
/** A person reads no more. */
const MOST_SENTENCES = 100;

class NodeDriver implements Driver {
  // A copy: what a module does to the object must not reach the engine's own bindings.
  readonly engine: object = Object.freeze({ ...engine });
  readonly #request: LoadRequest;
  readonly #early: RandomSource;
  readonly #encoder = new FrameEncoder();
  readonly #frames = new WeakMap<Node, NodeFrame>();
  /** Those of the last frame, and the nodes that they show. */
  #shown: readonly NodeFrame[] = [];
  #shownNodes: readonly Node[] = [];
  #make: (new () => Node) | null = null;
  #scene: Scene | null = null;
  #rest: Rest | null = null;
  /** Its state was asked for while it rested, and it has rested since. */
  #hasRested = false;

  constructor(request: LoadRequest) {
    this.#request = request;
    // For what a module's top level asks for, before there is a scene.
    this.#early = new RandomSource(request.seed);
  }

  get tick(): number {
    return this.#scene?.tick ?? 0;
  }
  get milliseconds(): number {
    return (this.tick * 1_000) / TICK_RATE;
  }
  random(): number {
    return (this.#scene?.random ?? this.#early).next();
  }

  enter(): void {
    setCurrentScene(this.#scene);
  }

  load(run: () => unknown): void {
    const type = (run() as { default: new () => Node }).default;
    nameClass(type, this.#request.name);
    this.#make = type;
  }

  start(snapshot: Snapshot | undefined): readonly string[] {
    const type = this.#make!;
    this.#scene = new Scene(this.#request);
    this.#rest = new Rest(this.#scene);
    this.#scene.start(() => new type());
    return snapshot === undefined ? [] : shortened(this.#scene.restore(snapshot));
  }

  *step({ hold, frame, keyframe, digest, tell = false, ...turn }: TickRequest): Generator<void, Stepped> {
    const scene = this.#started;
    const company = companyOf(scene);
    if (turn.others) company.learn(turn.others);
    const { refused } = hold ? scene.edit(turn.edits) : scene.begin(turn);
    if (!hold) {
      if (turn.broker) yield* scene.calls.hear(turn.broker);
      if (turn.others?.messages) yield* company.hear(turn.others.messages);
      scene.play();
    }
    yield;
    scene.settle(hold ? 0 : undefined);
    // The delta first: a keyframe says what the deltas add up to.
    const delta = frame ? this.#encode(false) : nothing;
    const isUneventful = frame && delta.length === 0 && !hold && !bringsSomething(turn);
    const still = this.#rest?.noteTurn(isUneventful) || undefined;
    const hasRested = this.#hasRested && still === true;
    this.#hasRested = digest ? still === true : hasRested;
    return {
      still,
      refused,
      asks: scene.calls.take(),
      others: company.take(tell),
      delta,
      keyframe: keyframe ? this.#encode(true) : nothing,
      state: digest ? scene.stateBytes(hasRested) : nothing,
    };
  }

  *rest(ticks: number): Generator<void, void> {
    const scene = this.#started;
    for (let tick = 0; tick < ticks; tick++) {
      scene.begin(emptyTurn);
      scene.play();
      yield;
      scene.settle();
    }
  }

  /** Each answer is plain data: it goes through JSON next. */
  call(method: "describe" | "state" | "marks" | "snapshot", [id]: readonly Json[] = []): Json {
    const scene = this.#started;
    const describe = () => (typeof id === "number" ? scene.describeOne(id) : firstNodes(scene.describe()));
    const answer = method === "describe" ? describe() : scene[method]();
    return answer as unknown as Json;
  }

  keyframe(): Uint8Array {
    return this.#encode(true);
  }

  status(): { nodes: number; active: boolean } {
    const scene = this.#scene;
    if (scene === null) return { nodes: 0, active: false };
    // Whether anything happens is a question of the smoke run; answering it compares the whole state.
    return { nodes: scene.nodeCount, active: this.#request.smoke ? scene.active : true };
  }

  explain(thrown: unknown): Explained {
    if (thrown instanceof SceneFault) {
      const { code, message, nodePath, type, hook, field, cause } = thrown;
      return { code, message, node: nodePath, type, hook, field, cause: cause ?? thrown };
    }
    if (thrown instanceof FrameTooLarge) return { code: "SMOKE_FRAME_TOO_LARGE", message: thrown.message };
    return { cause: thrown };
  }

  running(): Explained {
    if (this.#scene === null) return {};
    const { node, hook } = this.#scene.at;
    if (node === null) return hook === "constructor" ? { hook } : {};
    return { hook, node: pathOf(node), type: inner(node).info.name };
  }

  get #started(): Scene {
    if (this.#scene === null) throw new Error("The scene has not been started");
    return this.#scene;
  }

  #encode(keyframe: boolean): Uint8Array {
    const bytes = this.#encoder.encode(this.tick, this.#nodesToShow(), keyframe, this.#started.touched);
    const most = this.#request.maxFrameBytes;
    if (bytes.length <= most) return bytes;
    throw new FrameTooLarge(`The frame of tick ${this.tick} has ${bytes.length} bytes, more than the ${most} allowed`);
  }

  #nodesToShow(): readonly NodeFrame[] {
    const { nodes } = this.#started;
    if (nodes !== this.#shownNodes) this.#shown = nodes.map((node) => this.#frameOf(node));
    this.#shownNodes = nodes;
    return this.#shown;
  }

  /** Its id may have changed with a swap, which gives nodes their predecessors' ids before the first frame. */
  #frameOf(node: Node): NodeFrame {
    const known = this.#frames.get(node);
    if (known !== undefined && known.id === inner(node).id) return known;
    const made = new NodeFrame(node);
    this.#frames.set(node, made);
    return made;
  }
}

const shortened = (sentences: readonly string[]): readonly string[] =>
  sentences.length <= MOST_SENTENCES
    ? sentences
    : [...sentences.slice(0, MOST_SENTENCES), `${sentences.length - MOST_SENTENCES} more of the kind`];

const emptyTurn: Turn = { input: [], edits: [] };

const bringsSomething = ({
  input,
  edits,
  broker,
  others,
}: Pick<TickRequest, "input" | "edits" | "broker" | "others">): boolean =>
  input.length > 0 || edits.length > 0 || broker !== undefined || others !== undefined;

/** The first nodes in tree order: what an inspector can show, and one answer can hold. */
function firstNodes(root: NodeDescription): NodeDescription {
  let left = MOST_DESCRIBED;
  const keep = (node: NodeDescription): NodeDescription => ({
    ...node,
    children: node.children.filter(() => left-- > 0).map(keep),
  });
  return keep(root);
}
