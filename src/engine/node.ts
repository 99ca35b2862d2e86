/**
 * The base of everything in a scene, as authors see it. What happens behind each method is in the file it calls:
 * `tree.ts` (adding, removing, hooks), `schedule.ts` (timers, tweens), `scene.ts` (the tick).
 */
import { didYouMean } from "../base/nearest.ts";
import { engineClass, infoOf } from "./classes.ts";
import { sceneFor } from "./current.ts";
import type { Easing } from "./easing.ts";
import { shown } from "./fault.ts";
import { Inner, inner, label, readInnerWith } from "./inner.ts";
import type { InputEvent } from "./input.ts";
import { followed } from "./promise.ts";
import { attach, detach, rename } from "./tree.ts";
import { type Tween, TweenChain, type TweenTargets } from "./tween.ts";

export interface NodeInit {
  name?: string;
}

/** The base of everything in a scene. Hooks are empty methods to override; each runs inside the fixed step. */
export class Node {
  readonly #inner: Inner;

  static {
    readInnerWith((node) => node.#inner);
  }

  constructor(init: NodeInit = {}) {
    const info = infoOf(new.target);
    this.#inner = new Inner(info, info.name);
    applyInit(this, init);
  }

  /** Unique among siblings: a second "Circle" becomes "Circle2". */
  get name(): string {
    return inner(this).name;
  }
  set name(name: string) {
    rename(this, name);
  }

  get parent(): Node | null {
    return inner(this).parent;
  }
  /** A snapshot: adding or removing while walking it is safe. */
  get children(): readonly Node[] {
    return (inner(this).listed ??= Object.freeze([...inner(this).children]));
  }
  /** Seconds of simulated time since the scene started. */
  get sceneTime(): number {
    return sceneFor("sceneTime").time;
  }

  /** Enters the tree, and is ready, before this returns, if this node is in the tree. */
  addChild<T extends Node>(child: T): T {
    attach(this, child);
    return child;
  }
  removeChild(child: Node): void {
    detach(this, child);
  }
  removeChildren(): void {
    for (const child of this.children) if (inner(child).parent === this) detach(this, child);
  }
  childrenOf<T extends Node>(type: abstract new (...args: never[]) => T): T[] {
    return this.children.filter((child): child is T => child instanceof type);
  }
  /** Leaves the tree at the end of the tick; a second call does nothing. */
  queueFree(): void {
    sceneFor("queueFree").free(this);
  }

  /** Paths are `/`-separated names: "Arm/Hand", "../Sibling", "/" for the module's root. */
  getNode<T extends Node = Node>(path: string): T | null {
    let at: Node | null = path.startsWith("/") ? rootOf(this) : this;
    for (const part of path.split("/")) {
      if (at === null) return null;
      if (part === "" || part === ".") continue;
      at = part === ".." ? inner(at).parent : (inner(at).byName?.get(part) ?? null);
    }
    return at as T | null;
  }

  addToGroup(group: string): void {
    (inner(this).groups ??= new Set()).add(group);
    inner(this).scene?.population.regroup(group);
  }
  removeFromGroup(group: string): void {
    inner(this).groups?.delete(group);
    inner(this).scene?.population.regroup(group);
  }
  isInGroup(group: string): boolean {
    return inner(this).groups?.has(group) ?? false;
  }
  /** Every node of this module that is in `group`, in tree order. */
  nodesInGroup<T extends Node = Node>(group: string): T[] {
    return [...sceneFor("groups").population.group(group)] as T[];
  }

  /** Runs once after `seconds`, or until the returned function is called; ends with the node. */
  after(seconds: number, run: () => void): () => void;
  /** To be awaited: `await this.after(2)`. */
  after(seconds: number): Promise<void>;
  after(seconds: number, run?: () => void): (() => void) | Promise<void> {
    checkUse(this, "after", seconds);
    const { schedule } = sceneFor("after");
    if (run !== undefined) return schedule.after(this, seconds, checkCallback("after", run));
    return followed((resolve) => {
      schedule.after(this, seconds, resolve);
    });
  }
  /** At most once a tick. */
  every(seconds: number, run: () => void): () => void {
    checkUse(this, "every", seconds);
    return sceneFor("every").schedule.every(this, seconds, checkCallback("every", run));
  }
  tween(targets: TweenTargets, seconds: number, easing: Easing = "linear"): Tween {
    checkUse(this, "tween", seconds);
    const tween = new TweenChain(this).to(targets, seconds, easing);
    sceneFor("tween").schedule.play(this, tween);
    return tween;
  }

  onEnter(): void {}
  /** Once, after the node and its children have entered the tree; children first. */
  onReady(): void {}
  /** Every tick, parents first; `dt` is the fixed step in seconds (1/64). Not `async`. */
  onUpdate(_dt: number): void {}
  onInput(_event: InputEvent): void {}
  /** After a `@property` field was changed from outside: the inspector, the API, a swap. */
  onPropertyChange(_name: string): void {}
  onExit(): void {}
  /** After a hot swap: `previous` holds the old node's plain fields. */
  onSwap(_previous: Readonly<Record<string, unknown>>): void {}
}
engineClass(Node, "Node", {}, ["name"]);

function applyInit(node: Node, init: object): void {
  if (typeof init !== "object" || init === null)
    throw new TypeError(
      `Cannot make ${label(node)} from ${shown(init)}: its options are an object, like { name: "Ball" }`,
    );
  const { info } = inner(node);
  const keys = Object.keys(init);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    const value = (init as Readonly<Record<string, unknown>>)[key];
    if (value === undefined) continue;
    if (!info.settable.has(key))
      throw new TypeError(
        `Cannot make ${label(node)} with the option "${key}": ${info.base} has none of that name.${didYouMean(key, info.settable)}`,
      );
    const field = info.fields.get(key);
    if (field?.kind.fixed) field.write(node, value);
    else (node as unknown as Record<string, unknown>)[key] = value;
  }
}

function checkUse(node: Node, method: string, seconds: number): void {
  if (inner(node).freed) throw new Error(`Cannot call ${method} on ${label(node)}: it was freed with queueFree()`);
  if (typeof seconds !== "number" || !(seconds >= 0) || seconds === Infinity)
    throw new RangeError(`Cannot call ${method} with ${shown(seconds)} seconds: it must be a number, 0 or more`);
}

function checkCallback(method: string, run: () => void): () => void {
  if (typeof run === "function") return run;
  throw new TypeError(
    `Cannot call ${method} with ${shown(run)}: what to run must be a function, like () => this.blink()`,
  );
}

function rootOf(node: Node): Node {
  const { parent } = inner(node);
  return parent === null ? node : rootOf(parent);
}
