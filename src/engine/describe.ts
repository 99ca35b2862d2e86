/** A node and what is below it, as the inspector shows them. */
import type { Json } from "../base/json.ts";
import type { NodeDescription, PropertyDescription } from "../base/node-description.ts";
import type { FieldKind } from "./fields.ts";
import { inner, pathOf } from "./inner.ts";
import type { Node } from "./node.ts";
import type { Property } from "./property.ts";
import { fieldsOf } from "./state.ts";
import { encode } from "./values.ts";

export const describeNode = (node: Node): NodeDescription => ({
  ...describeAlone(node),
  children: inner(node).children.map(describeNode),
});

/** Without its children. */
export function describeAlone(node: Node): NodeDescription {
  const { id, name, info } = inner(node);
  const values = fieldsOf(node);
  const initial = inner(node).initial ?? {};
  return {
    id,
    name,
    type: info.name,
    base: info.base,
    path: pathOf(node),
    properties: [
      ...[...info.properties.values()].map((property) =>
        describeProperty(property, values[property.name], initial[property.name]),
      ),
      ...[...info.fields.values()]
        .filter(({ kind }) => kind.fixed !== true)
        .map(({ name: field, kind }) => describeField(field, kind, values[field]!, initial[field])),
    ],
    children: [],
  };
}

function describeField(name: string, field: FieldKind, value: Json, initial: Json | undefined): PropertyDescription {
  const { type, range, options, kind } = field;
  return {
    name,
    value,
    type: type === "points" ? "json" : type,
    tunable: false,
    initial: initial ?? encode(field.initial) ?? null,
    ...(range === undefined ? {} : { range }),
    ...(options === undefined ? {} : { options }),
    ...(kind === undefined ? {} : { kind }),
  };
}

function describeProperty(
  { name, options }: Property,
  value: Json | undefined,
  initial: Json | undefined,
): PropertyDescription {
  const { range, step, options: choices, kind, group } = options;
  return {
    name,
    value: shownValue(value),
    type: typeOf(value),
    tunable: true,
    initial: shownValue(initial ?? value),
    ...(range === undefined ? {} : { range: [range[0], range[1]] as const }),
    ...(step === undefined ? {} : { step }),
    ...(choices === undefined ? {} : { options: [...choices] }),
    ...(kind === undefined ? {} : { kind }),
    ...(group === undefined ? {} : { group }),
  };
}

/** Vectors as { x, y }, like the engine's own. */
function shownValue(value: Json | undefined): Json {
  if (typeOf(value) !== "vector") return value ?? null;
  const { x, y } = value as { readonly x: number; readonly y: number };
  return { x, y };
}

export function typeOf(value: Json | undefined): PropertyDescription["type"] {
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean")
    return typeof value as "number";
  const vector = typeof value === "object" && value !== null && (value as Record<string, unknown>)["$"] === "Vec2";
  return vector ? "vector" : "json";
}
