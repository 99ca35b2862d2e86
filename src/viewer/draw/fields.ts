/** Where each number of a node stands: places in `DecodedNode.values`, looked up by name in the wire's own table, once. */
import { type DrawKindName, drawKinds } from "../../wire/schema.ts";

export const kindNumber = (name: DrawKindName): number => drawKinds.findIndex((kind) => kind.name === name);
export const kindName = (kind: number): DrawKindName => drawKinds[kind]?.name ?? "Node";

export const place = {
  x: field("Node2D", "x"),
  y: field("Node2D", "y"),
  rotation: field("Node2D", "rotation"),
  scaleX: field("Node2D", "scaleX"),
  scaleY: field("Node2D", "scaleY"),
  opacity: field("Node2D", "opacity"),
  z: field("Node2D", "z"),
  visible: field("Node2D", "visible"),
  anchor: field("Node2D", "anchor"),
} as const;

export function field(kind: DrawKindName, name: string): number {
  const fields: readonly { readonly name: string; readonly type: string }[] = drawKinds[kindNumber(kind)]!.fields;
  const at = fields.filter((one) => isNumber(one.type)).findIndex((one) => one.name === name);
  if (at < 0) throw new Error(`look up "${name}" of ${kind}: the wire's table has no such number`);
  return at;
}

/** Hoisted: the table above is made while the file loads. */
function isNumber(type: string): boolean {
  return type === "f32" || type === "rgba" || type === "u8";
}
