/**
 * The state of a scene: for each node in tree order its path, its class and every declared engine field and property;
 * then the random state and the tick. As a flat list it tells two runs apart and names the field; as bytes it is hashed.
 */
import { isRecord, type Json } from "../base/json.ts";
import { ByteWriter } from "./bytes.ts";
import { inner, pathOf } from "./inner.ts";
import type { Node } from "./node.ts";
import { type Node2D } from "./node2d.ts";
import { cellsOf, type PixelGrid } from "./pixel-grid.ts";
import type { Scene } from "./scene.ts";
import { encode } from "./values.ts";
import type { Vec2Like } from "./vec2.ts";

export interface StateEntry {
  /** Empty for what is the scene's own. */
  readonly path: string;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
}

/** Not a name that a field of the author's could have. */
export const CELLS = "PixelGrid.cells";

/** Engine fields and properties, in their order, as plain copies. */
export function fieldsOf(node: Node): Record<string, Json> {
  const { info } = node[inner];
  const holder = node as unknown as Record<string, unknown>;
  const values: Record<string, Json> = {};
  for (const { name, kind } of info.fields.values()) {
    const value = holder[name];
    if (kind.type === "vector") values[name] = plainVector(value as Vec2Like);
    else values[name] = kind.type === "points" ? pointsOf(node) : (value as Json);
  }
  for (const name of info.properties.keys()) {
    const json = encode(holder[name]);
    if (json !== undefined) values[name] = json;
  }
  if (info.base === "PixelGrid") values[CELLS] = runs(cellsOf(node as PixelGrid).colors);
  return values;
}

export function sceneState(scene: Scene): StateEntry[] {
  const entries: StateEntry[] = [];
  scene.walk((node) => {
    const path = pathOf(node);
    const type = node[inner].info.name;
    for (const [field, value] of Object.entries(fieldsOf(node))) entries.push({ path, type, field, value });
  });
  entries.push({ path: "", type: "scene", field: "random", value: [...scene.random.state] });
  entries.push({ path: "", type: "scene", field: "tick", value: scene.tick });
  return entries;
}

/** Each part is told by its length or its size, so that no two states have the same bytes. */
export function stateBytes(scene: Scene): Uint8Array {
  const bytes = new ByteWriter();
  scene.walk((node) => {
    bytes.text(pathOf(node));
    bytes.text(node[inner].info.name);
    const fields = fieldsOf(node);
    for (const name in fields) writeValue(bytes, fields[name]!);
  });
  for (const word of scene.random.state) bytes.number(word);
  bytes.number(scene.tick);
  return bytes.take();
}

function writeValue(bytes: ByteWriter, value: Json): void {
  if (typeof value === "number") bytes.number(value);
  else if (typeof value === "boolean") bytes.number(value ? 1 : 0);
  else if (typeof value === "string") bytes.text(value);
  else if (isVector(value)) {
    bytes.number(value.x);
    bytes.number(value.y);
  } else bytes.text(JSON.stringify(value));
}

/** The points of a Polygon or Line as x, y, x, y …: the author may have put anything into the list since it was set. */
export function flatPoints(node: Node2D & { readonly points: readonly Vec2Like[] }): number[] {
  const flat: number[] = [];
  for (const point of node.points) flat.push(Number(point?.x), Number(point?.y));
  return flat;
}

const pointsOf = (node: Node): Json => {
  const flat = flatPoints(node as Node2D & { readonly points: readonly Vec2Like[] });
  return Array.from({ length: flat.length / 2 }, (_, index) =>
    plainVector({ x: flat[2 * index]!, y: flat[2 * index + 1]! }),
  );
};

const isVector = (value: Json): value is { x: number; y: number } =>
  isRecord(value) && typeof value["x"] === "number" && typeof value["y"] === "number";
const plainVector = ({ x, y }: Vec2Like): Json => ({ x, y });

/** Cells as count, colour, count, colour …: grids are mostly of few colours. */
function runs(colors: Uint32Array): number[] {
  const list: number[] = [];
  for (const color of colors) {
    if (list.at(-1) === color && list.length > 0) list[list.length - 2]!++;
    else list.push(1, color);
  }
  return list;
}

export function unrun(list: readonly number[]): number[] {
  const colors: number[] = [];
  for (let index = 0; index + 1 < list.length; index += 2)
    for (let count = Math.min(list[index]!, 200_000 - colors.length); count > 0; count--) colors.push(list[index + 1]!);
  return colors;
}
