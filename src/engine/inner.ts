/**
 * What the engine keeps about a node, in a private field of it: it can never meet a field of the author's, and no walk
 * over keys, symbols or prototypes leads a module to it, nor from there to the scene.
 *
 * The engine's other files read and write it. Everything here is about being in a tree.
 */
import type { Json } from "../base/json.ts";
import type { ClassInfo } from "./classes.ts";
import type { Node } from "./node.ts";
import type { Place } from "./place.ts";
import type { Scene } from "./scene.ts";

let read: (node: Node) => Inner;

/** For `Node` alone, which is the only one that can look into its private field. */
export const readInnerWith = (reader: (node: Node) => Inner): void => void (read = reader);

/** @throws {TypeError} of what is no node, be it a proxy around one. */
export const inner = (node: Node): Inner => read(node);

/**
 * Notes that the node may look different from now on. Whatever changes something that a frame shows calls it: every assignment
 * of a field, and what keeps cells, strokes or particles beside the fields.
 */
export function touch(node: Node): void {
  const own = read(node);
  if (own.isTouched) return;
  own.isTouched = true;
  own.scene?.population.noteTouched(own.place);
}

export class Inner {
  /** What fields and properties hold, by the slots of the class: nothing of them stands on the node, where `Object.assign` would copy it. */
  readonly values: unknown[];
  /** Of nodes that have one, once it was asked for. */
  position: Place | null = null;
  scale: Place | null = null;
  /** Given at the first entry into a tree; 0 before. */
  id = 0;
  parent: Node | null = null;
  children: Node[] = [];
  byName: Map<string, Node> | null = null;
  /** The last number that was put behind a name, so that ten thousand bullets get their names in ten thousand steps. */
  numbered: Map<string, number> | null = null;
  /** What `children` gave out, until it is no longer true. */
  listed: readonly Node[] | null = null;
  groups: Set<string> | null = null;
  /** The scene whose tree the node is in. */
  scene: Scene | null = null;
  isReady = false;
  freeing = false;
  freed = false;
  /** Grows whenever the node leaves a tree: timers, tweens and owned connections of an earlier stay are over. */
  stay = 0;
  /** Values of the fields when the scene had started: what a reset goes back to, and what a swap need not carry. */
  initial: Readonly<Record<string, Json>> | null = null;
  /** Whether it may look different from what was last shown of it; of a node that never was, yes. */
  isTouched = true;
  /** In the list of the scene's nodes, in tree order, while there is one. */
  place = -1;

  constructor(
    readonly info: ClassInfo,
    public name: string,
  ) {
    this.values = info.initials.slice();
  }
}

/** "/" for the root, "/Arm/Hand" below it; a node outside of any tree has a path from its topmost parent. */
export function pathOf(node: Node): string {
  const { parent, name } = inner(node);
  if (parent === null) return "/";
  const above = pathOf(parent);
  return above === "/" ? `/${name}` : `${above}/${name}`;
}

/** How messages name a node: its path and class, or its name where it is in no tree. */
export function label(node: Node): string {
  const { info, name, scene } = inner(node);
  const place = scene === null ? name : pathOf(node);
  return place === info.name ? `"${place}"` : `"${place}" (${info.name})`;
}
