/**
 * What `import … from "nodegen"` gives a module.
 *
 * Units: seconds, pixels, radians. The stage is 960 × 540 logical pixels unless a run says otherwise; (0, 0) is its top
 * left, y grows downwards, rotation grows clockwise. Colours are CSS colours, names, `hsl()` and "transparent" included.
 */
export { TAU } from "./math.ts";
export { Vec2, type Vec2Like } from "./vec2.ts";
export { Signal } from "./signal.ts";
export { type NumberPropertyOptions, type PropertyOptions, property } from "./property.ts";
export type { Easing } from "./easing.ts";
export type { Tween, TweenTargets } from "./tween.ts";
export { Node, type NodeInit } from "./node.ts";
export { type Anchor, Node2D, type Node2DInit } from "./node2d.ts";
export { Circle, Line, Polygon, Rect } from "./shapes.ts";
export { Sprite2D } from "./sprite2d.ts";
export { Label } from "./label.ts";
export { PixelGrid } from "./pixel-grid.ts";
export { Timer } from "./timer.ts";
export { Camera2D } from "./camera2d.ts";
export { type InputEvent, input } from "./input.ts";
export { noise, random } from "./random.ts";
export { clamp, damp, lerp, lerpAngle, moveToward, remap, wrap } from "./math.ts";
export { mixColor } from "./color.ts";
export { view } from "./view.ts";
export { type Permissions, type PermissionStatus, permissions } from "./permissions.ts";
export { ask, fetch, readText, storage } from "./broker.ts";
export { NotCapable } from "./not-capable.ts";

// A folder is an extension: a section of the declarations, which the prompt shows where a description calls for it.
export { Drawing } from "./drawing/drawing.ts";
export type { Pen } from "./drawing/pen.ts";
export { Path2D } from "./paths/path2d.ts";
export { PathFollow2D } from "./paths/path-follow2d.ts";
export { Particles2D } from "./particles/particles2d.ts";
export type { Tile } from "./tiles/tile-grid.ts";
export { TileMap } from "./tiles/tile-map.ts";
export { Control } from "./ui/control.ts";
export { Button, ProgressBar, Slider } from "./ui/controls.ts";
export { HBox, VBox } from "./ui/boxes.ts";
import "./ui/focus.ts";
export { AnimatableBody2D, PhysicsBody2D, RigidBody2D, StaticBody2D } from "./physics/bodies.ts";
export { physics } from "./physics/world.ts";
export type { Animation, AnimationKey, AnimationTrack } from "./animation/animation.ts";
export { AnimationPlayer } from "./animation/animation-player.ts";
export { type State, StateMachine } from "./logic/state-machine.ts";
export { Blackboard } from "./logic/blackboard.ts";
export { Sound, type Wave } from "./sound/sound.ts";
export { type OtherModule, stage } from "./stage/stage.ts";
// After what moves nodes: areas meet where they are at the end of a tick.
export { Area2D } from "./areas/area2d.ts";
