/** Scenes for the frame tests: nodes that can be changed, and what a decoder must make of them. */
import type { DecodedNode } from "../../src/wire/decoded-node.ts";
import type { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import type { Cells, FrameNode } from "../../src/wire/frame-node.ts";
import { Column, layouts } from "../../src/wire/layout.ts";
import { type DrawKindName, drawKinds } from "../../src/wire/schema.ts";

export const kindOf = (name: DrawKindName): number => drawKinds.findIndex((kind) => kind.name === name);

export class TestNode implements FrameNode {
  readonly id: number;
  readonly kind: number;
  readonly type: string;
  parent: number;
  name: string;
  values: number[];
  content: string | number[] | (Cells & { version: number }) | null = null;

  constructor(id: number, parent: number, kind: DrawKindName, name: string, fields: Record<string, number> = {}) {
    this.id = id;
    this.parent = parent;
    this.kind = kindOf(kind);
    this.type = kind === "Node2D" ? "Arm" : kind;
    this.name = name;
    this.values = [...layouts[this.kind]!.initial];
    for (const [field, value] of Object.entries(fields)) this.set(field, value);
  }

  set(field: string, value: number): this {
    const at = drawKinds[this.kind]!.fields.findIndex((one) => one.name === field);
    if (at < 0 || at >= this.values.length) throw new Error(`${this.name} has no number "${field}"`);
    this.values[at] = value;
    return this;
  }

  numbers(into: Float64Array): void {
    into.set(this.values);
  }

  extra(): string | readonly number[] | Cells | null {
    return this.content;
  }
}

/** A scene as plain data, at the wire's precision. */
export const plainScene = (nodes: readonly TestNode[]): unknown[] =>
  nodes.map((node) => ({
    id: node.id,
    parent: node.parent,
    kind: node.kind,
    name: node.name,
    type: node.type,
    values: node.values.map((value, i) => (layouts[node.kind]!.columns[i] === Column.F32 ? onWire(value) : value)),
    extra: plainExtra(node.content, layouts[node.kind]!.extra),
  }));

/** 0 and -0 are drawn alike, so the one need not replace the other. */
const positiveZero = (value: number): number => value + 0;
const onWire = (value: number): number => positiveZero(Math.fround(value));

const plainExtra = (content: TestNode["content"], field: string | null): unknown => {
  if (field === null) return null;
  if (content === null) return field === "points" || field === "cells" ? [] : "";
  if (typeof content === "string") return content;
  return "colors" in content ? [...content.colors] : content.map(onWire);
};

export const plainDecoded = (decoder: FrameDecoder): unknown[] =>
  decoder.order.map((node: DecodedNode) => ({
    id: node.id,
    parent: node.parent,
    kind: node.kind,
    name: node.name,
    type: node.type,
    values: [...node.values].map(positiveZero),
    extra:
      node.text ??
      node.texture ??
      (node.points ? [...node.points].map(positiveZero) : undefined) ??
      (node.cells ? [...node.cells.colors] : null),
  }));
