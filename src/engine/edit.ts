/**
 * Changes from outside (the inspector, the API): through the same setters as the module's own assignments. What cannot be
 * set is an answer for whoever asked, never a fault of the module's.
 */
import { isRecord, type Json } from "../base/json.ts";
import { didYouMean } from "../base/nearest.ts";
import { typeOf } from "./describe.ts";
import { describeThrown } from "./fault.ts";
import { inner, label } from "./inner.ts";
import type { Node } from "./node.ts";
import type { Scene } from "./scene.ts";
import { fieldsOf } from "./state.ts";
import { decode } from "./values.ts";
import { Vec2 } from "./vec2.ts";

export interface PropertyEdit {
  readonly node: number;
  readonly property: string;
  readonly value: Json;
}
export interface Refusal {
  /** The edit's place in the request. */
  readonly edit: number;
  readonly message: string;
}

/** Null when it was done; else why not. */
export function applyEdit(scene: Scene, { node: id, property, value }: PropertyEdit): string | null {
  const node = scene.population.node(id);
  if (node === undefined) return `Cannot change node ${id}: no node of the scene has that id`;
  const refusal = assign(node, property, value);
  if (refusal === null && inner(node).info.properties.has(property))
    scene.guard.run(node, "onPropertyChange", () => node.onPropertyChange(property));
  return refusal;
}

function assign(node: Node, property: string, value: Json): string | null {
  const { fields, settable, properties } = inner(node).info;
  const isProperty = properties.has(property);
  if (property === "name" || (!isProperty && (!settable.has(property) || fields.get(property)?.kind.fixed)))
    return `Cannot change ${property} of ${label(node)}: it has no property of that name.${didYouMean(property, [...properties.keys(), ...settable])}`;
  const holder = node as unknown as Record<string, unknown>;
  const given = plainValue(value);
  if (isProperty) {
    const [is, wanted] = [typeOf(fieldsOf(node)[property]), given instanceof Vec2 ? "vector" : typeOf(value)];
    if (is !== "json" && is !== wanted)
      return `Cannot change ${property} of ${label(node)}: it holds a ${is}, not ${article(wanted)}`;
  }
  try {
    holder[property] = given;
    return null;
  } catch (thrown) {
    return describeThrown(thrown).replace(/^\w*Error: /, "");
  }
}

/** Vectors are written as { x, y }. */
function plainValue(value: Json): unknown {
  if (isRecord(value) && typeof value["x"] === "number" && typeof value["y"] === "number" && value["$"] === undefined)
    return new Vec2(value["x"], value["y"]);
  return decode(value);
}

const article = (type: string): string => (type === "json" ? "that" : `a ${type}`);
