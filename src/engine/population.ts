/**
 * Who is in the tree: by id, by group, by what the step has to do with them.
 *
 * The lists are made by one walk when somebody asks after the tree has changed, so that a step does nothing for nodes
 * without hooks. A list that was given out stays as it was.
 */
import type { Camera2D } from "./camera2d.ts";
import { inner, touch } from "./inner.ts";
import { Node } from "./node.ts";
import { type System, systemsOf } from "./systems.ts";
import { Touched } from "./touched.ts";

interface Lists {
  /** In tree order, as all of them. */
  readonly all: Node[];
  readonly updated: Node[];
  readonly listeners: Node[];
  readonly bySystem: Map<System, Node[]>;
  readonly groups: Map<string, readonly Node[]>;
  /** Who may change without a touch: lists of points are the author's, who may go on changing them in place. */
  readonly inPlace: Node[];
  readonly touched: Touched;
  draws: boolean;
}

export class Population {
  root: Node | null = null;
  /** Never given twice, from 1. */
  nextId = 1;
  readonly #byId = new Map<number, Node>();
  /** In the order of entering. */
  #cameras: Camera2D[] = [];
  #lists: Lists | null = null;

  get size(): number {
    return this.#byId.size;
  }
  get cameras(): readonly Camera2D[] {
    return this.#cameras;
  }
  get lists(): Readonly<Lists> {
    return (this.#lists ??= listsOf(this.root));
  }

  node(id: number): Node | undefined {
    return this.#byId.get(id);
  }

  /** Which of `lists.all` may look different since it was last cleared. */
  get touched(): Touched {
    for (const node of this.lists.inPlace) touch(node);
    return this.lists.touched;
  }
  /** Without lists there is nothing to do: when they are made, they ask each node. */
  noteTouched(place: number): void {
    this.#lists?.touched.add(place);
  }

  add(node: Node): void {
    const own = inner(node);
    if (own.id === 0) own.id = this.nextId++;
    this.#byId.set(own.id, node);
    this.#lists = null;
    if (isCamera(node)) this.#cameras.push(node);
  }

  remove(node: Node): void {
    this.#byId.delete(inner(node).id);
    this.#lists = null;
    if (isCamera(node)) this.#cameras = this.#cameras.filter((camera) => camera !== node);
  }

  group(name: string): readonly Node[] {
    const { all, groups } = this.lists;
    let members = groups.get(name);
    if (members === undefined) {
      members = all.filter((node) => inner(node).groups?.has(name));
      groups.set(name, members);
    }
    return members;
  }

  regroup(name: string): void {
    this.#lists?.groups.delete(name);
  }

  /** Nodes take the ids of their predecessors; the others get new ones. */
  renumber(ids: ReadonlyMap<Node, number>, nextId: number): void {
    this.nextId = nextId;
    this.#byId.clear();
    for (const node of this.lists.all) {
      inner(node).id = ids.get(node) ?? this.nextId++;
      this.#byId.set(inner(node).id, node);
    }
    this.#lists = null;
  }
}

function listsOf(root: Node | null): Lists {
  const lists = {
    all: [],
    updated: [],
    listeners: [],
    bySystem: new Map(),
    groups: new Map(),
    inPlace: [],
    draws: false,
  };
  if (root !== null) sort(root, lists);
  return { ...lists, touched: new Touched(lists.all) };
}

function sort(node: Node, lists: Omit<Lists, "touched">): void {
  const { info, children } = inner(node);
  lists.all.push(node);
  if (node.onUpdate !== Node.prototype.onUpdate) lists.updated.push(node);
  if (node.onInput !== Node.prototype.onInput) lists.listeners.push(node);
  for (const system of systemsOf(info.base)) {
    const members = lists.bySystem.get(system);
    if (members === undefined) lists.bySystem.set(system, [node]);
    else members.push(node);
  }
  if (info.fields.has("points")) lists.inPlace.push(node);
  if (!undrawn.has(info.base)) lists.draws = true;
  for (const child of children) sort(child, lists);
}

const undrawn: ReadonlySet<string> = new Set(["Node", "Node2D", "Camera2D", "Timer"]);
const isCamera = (node: Node): node is Camera2D => inner(node).info.base === "Camera2D";
