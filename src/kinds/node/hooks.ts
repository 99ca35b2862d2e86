/**
 * The hooks of a node, and the names that other engines or habits give them. Nothing calls a near miss, so a module that
 * relies on one would do nothing at all, in silence: the gate refuses it with the right name.
 */
import type { Hook, NearMiss } from "../kind.ts";

export const hooks: readonly Hook[] = [
  { name: "onEnter", async: true },
  { name: "onReady", async: true },
  { name: "onUpdate", async: false },
  { name: "onInput", async: true },
  { name: "onPropertyChange", async: true },
  { name: "onExit", async: true },
  { name: "onSwap", async: true },
  { name: "onDraw", async: false, of: "Drawing" },
];

const meant = (hook: string, signature: string, ...names: string[]): [string, NearMiss][] =>
  names.map((name) => [name, { hook, advice: `Rename it to "${signature}".` }]);

const drawing =
  "Nodes are not drawn by a method: add child nodes (Circle, Rect, Line, Polygon, Label …) and change their fields in onUpdate; or extend Drawing and draw in its onDraw(pen).";

export const hookNearMisses: ReadonlyMap<string, NearMiss> = new Map<string, NearMiss>([
  ...meant(
    "onUpdate",
    "onUpdate(dt: number)",
    ..."process _process update _update tick _tick onTick onFrame onProcess physicsProcess _physicsProcess _physics_process physics_process fixedUpdate lateUpdate onFixedUpdate onLateUpdate step onStep animate onAnimate animationFrame onAnimationFrame frame loop gameLoop updateFrame enterFrame onEnterFrame on_update on_process".split(
      " ",
    ),
  ),
  ...meant(
    "onReady",
    "onReady()",
    ..."ready _ready start onStart init _init initialize onInit onInitialize setup onSetup awake onAwake onCreate create onLoad didMount componentDidMount onMount mounted on_ready".split(
      " ",
    ),
  ),
  ...meant(
    "onEnter",
    "onEnter()",
    ..."enterTree _enterTree _enter_tree onEnterTree onAdded onAddedToStage onEnable onEnterScene on_enter".split(" "),
  ),
  ...meant(
    "onExit",
    "onExit()",
    ..."exitTree _exitTree _exit_tree onExitTree onDestroy destroy _destroy onDisable onRemove onRemoved onUnmount unmounted componentWillUnmount dispose onDispose onFree onEnd on_exit".split(
      " ",
    ),
  ),
  ...meant(
    "onInput",
    "onInput(event: InputEvent)",
    ..."input _input handleInput unhandledInput _unhandledInput _unhandled_input onUnhandledInput onKeyDown onKeyUp onKeyPress onKey onKeyPressed onKeyReleased keyDown keyUp keyPressed onPointerDown onPointerUp onPointerMove onClick onMouseDown onMouseUp onMouseMove onMouseEnter onMouseLeave onTouchStart onTouchEnd onWheel onPress mousePressed mouseMoved on_input".split(
      " ",
    ),
  ),
  ...meant(
    "onPropertyChange",
    "onPropertyChange(name: string)",
    ..."onPropertyChanged propertyChanged onChange onChanged onPropertiesChanged onPropertyUpdate on_property_change".split(
      " ",
    ),
  ),
  ...meant("onSwap", "onSwap(previous: Readonly<Record<string, unknown>>)", "onHotSwap", "onReload", "onHotReload"),
  ..."draw _draw onDraw render _render onRender paint onPaint"
    .split(" ")
    .map((name): [string, NearMiss] => [name, { advice: drawing }]),
  ..."onCollision onCollide onCollisionEnter onTriggerEnter onBodyEntered onAreaEntered onHit onOverlap"
    .split(" ")
    .map((name): [string, NearMiss] => [
      name,
      {
        advice:
          "Nothing calls it: add an Area2D and connect to its areaEntered signal, or compare positions with distanceTo or containsPoint in onUpdate.",
      },
    ]),
]);
