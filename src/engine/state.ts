/**
 * The state of a scene: for each node in tree order its path, its class and every declared engine field and property;
 * then the random state and the tick. As a flat list it tells two runs apart and names the field; as bytes it is hashed.
 */
import type { Json } from "../base/json.ts";
import { ByteWriter } from "./bytes.ts";
import type { EngineField } from "./classes.ts";
import { inner, pathOf } from "./inner.ts";
import { keptOf } from "./kept.ts";
import type { Node } from "./node.ts";
import { type Node2D } from "./node2d.ts";
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

/** Engine fields and properties, in their order, as plain copies. */
export function fieldsOf(node: Node): Record<string, Json> {
  const values: Record<string, Json> = {};
  const { fieldList } = inner(node).info;
  for (let i = 0; i < fieldList.length; i++) values[fieldList[i]!.name] = fieldOf(node, fieldList[i]!);
  return Object.assign(values, propertiesOf(node));
}

function fieldOf(node: Node, { name, kind }: EngineField): Json {
  const value = (node as unknown as Record<string, unknown>)[name];
  if (kind.type === "vector") return plainVector(value as Vec2Like);
  return kind.type === "points" ? pointsOf(node) : (value as Json);
}

/** Those that have a plain form; what a class keeps beside its fields is told like one. Null for the many nodes that have none. */
function propertiesOf(node: Node): Record<string, Json> | null {
  const { info } = inner(node);
  const kept = keptOf(info.base);
  if (info.properties.size === 0 && kept === undefined) return null;
  const values: Record<string, Json> = {};
  for (const name of info.properties.keys()) {
    const json = encode((node as unknown as Record<string, unknown>)[name]);
    if (json !== undefined) values[name] = json;
  }
  if (kept !== undefined) values[kept.name] = kept.read(node);
  return values;
}

export function sceneState(scene: Scene): StateEntry[] {
  const entries: StateEntry[] = [];
  scene.walk((node) => {
    const path = pathOf(node);
    const type = inner(node).info.name;
    for (const [field, value] of Object.entries(fieldsOf(node))) entries.push({ path, type, field, value });
  });
  entries.push({ path: "", type: "scene", field: "random", value: [...scene.random.state] });
  entries.push({ path: "", type: "scene", field: "tick", value: scene.tick });
  return entries;
}

/** Each part is told by its length or its size, so that no two states have the same bytes. */
export function stateBytes(scene: Scene): StateBytes {
  const bytes = new ByteWriter();
  const ends: number[] = [];
  scene.walk((node) => {
    writeNode(bytes, node);
    ends.push(bytes.length);
  });
  writeOwn(bytes, scene);
  return { bytes: bytes.take(), ends };
}

/** The same state at another tick: no node has changed since. */
export function restamp({ bytes, ends }: StateBytes, scene: Scene): void {
  const own = new ByteWriter();
  writeOwn(own, scene);
  bytes.set(own.take(), ends.at(-1) ?? 0);
}

function writeOwn(bytes: ByteWriter, scene: Scene): void {
  for (const word of scene.random.state) bytes.number(word);
  bytes.number(scene.tick);
}

export interface StateBytes {
  readonly bytes: Uint8Array;
  /** Of each node, in tree order; what comes after is the scene's own. */
  readonly ends: readonly number[];
  /** Once they were asked for. */
  marks?: string;
}

function writeNode(bytes: ByteWriter, node: Node): void {
  const { name, fieldList } = inner(node).info;
  bytes.text(pathOf(node));
  bytes.text(name);
  for (let i = 0; i < fieldList.length; i++) writeField(bytes, node, fieldList[i]!);
  const properties = propertiesOf(node);
  if (properties !== null) for (const value of Object.values(properties)) writeValue(bytes, value);
}

/** Of a large scene, neighbours in tree order share one. */
const MOST_MARKS = 4096;

/**
 * A short mark of each node's state in tree order, four hexadecimal digits: where the digests of two runs differ, the first
 * mark that differs tells the node. No proof of anything.
 */
export const stateMarks = (state: StateBytes): string => (state.marks ??= marksOf(state));

function marksOf({ bytes, ends }: StateBytes): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const share = Math.ceil(ends.length / MOST_MARKS);
  let marks = "";
  for (let from = 0, node = share - 1; from < (ends.at(-1) ?? 0); node += share) {
    const to = ends[Math.min(node, ends.length - 1)]!;
    marks += mark(view, from, to);
    from = to;
  }
  return marks;
}

/** FNV-1a over words of four bytes, folded to 16 bits. */
function mark(view: DataView, from: number, to: number): string {
  let hash = 0x811c9dc5;
  let at = from;
  for (; at + 4 <= to; at += 4) hash = Math.imul(hash ^ view.getUint32(at, true), 0x01000193);
  for (; at < to; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193);
  return (((hash >>> 16) ^ hash) & 0xffff).toString(16).padStart(4, "0");
}

/** As `writeValue` of `fieldOf`, without a copy: there are a dozen for each of ten thousand nodes. */
function writeField(bytes: ByteWriter, node: Node, field: EngineField): void {
  if (field.kind.type !== "vector") return writeValue(bytes, fieldOf(node, field));
  const { x, y } = (node as unknown as Record<string, Vec2Like>)[field.name]!;
  bytes.number(x);
  bytes.number(y);
}

function writeValue(bytes: ByteWriter, value: Json): void {
  if (typeof value === "number") bytes.number(value);
  else if (typeof value === "boolean") bytes.number(value ? 1 : 0);
  else bytes.text(typeof value === "string" ? value : JSON.stringify(value));
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

const plainVector = ({ x, y }: Vec2Like): Json => ({ x, y });
