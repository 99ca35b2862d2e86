/** Controls: who gets the pointer and the keys, what they say, what they keep from others; and boxes that lay out. */
import { describe, expect, test } from "bun:test";

import type { InputRecord } from "../../src/base/input-record.ts";
import {
  Button,
  Camera2D,
  Control,
  HBox,
  type InputEvent,
  Label,
  Node2D,
  Rect,
  Slider,
  VBox,
} from "../../src/engine/index.ts";
import { shareOf } from "../../src/engine/ui/controls.ts";
import { startScene, step } from "./make.ts";

class Screen extends Node2D {
  readonly told: string[] = [];
  readonly heard: string[] = [];
  button(name: string, x: number): Button {
    const button = this.addChild(new Button({ name, x, y: 50, width: 80, height: 20 }));
    button.pressed.connect(() => this.told.push(name));
    return button;
  }
  override onInput(event: InputEvent): void {
    this.heard.push(event.type);
  }
}

function screen() {
  const { scene, root } = startScene(() => new Screen());
  const send = (...input: InputRecord[]) => step(scene, 1, { input });
  const pointer = (type: "pointerDown" | "pointerUp" | "pointerMove", x: number, y = 50): InputRecord => ({
    type,
    x,
    y,
    button: 0,
    viewer: 0,
  });
  return {
    scene,
    root,
    move: (x: number, y?: number) => send(pointer("pointerMove", x, y)),
    down: (x: number, y?: number) => send(pointer("pointerDown", x, y)),
    up: (x: number, y?: number) => send(pointer("pointerUp", x, y)),
    key: (key: string, repeat = false) => send({ type: "keyDown", key, repeat, viewer: 0 }),
  };
}

describe("Button", () => {
  test("is pressed by a press and a release on it, and looks like it meanwhile", () => {
    const { root, move, down, up } = screen();
    const button = root.button("a", 100);
    move(70);
    expect(button.hovered).toBe(true);
    down(70);
    expect([button.held, button.focused, root.told]).toEqual([true, true, []]);
    up(130);
    expect([button.held, root.told]).toEqual([false, ["a"]]);
    down(70);
    up(300);
    move(300);
    expect([root.told, button.hovered]).toEqual([["a"], false]);
  });

  test("keeps what it takes from onInput, and nothing else", () => {
    const { root, down, up, move, key } = screen();
    root.button("a", 100);
    down(100);
    up(100);
    key("Enter");
    expect(root.heard).toEqual([]);
    move(100);
    key("x");
    down(500);
    up(500);
    expect(root.heard).toEqual(["pointerMove", "keyDown", "pointerDown", "pointerUp"]);
  });

  test("stands on the screen wherever the camera is", () => {
    const { root, down, up } = screen();
    root.addChild(new Camera2D({ x: 5000, zoom: 3 }));
    root.button("a", 100);
    down(100);
    up(100);
    expect(root.told).toEqual(["a"]);
  });

  test("that is disabled or hidden takes nothing, and loses the focus", () => {
    const { scene, root, down, up } = screen();
    const [a, b] = [root.button("a", 100), root.button("b", 300)];
    down(100);
    up(100);
    a.disabled = true;
    b.visible = false;
    step(scene);
    expect(a.focused).toBe(false);
    for (const x of [100, 300]) {
      down(x);
      up(x);
    }
    expect(root.told).toEqual(["a"]);
  });

  test("a fault in a listener is told with the button", () => {
    const { root, down, up } = screen();
    root.button("a", 100).pressed.connect(() => {
      throw new Error("ouch");
    });
    down(100);
    expect(() => up(100)).toThrow(/pressed of "\/a" \(Button\).*ouch/);
  });
});

describe("focus", () => {
  test("goes round with the arrows, presses with Enter and space, ends with Escape or a press elsewhere", () => {
    const { scene, root, down, key } = screen();
    const [a, b] = [root.button("a", 100), root.button("b", 300)];
    a.grabFocus();
    step(scene);
    key("ArrowDown");
    expect([a.focused, b.focused]).toEqual([false, true]);
    key("Enter");
    key(" ");
    key(" ", true);
    key("ArrowRight");
    key("Enter");
    expect(root.told).toEqual(["b", "b", "a"]);
    key("Escape");
    expect([a.focused, b.focused]).toEqual([false, false]);
    a.grabFocus();
    step(scene);
    down(600);
    expect(a.focused).toBe(false);
    a.grabFocus();
    a.releaseFocus();
    step(scene);
    expect(a.focused).toBe(false);
  });
});

describe("Slider", () => {
  const withSlider = (init: ConstructorParameters<typeof Slider>[0]) => {
    const made = screen();
    const slider = made.root.addChild(new Slider({ x: 100, y: 50, width: 120, ...init }));
    const values: number[] = [];
    slider.valueChanged.connect((value) => values.push(value));
    return { ...made, slider, values };
  };

  test("follows the pointer while it is held, in steps, within its bounds", () => {
    const { slider, values, down, move, up } = withSlider({ min: 10, max: 20, step: 2.5 });
    down(101);
    move(124);
    move(900);
    up(900);
    move(60);
    expect([values, slider.value, shareOf(slider)]).toEqual([[15, 17.5, 20], 20, 1]);
  });

  test("arrows change it while it has the focus; what the module sets is not told", () => {
    const { slider, values, key, scene } = withSlider({ max: 10, value: 5 });
    slider.grabFocus();
    step(scene);
    key("ArrowRight");
    key("ArrowLeft");
    key("ArrowLeft");
    slider.value = 9;
    expect(values).toEqual([5.5, 5, 4.5]);
  });

  test("without a way between its bounds it stands at 0", () => {
    expect(shareOf(new Slider({ min: 3, max: 3, value: 3 }))).toBe(0);
  });
});

describe("boxes", () => {
  test("put their children beside or below each other, the inner ones first", () => {
    const { scene, root } = startScene(() => new Node2D());
    const column = root.addChild(new VBox({ gap: 10, padding: 5, x: 200, y: 100 }));
    const row = column.addChild(new HBox({ gap: 4 }));
    const [a, b] = [
      row.addChild(new Control({ width: 50, height: 20 })),
      row.addChild(new Rect({ width: 30, height: 10 })),
    ];
    const wide = column.addChild(new Control({ width: 120, height: 30 }));
    column.addChild(new Control({ visible: false }));
    step(scene);
    expect([row.width, row.height, column.width, column.height]).toEqual([84, 20, 130, 70]);
    expect([a.x, b.x, b.y, wide.y, row.y]).toEqual([-17, 27, 0, 15, -20]);
    expect(wide.globalPosition).toMatchObject({ x: 200, y: 115 });
    expect(column.containsPoint({ x: 260, y: 130 })).toBe(true);
  });

  test("align smaller ones, and count scale and text", () => {
    const { scene, root } = startScene(() => new Node2D());
    const column = root.addChild(new VBox({ align: "start", gap: 0 }));
    column.addChild(new Control({ width: 100, height: 10 }));
    const small = column.addChild(new Rect({ width: 20, height: 10, scale: 2 }));
    const text = column.addChild(new Label({ text: "abcde", fontSize: 10 }));
    step(scene);
    expect([small.x, text.x, column.height]).toEqual([-30, -35, 42]);
    column.align = "end";
    step(scene);
    expect(small.x).toBe(30);
  });
});
