/**
 * The keyboards and pointers of all viewers, merged: what is down as of this tick, and the events of it.
 *
 * Records come from outside with positions on the screen; modules get positions in the scene.
 */
import type { InputRecord } from "../base/input-record.ts";
import { sceneFor } from "./current.ts";
import { shown } from "./fault.ts";
import { Vec2, type Vec2Like } from "./vec2.ts";

/** Positions are in the scene, whatever the camera does. Keys are `KeyboardEvent.key` names. */
export type InputEvent =
  | { type: "keyDown" | "keyUp"; key: string; repeat: boolean }
  | { type: "pointerDown" | "pointerUp" | "pointerMove"; position: Vec2; button: number }
  | { type: "wheel"; delta: Vec2 };

export class InputState {
  /** Which viewers hold a key; no entry when none does. */
  readonly #holders = new Map<string, Set<number>>();
  readonly #pressed = new Set<string>();
  readonly #pointers = new Set<number>();
  /** On the screen, so that it moves through the scene when the camera does. */
  screen: Vec2Like;

  constructor(center: Vec2Like) {
    this.screen = center;
  }

  beginTick(): void {
    this.#pressed.clear();
  }

  take(record: InputRecord, toScene: (point: Vec2Like) => Vec2): InputEvent {
    switch (record.type) {
      case "keyDown":
      case "keyUp":
        this.#takeKey(folded(record.key), record);
        return { type: record.type, key: record.key, repeat: record.repeat };
      case "wheel":
        return { type: "wheel", delta: new Vec2(record.dx, record.dy) };
      default:
        this.screen = { x: record.x, y: record.y };
        if (record.type === "pointerDown") this.#pointers.add(record.viewer);
        if (record.type === "pointerUp") this.#pointers.delete(record.viewer);
        return { type: record.type, position: toScene(this.screen), button: record.button };
    }
  }

  isDown = (key: string): boolean => this.#holders.has(asked(key));
  justPressed = (key: string): boolean => this.#pressed.has(asked(key));
  get pointerDown(): boolean {
    return this.#pointers.size > 0;
  }

  #takeKey(key: string, { type, repeat, viewer }: Extract<InputRecord, { readonly key: string }>): void {
    const holders = this.#holders.get(key);
    if (type === "keyUp") {
      holders?.delete(viewer);
      if (holders?.size === 0) this.#holders.delete(key);
    } else if (holders === undefined) {
      this.#holders.set(key, new Set([viewer]));
      // A key that was held before this scene began only repeats.
      if (!repeat) this.#pressed.add(key);
    } else holders.add(viewer);
  }
}

/** Shift and caps lock change a letter's name between press and release; it is one key all the same. */
const folded = (key: string): string => (key.length === 1 ? key.toLowerCase() : key);

/** Names of other systems for keys, and what `KeyboardEvent.key` calls them. */
const otherNames: Readonly<Record<string, string>> = {
  Space: " ",
  Spacebar: " ",
  Left: "ArrowLeft",
  Right: "ArrowRight",
  Up: "ArrowUp",
  Down: "ArrowDown",
  Esc: "Escape",
  Return: "Enter",
  Del: "Delete",
  Ctrl: "Control",
};

function asked(key: string): string {
  if (typeof key !== "string" || key === "")
    throw new TypeError(`Cannot ask for the key ${shown(key)}: name it, like "ArrowLeft"`);
  const title = key[0]!.toUpperCase() + key.slice(1);
  const code = /^(?:Key([A-Z])|Digit(\d))$/.exec(key);
  const right =
    otherNames[title] ??
    (/^arrow(left|right|up|down)$/i.test(key) ? arrow(key) : (code?.[1]?.toLowerCase() ?? code?.[2]));
  if (right !== undefined && right !== key)
    throw new TypeError(`Cannot ask for the key "${key}": no key has that name. Did you mean "${right}"?`);
  return folded(key);
}

const arrow = (key: string): string => `Arrow${key[5]!.toUpperCase()}${key.slice(6).toLowerCase()}`;

function axis(negative: string, positive: string): number {
  const { isDown } = sceneFor("input").input;
  return Number(isDown(positive)) - Number(isDown(negative));
}

/** The keyboards and pointers of all viewers, merged, as of this tick. */
export const input: {
  isDown(key: string): boolean;
  justPressed(key: string): boolean;
  /** -1, 0 or 1. */
  axis(negative: string, positive: string): number;
  /** At most 1 long. */
  vector(left: string, right: string, up: string, down: string): Vec2;
  readonly pointer: Vec2;
  readonly pointerDown: boolean;
} = Object.freeze({
  isDown: (key: string) => sceneFor("input").input.isDown(key),
  justPressed: (key: string) => sceneFor("input").input.justPressed(key),
  axis,
  vector: (left: string, right: string, up: string, down: string) =>
    new Vec2(axis(left, right), axis(up, down)).limit(1),
  get pointer() {
    const scene = sceneFor("input");
    return scene.fromScreen(scene.input.screen);
  },
  get pointerDown() {
    return sceneFor("input").input.pointerDown;
  },
});
