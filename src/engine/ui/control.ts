/**
 * What buttons, sliders and bars have in common: a size, a place on the screen, and whether the pointer or the keyboard is on
 * them. Who is told what is decided in `focus.ts`.
 */
import { engineClass, infoOf } from "../classes.ts";
import { choice, fixed, flag, size } from "../fields.ts";
import { type Anchor, anchorNames, Node2D, type Node2DInit } from "../node2d.ts";
import { inBox } from "../shapes.ts";
import type { Vec2Like } from "../vec2.ts";

/** The base of all controls. They stand on the screen, whatever the camera does: `anchor` is "topLeft" at first. */
export class Control extends Node2D {
  /** Pixels. */
  declare width: number;
  declare height: number;
  /** Takes no pointer and no focus, and is drawn pale. */
  declare disabled: boolean;
  constructor(init?: Node2DInit & { width?: number; height?: number; disabled?: boolean }) {
    super(init);
  }

  /** Whether keys go to it: Enter and space press, arrows change a slider or go to the next control. */
  declare readonly focused: boolean;
  /** Whether the pointer is on it. */
  declare readonly hovered: boolean;
  /** Whether it is being pressed. */
  declare readonly held: boolean;

  /** At the next tick; a click gives it too. */
  grabFocus(): void {
    setWantsFocus(this, true);
  }
  releaseFocus(): void {
    setFocused(this, false);
    setWantsFocus(this, false);
  }
  override containsPoint(point: Vec2Like): boolean {
    return inBox(this.toLocal(point), this.width, this.height);
  }
}
engineClass(Control, "Control", {
  width: size(140),
  height: size(36),
  disabled: flag(false),
  focused: fixed(flag(false)),
  hovered: fixed(flag(false)),
  held: fixed(flag(false)),
  anchor: choice<Anchor>("topLeft", anchorNames),
});

const { fields } = infoOf(Control);
const setter = (name: string): ((control: Control, value: boolean) => void) => fields.get(name)!.write;
export const setFocused: (control: Control, value: boolean) => void = setter("focused");
export const setHovered: (control: Control, value: boolean) => void = setter("hovered");
export const setHeld: (control: Control, value: boolean) => void = setter("held");

const wanting = new WeakSet<Control>();
function setWantsFocus(control: Control, wants: boolean): void {
  if (wants) wanting.add(control);
  else wanting.delete(control);
}
/** Whether it has asked for the focus; asking is over then. */
export const takeWish: (control: Control) => boolean = (control) => wanting.delete(control);
