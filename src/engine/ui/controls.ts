/** The controls: Button, Slider, ProgressBar. They hold what is shown; the page draws, `focus.ts` brings the input. */
import { engineClass } from "../classes.ts";
import { color, number, size, text } from "../fields.ts";
import { clamp } from "../math.ts";
import type { Node2DInit } from "../node2d.ts";
import { Signal } from "../signal.ts";
import type { Vec2Like } from "../vec2.ts";
import { Control } from "./control.ts";

interface ControlInit extends Node2DInit {
  width?: number;
  height?: number;
  disabled?: boolean;
  color?: string;
}

/** Is pressed by a click, or by Enter or space while it has the focus. */
export class Button extends Control {
  declare text: string;
  declare fontSize: number;
  /** Of the box. */
  declare color: string;
  declare textColor: string;
  readonly pressed: Signal;
  constructor(init?: ControlInit & { text?: string; fontSize?: number; textColor?: string }) {
    super(init);
    this.pressed = new Signal();
  }
}
engineClass(Button, "Button", {
  text: text(""),
  fontSize: size(16),
  color: color("#3d4f7c"),
  textColor: color("white"),
});

/** A number between two bounds, set with the pointer, or with the arrow keys while it has the focus. */
export class Slider extends Control {
  declare min: number;
  declare max: number;
  declare value: number;
  /** People can set multiples of it, counted from `min`; 0 is any number. */
  declare step: number;
  /** Of the part up to the value. */
  declare color: string;
  /** After a person has changed it; not after the module has. */
  readonly valueChanged: Signal<[value: number]>;
  constructor(init?: ControlInit & { min?: number; max?: number; value?: number; step?: number }) {
    super(init);
    this.valueChanged = new Signal();
  }
}
engineClass(Slider, "Slider", {
  height: size(24),
  min: number(0),
  max: number(1),
  value: number(0),
  step: size(0),
  color: color("#5c8df0"),
});

/** How far something has come. */
export class ProgressBar extends Control {
  declare min: number;
  declare max: number;
  declare value: number;
  declare color: string;
  constructor(init?: ControlInit & { min?: number; max?: number; value?: number }) {
    super(init);
  }
}
engineClass(ProgressBar, "ProgressBar", {
  height: size(16),
  min: number(0),
  max: number(1),
  value: number(0),
  color: color("#57b98a"),
});

/** Where the value stands between the bounds, 0 to 1. */
export const shareOf = ({ min, max, value }: Slider | ProgressBar): number =>
  max === min ? 0 : clamp((value - min) / (max - min), 0, 1);

/** Pixels at each end of a slider that its knob takes. */
const END = 10;

/** Puts a slider to where a point of the scene is on it; answers whether that changed it. */
export function slideTo(slider: Slider, point: Vec2Like): boolean {
  const way = Math.max(slider.width - 2 * END, 1);
  return setByHand(slider, slider.min + ((slider.toLocal(point).x + way / 2) / way) * (slider.max - slider.min));
}

/** By a step, or by a twentieth of the way where there is none. */
export function nudge(slider: Slider, direction: number): boolean {
  const by = slider.step > 0 ? slider.step * Math.sign(slider.max - slider.min) : (slider.max - slider.min) / 20;
  return setByHand(slider, slider.value + direction * by);
}

function setByHand(slider: Slider, wanted: number): boolean {
  const { min, max, step } = slider;
  const stepped = step > 0 ? min + Math.round((wanted - min) / step) * step : wanted;
  const value = clamp(stepped, Math.min(min, max), Math.max(min, max));
  if (value === slider.value) return false;
  slider.value = value;
  return true;
}
