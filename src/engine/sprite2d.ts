/** A picture: a built-in one, an emoji, or a file that the module may read. */
import { didYouMean } from "../base/nearest.ts";
import { pictures } from "../base/pictures.ts";
import { engineClass } from "./classes.ts";
import { color, type FieldKind, refuse, size, string } from "./fields.ts";
import { Node2D, type Node2DInit } from "./node2d.ts";
import { inBox } from "./shapes.ts";
import type { Vec2Like } from "./vec2.ts";

/** A picture, centred: one of the built-in names, an emoji, or a file that the `read` permission covers. */
export class Sprite2D extends Node2D {
  /** Built in: "icon", "star", "heart", "arrow", "ship", "ball", "crate", "cloud", "tree", "coin", "person", "bird", "fish". */
  declare texture: string;
  declare width: number;
  declare height: number;
  /** "white" leaves it unchanged. */
  declare tint: string;
  constructor(init?: Node2DInit & { texture?: string; width?: number; height?: number; tint?: string }) {
    super(init);
  }
  override containsPoint(point: Vec2Like): boolean {
    return inBox(this.toLocal(point), this.width, this.height);
  }
}

/** A plain word is a built-in name or a mistake; emoji are no ASCII, and a file's name has a dot. */
const texture: FieldKind<string> = {
  type: "string",
  initial: "icon",
  admit: (value, node, field) => {
    const name = string(value, node, field);
    if (!/^[\w -]+$/.test(name) || (pictures as readonly string[]).includes(name)) return name;
    return refuse(
      node,
      field,
      value,
      `no picture has that name: use ${pictures.join(", ")}, an emoji or a file.${didYouMean(name, pictures)}`,
    );
  },
};
engineClass(Sprite2D, "Sprite2D", { texture, width: size(64), height: size(64), tint: color("white") });
