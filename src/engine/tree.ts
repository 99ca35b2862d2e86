/**
 * Adding and removing: the only file that changes who is whose parent, and that calls the hooks of coming and going.
 *
 * Entering is `onEnter` from the top down, then `onReady` from the bottom up, all before `addChild` returns. Hooks may
 * themselves add and remove: every loop here walks a copy and asks again before it acts.
 */
import { type FaultCode, placeOf, SceneFault, shown } from "./fault.ts";
import { type Inner, inner, label, touch } from "./inner.ts";
import { Node } from "./node.ts";
import type { Scene } from "./scene.ts";

/** Deeper than any scene needs, and shallow enough for every walk to recurse. */
const MOST_LEVELS = 256;

export function attach(parent: Node, child: Node): void {
  refuseAttach(parent, child);
  const above = inner(parent);
  inner(child).parent = parent;
  inner(child).name = freeName(above, inner(child).name);
  above.children.push(child);
  above.listed = null;
  (above.byName ??= new Map()).set(inner(child).name, child);
  if (above.scene !== null) enter(child, above.scene);
}

/** Takes `child` from its parent at once; it can be added again. */
export function detach(parent: Node, child: Node): void {
  const above = inner(parent);
  if (!(child instanceof Node) || inner(child).parent !== parent)
    throw new Error(`Cannot remove ${shownNode(child)} from ${label(parent)}: it is not one of its children`);
  leave(child);
  // A hook may have removed it already.
  if (inner(child).parent !== parent) return;
  above.children.splice(above.children.indexOf(child), 1);
  above.listed = null;
  above.byName!.delete(inner(child).name);
  inner(child).parent = null;
}

/** Brings a subtree into the scene, hooks included. */
export function enter(top: Node, scene: Scene): void {
  enterTree(top, scene, depthOf(top));
  readyTree(top, scene);
}

function leave(node: Node): void {
  const scene = inner(node).scene;
  if (scene === null) return;
  for (const child of childrenBackwards(node)) if (inner(child).parent === node) leave(child);
  // Still in the tree while it says goodbye, so that paths and siblings are in reach.
  scene.guard.run(node, "onExit", () => node.onExit());
  if (inner(node).scene !== scene) return;
  inner(node).scene = null;
  inner(node).stay++;
  scene.population.remove(node);
}

/** For good: takes the node and what is below it from wherever they are. */
export function remove(node: Node): void {
  const { parent } = inner(node);
  if (parent === null) leave(node);
  else detach(parent, node);
  markFreed(node);
}

function markFreed(node: Node): void {
  inner(node).freed = true;
  for (const child of inner(node).children) markFreed(child);
}

/** A second "Circle" becomes "Circle2". */
function freeName(parent: Inner, wanted: string): string {
  if (!parent.byName?.has(wanted)) return wanted;
  const parts = /^(.*?)([1-9]\d{0,8})?$/s.exec(wanted)!;
  const stem = parts[1]!;
  const digits = parts[2];
  const numbers = (parent.numbered ??= new Map());
  let number = Math.max(numbers.get(stem) ?? 1, Number(digits ?? 1));
  do number++;
  while (parent.byName.has(stem + number));
  numbers.set(stem, number);
  return stem + number;
}

export function rename(node: Node, name: unknown): void {
  const own = inner(node);
  if (typeof name !== "string" || !/^[^/]{1,100}$/s.test(name) || name === "." || name === "..")
    throw new TypeError(
      `Cannot name ${label(node)} ${shown(name)}: a name is a string of 1 to 100 characters, without "/"`,
    );
  if (name === own.name) return;
  const above = own.parent === null ? undefined : inner(own.parent);
  above?.byName?.delete(own.name);
  own.name = above === undefined ? name : freeName(above, name);
  touch(node);
  above?.byName?.set(own.name, node);
}

function refuseAttach(parent: Node, child: Node): void {
  const refuse = (why: string): never => {
    throw new Error(`Cannot add ${shownNode(child)} to ${label(parent)}: ${why}`);
  };
  if (!(child instanceof Node)) {
    const isClass = typeof child === "function";
    refuse(isClass ? "it is a class; add an instance, like new Circle()" : "it is not a node");
  }
  if (inner(parent).freed) refuse("the parent was freed with queueFree() and cannot be used again");
  if (inner(child).freed) refuse("it was freed with queueFree() and cannot be used again; make a new node");
  if (child === parent) refuse("a node cannot be its own child");
  for (let at: Node | null = parent; at !== null; at = inner(at).parent)
    if (at === child) refuse("it is one of the node's own ancestors");
  const current = inner(child).parent;
  if (current === parent) refuse("it is a child of it already");
  if (current !== null) refuse(`it has the parent ${label(current)}; call removeChild there first`);
  if (inner(child).scene !== null) refuse("it is the root of the scene");
}

function enterTree(node: Node, scene: Scene, depth: number): void {
  if (depth > MOST_LEVELS)
    endScene(scene, node, "SMOKE_TOO_DEEP", `the tree would be deeper than ${MOST_LEVELS} levels`);
  const { maxNodes } = scene.options;
  if (scene.nodeCount >= maxNodes)
    endScene(scene, node, "SMOKE_TOO_MANY_NODES", `the scene would have more than ${maxNodes} nodes`);
  inner(node).scene = scene;
  scene.population.add(node);
  scene.guard.run(node, "onEnter", () => node.onEnter());
  for (const child of [...inner(node).children])
    if (inner(child).parent === node && inner(child).scene === null && inner(node).scene === scene)
      enterTree(child, scene, depth + 1);
}

function readyTree(node: Node, scene: Scene): void {
  if (inner(node).scene !== scene) return;
  for (const child of [...inner(node).children]) if (inner(child).parent === node) readyTree(child, scene);
  if (inner(node).isReady || inner(node).scene !== scene) return;
  inner(node).isReady = true;
  scene.guard.run(node, "onReady", () => node.onReady());
}

/** There is no going on from here, whoever catches it; the hook that adds is where it happened. */
function endScene(scene: Scene, node: Node, code: FaultCode, why: string): never {
  const { at, tick, guard } = scene;
  const message = `Cannot add ${label(node)}: ${why}`;
  throw guard.fail(new SceneFault(code, message, tick, placeOf(at.node ?? node, at.hook)));
}

function depthOf(node: Node): number {
  let depth = 1;
  for (let at = inner(node).parent; at !== null; at = inner(at).parent) depth++;
  return depth;
}

const childrenBackwards = (node: Node): Node[] => [...inner(node).children].reverse();
const shownNode = (value: unknown): string => (value instanceof Node ? label(value) : shown(value));
