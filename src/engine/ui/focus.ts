/**
 * Who gets the pointer and the keys among the controls of a scene. A press or a key that a control takes goes no further: no
 * node's `onInput` hears it. At most one control has the focus.
 */
import { inner } from "../inner.ts";
import type { InputEvent } from "../input.ts";
import type { Node } from "../node.ts";
import { Node2D } from "../node2d.ts";
import type { Scene } from "../scene.ts";
import { addHearing, addSystem, always } from "../systems.ts";
import type { Vec2 } from "../vec2.ts";
import { Control, setFocused, setHeld, setHovered, takeWish } from "./control.ts";
import { Button, nudge, Slider, slideTo } from "./controls.ts";

const takers = ["Button", "Slider"] as const;
type Taker = Button | Slider;

addHearing<Taker>(takers, (controls, scene, event) => {
  const here = controls.filter((control) => inner(control).scene === scene && isUsable(control));
  if (event.type === "keyDown") return pressKey(here, scene, event.key, event.repeat);
  if (event.type === "pointerMove") move(here, scene, event.position);
  else if (event.type === "pointerDown") return press(here, scene, event);
  else if (event.type === "pointerUp") return release(here, scene, event);
  return false;
});

/** Who asked for the focus gets it, the last in the tree before others; who cannot have it any more has lost it. */
function grantWishes(controls: readonly Taker[], scene: Scene): void {
  for (const control of controls) {
    if (inner(control).scene !== scene) continue;
    if (!isUsable(control)) letGo(control);
    else if (takeWish(control)) focus(controls, control);
  }
}
addSystem<Taker>(takers, "after", grantWishes, always);

function press(controls: readonly Taker[], scene: Scene, { position, button }: PointerEvent): boolean {
  const hit = topmost(controls, position);
  focus(controls, hit);
  if (hit === undefined || button !== 0) return hit !== undefined;
  setHeld(hit, true);
  if (hit instanceof Slider && slideTo(hit, position)) tellValue(hit, scene);
  return true;
}
type PointerEvent = Extract<InputEvent, { readonly button: number }>;

function release(controls: readonly Taker[], scene: Scene, { position }: PointerEvent): boolean {
  const held = controls.find((control) => control.held);
  if (held === undefined) return false;
  setHeld(held, false);
  if (held instanceof Button && held.containsPoint(position)) tellPressed(held, scene);
  return true;
}

function move(controls: readonly Taker[], scene: Scene, position: Vec2): void {
  const hit = topmost(controls, position);
  for (const control of controls) {
    setHovered(control, control === hit);
    if (control.held && control instanceof Slider && slideTo(control, position)) tellValue(control, scene);
  }
}

function pressKey(controls: readonly Taker[], scene: Scene, key: string, isRepeat: boolean): boolean {
  const at = controls.findIndex((control) => control.focused);
  const control = controls[at];
  if (control === undefined) return false;
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (control instanceof Slider && sideways !== undefined) {
    if (nudge(control, sideways)) tellValue(control, scene);
    return true;
  }
  const onwards = sideways ?? { ArrowUp: -1, ArrowDown: 1, Tab: 1 }[key];
  if (onwards !== undefined) focus(controls, controls[(at + onwards + controls.length) % controls.length]);
  else if (key === "Escape") focus(controls, undefined);
  else if (control instanceof Button && (key === "Enter" || key === " ")) {
    if (!isRepeat) tellPressed(control, scene);
  } else return false;
  return true;
}

function focus(controls: readonly Taker[], chosen: Taker | undefined): void {
  for (const control of controls) setFocused(control, control === chosen);
}

function letGo(control: Control): void {
  setFocused(control, false);
  setHovered(control, false);
  setHeld(control, false);
}

const tellPressed = (button: Button, scene: Scene): void =>
  scene.guard.run(button, "pressed", () => button.pressed.emit());
const tellValue = (slider: Slider, scene: Scene): void =>
  scene.guard.run(slider, "valueChanged", () => slider.valueChanged.emit(slider.value));

/** The last in the tree is drawn over the others. */
const topmost = (controls: readonly Taker[], position: Vec2): Taker | undefined =>
  controls.findLast((control) => control.containsPoint(position));

function isUsable(control: Control): boolean {
  if (control.disabled) return false;
  for (let at: Node | null = control; at !== null; at = at.parent)
    if (at instanceof Node2D && (!at.visible || at.opacity === 0)) return false;
  return true;
}
