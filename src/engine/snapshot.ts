/**
 * A lossy picture of a scene, for swap, quarantine and roll-back. It says what it could not carry.
 *
 * Of each node's fields it marks those that differ from what the module itself had set when the scene had started: only these are
 * brought back, so that a colour that was edited in the new source is seen, and a score that was won is kept.
 */
import type { Json } from "../base/json.ts";
import type { Snapshot, SnapshotNode } from "../base/snapshot.ts";
import { inner, label, pathOf } from "./inner.ts";
import { keptOf } from "./kept.ts";
import type { Node } from "./node.ts";
import type { Scene } from "./scene.ts";
import { Signal } from "./signal.ts";
import { fieldsOf } from "./state.ts";
import { decode, encode, ownValue, sameJson } from "./values.ts";

export function takeSnapshot(scene: Scene): Snapshot {
  const nodes: SnapshotNode[] = [];
  const notCarried = new Set<string>();
  scene.walk((node) => nodes.push(pictureOf(node, notCarried)));
  for (const { node, what } of scene.schedule.busy())
    notCarried.add(`${inner(node).info.name}: a ${what} under way starts anew, if the module starts it again`);
  const { tick, population, random } = scene;
  return { version: 1, tick, nextId: population.nextId, random: [...random.state], nodes, notCarried: [...notCarried] };
}

/** After `start`; sentences about what had no counterpart. */
export function restoreScene(scene: Scene, snapshot: Snapshot): string[] {
  const notRestored: string[] = [];
  const here = new Map<string, Node>();
  scene.walk((node) => here.set(pathOf(node), node));
  scene.tick = snapshot.tick;
  scene.random.restore(snapshot.random);

  const pairs: [Node, SnapshotNode][] = [];
  const ids = new Map<Node, number>();
  for (const old of snapshot.nodes) {
    const node = here.get(old.path);
    if (node === undefined) notRestored.push(`${old.path} (${old.type}) is not in the new scene`);
    else if (inner(node).info.name !== old.type)
      notRestored.push(`${old.path} was a ${old.type} and is a ${inner(node).info.name}`);
    else pairs.push([node, old]);
    if (node !== undefined) ids.set(node, old.id);
  }
  scene.population.renumber(ids, snapshot.nextId);
  for (const [node, old] of pairs) bringBack(scene, node, old, notRestored);
  for (const [node, old] of pairs) {
    const previous = Object.fromEntries(Object.entries(old.fields).map(([name, value]) => [name, decode(value)]));
    if (inner(node).scene === scene) scene.guard.run(node, "onSwap", () => node.onSwap(Object.freeze(previous)));
  }
  return notRestored;
}

function pictureOf(node: Node, notCarried: Set<string>): SnapshotNode {
  const { id, info, initial } = inner(node);
  const fields = plainFields(node, (name) => {
    notCarried.add(`${info.name}: ${name} holds what has no plain form, like a node`);
  });
  const lost = keptOf(info.base)?.lost(node) ?? null;
  if (lost !== null) notCarried.add(`${info.name}: ${lost}`);
  const place = { path: pathOf(node), type: info.name, id, fields };
  if (initial === null) return place;
  return { ...place, changed: Object.keys(fields).filter((name) => !sameJson(fields[name], initial[name])) };
}

/** What the module has set when the scene has started. */
export function noteInitial(node: Node): void {
  inner(node).initial = plainFields(node, () => {});
}

/** Engine fields, properties, and those of the module's own fields that have a plain form. */
function plainFields(node: Node, left: (name: string) => void): Record<string, Json> {
  const fields = fieldsOf(node);
  for (const name of Object.keys(node)) {
    const value = ownValue(node, name);
    const json = encode(value);
    if (json !== undefined) fields[name] = json;
    // Signals and functions are made anew by the module itself.
    else if (!(value instanceof Signal) && typeof value !== "function") left(name);
  }
  return fields;
}

function bringBack(scene: Scene, node: Node, old: SnapshotNode, notRestored: string[]): void {
  const { info } = inner(node);
  for (const name of old.changed ?? Object.keys(old.fields)) {
    const json = old.fields[name];
    if (json === undefined) continue;
    const refusal = bringBackField(node, name, json);
    if (refusal !== null) notRestored.push(`${label(node)}: ${refusal}`);
    else if (info.properties.has(name)) scene.guard.run(node, "onPropertyChange", () => node.onPropertyChange(name));
  }
}

function bringBackField(node: Node, name: string, json: Json): string | null {
  const { fields, properties, base } = inner(node).info;
  const holder = node as unknown as Record<string, unknown>;
  const kept = keptOf(base);
  if (name === kept?.name) kept.write(node, json);
  else if (fields.has(name) || properties.has(name) || Object.hasOwn(holder, name)) {
    try {
      const field = fields.get(name);
      if (field !== undefined) field.write(node, decode(json));
      else holder[name] = decode(json);
    } catch {
      // A setter of the new module takes no such value any more: its own initial value stands.
      return `${name} takes no such value any more`;
    }
  } else return `${name} is no field any more`;
  return null;
}
