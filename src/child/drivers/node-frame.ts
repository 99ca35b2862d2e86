/** The engine's nodes as the frame encoder reads them. One adapter a node, kept as long as the node. */
import { type Inner, inner } from "../../engine/inner.ts";
import type { Node } from "../../engine/node.ts";
import { Node2D } from "../../engine/node2d.ts";
import type { FrameNode } from "../../wire/frame-node.ts";
import { type DrawKindName, drawKinds } from "../../wire/schema.ts";
import { type Extra, extras, type Write, writers } from "./node-numbers.ts";

/** What is drawn as another kind: it has that one's fields. */
const alias: Readonly<Record<string, DrawKindName>> = {
  HBox: "Rect",
  VBox: "Rect",
  StaticBody2D: "Area2D",
  RigidBody2D: "Area2D",
  AnimatableBody2D: "Area2D",
};
const PLACED = drawKinds.findIndex((kind) => kind.name === "Node2D");

export class NodeFrame implements FrameNode {
  readonly id: number;
  readonly kind: number;
  readonly type: string;
  readonly #node: Node;
  readonly #own: Inner;
  readonly #write: Write;
  readonly #extra: Extra | undefined;

  constructor(node: Node) {
    const own = inner(node);
    const { base, name } = own.info;
    this.#node = node;
    this.#own = own;
    this.id = own.id;
    this.type = name;
    const kind = drawKinds.findIndex((one) => one.name === (alias[base] ?? base));
    // What is not drawn is a mere place on the wire, or, like a Timer, not even that.
    this.kind = kind >= 0 ? kind : node instanceof Node2D ? PLACED : 0;
    const draw = drawKinds[this.kind]!.name;
    this.#write = writers[draw];
    this.#extra = extras[draw];
  }

  get parent(): number {
    const { parent } = this.#own;
    return parent === null ? 0 : inner(parent).id;
  }
  get name(): string {
    return this.#own.name;
  }
  numbers(into: Float64Array): void {
    this.#write(this.#node, into);
  }
  extra(): ReturnType<FrameNode["extra"]> {
    return this.#extra?.(this.#node) ?? null;
  }
}
