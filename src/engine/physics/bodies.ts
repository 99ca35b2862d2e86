/**
 * Bodies that fall, push and bounce. Their fields are the truth: the solver takes them over before each step and writes back
 * what came of it (`world.ts`), so that a module, the inspector and a snapshot set them like any others.
 */
import { engineClass } from "../classes.ts";
import { bounded, choice, color, finite, flag, number, placeField, points, size, vector } from "../fields.ts";
import { Node2D, type Node2DInit } from "../node2d.ts";
import { holds } from "../outline.ts";
import { Place } from "../place.ts";
import { Signal } from "../signal.ts";
import { Vec2, type Vec2Like } from "../vec2.ts";

interface BodyInit extends Node2DInit {
  shape?: "circle" | "rect" | "polygon";
  radius?: number;
  width?: number;
  height?: number;
  points?: Vec2Like[];
  color?: string;
  friction?: number;
  bounce?: number;
}

/** What bodies have in common; use StaticBody2D, RigidBody2D or AnimatableBody2D. It is drawn as its shape. */
export class PhysicsBody2D extends Node2D {
  /** "circle" uses `radius`, "rect" `width` and `height`, "polygon" `points`; all in pixels. */
  declare shape: "circle" | "rect" | "polygon";
  declare radius: number;
  declare width: number;
  declare height: number;
  /** In order round the shape. Only a StaticBody2D may be hollow; of others the hull counts, and at most 12 points. */
  declare points: Vec2Like[];
  declare color: string;
  /** 0 slides like ice, 1 sticks. */
  declare friction: number;
  /** The share of its speed that it keeps when it bounces off, 0 to 1. */
  declare bounce: number;
  /** When it begins to touch another body, and when it stops. */
  readonly bodyEntered: Signal<[body: PhysicsBody2D]>;
  readonly bodyExited: Signal<[body: PhysicsBody2D]>;

  constructor(init?: BodyInit) {
    super(init);
    this.bodyEntered = new Signal();
    this.bodyExited = new Signal();
  }

  override containsPoint(point: Vec2Like): boolean {
    return holds(this, this.toLocal(point));
  }
}
engineClass(PhysicsBody2D, "PhysicsBody2D", {
  shape: choice<PhysicsBody2D["shape"]>("rect", ["circle", "rect", "polygon"]),
  radius: size(16),
  width: size(32),
  height: size(32),
  points: points(),
  color: color("white"),
  friction: size(0.5),
  bounce: bounded(0.1, 0, 1),
});

/** Never moves by itself: ground and walls. */
export class StaticBody2D extends PhysicsBody2D {
  constructor(init?: BodyInit) {
    super(init);
  }
}
engineClass(StaticBody2D, "StaticBody2D", {});

/** Is moved by the module, and pushes what stands in its way: lifts, paddles, doors. */
export class AnimatableBody2D extends PhysicsBody2D {
  constructor(init?: BodyInit) {
    super(init);
  }
}
engineClass(AnimatableBody2D, "AnimatableBody2D", {});

export interface Push {
  readonly kind: "force" | "impulse";
  readonly x: number;
  readonly y: number;
  /** Of the scene; null for the middle of the body. */
  readonly at: Vec2Like | null;
}

/** For the world: what the body was pushed with since it last asked. */
export let takePushes: (body: RigidBody2D) => readonly Push[];
export let isPushed: (body: RigidBody2D) => boolean;
/** Made when first asked for: the options of the constructor come before any field of the class. */
const velocities = new WeakMap<RigidBody2D, Place>();

/** Falls, is pushed, turns and bounces. Setting `position` or `rotation` puts it there. */
export class RigidBody2D extends PhysicsBody2D {
  /** Mass for each 32 × 32 pixels; it tells when bodies push each other. */
  declare density: number;
  /** How much of the gravity it feels; 0 floats, below 0 rises. */
  declare gravityScale: number;
  /** Radians a second, clockwise. */
  declare angularVelocity: number;
  /** The share of the speed that is lost in a second, as an exponent. */
  declare linearDamping: number;
  declare angularDamping: number;
  declare fixedRotation: boolean;
  #pushes: Push[] = [];

  constructor(
    init?: BodyInit & {
      density?: number;
      gravityScale?: number;
      linearVelocity?: Vec2Like;
      angularVelocity?: number;
      linearDamping?: number;
      angularDamping?: number;
      fixedRotation?: boolean;
    },
  ) {
    super(init);
  }

  /** Pixels a second, in the scene. */
  get linearVelocity(): Vec2 {
    let velocity = velocities.get(this);
    if (velocity === undefined) velocities.set(this, (velocity = new Place(this, "linearVelocity", 0)));
    return velocity;
  }
  set linearVelocity(value: Vec2Like) {
    const { x, y } = vector(value, this, "linearVelocity");
    this.linearVelocity.set(x, y);
  }

  /** For this tick: call it in every onUpdate to go on pushing. Mass times pixels a second, each second. */
  applyForce(force: Vec2Like, at?: Vec2Like): void {
    this.#push("force", force, at);
  }
  /** Once: changes the velocity by `impulse` / mass, at a point of the scene or in the middle. */
  applyImpulse(impulse: Vec2Like, at?: Vec2Like): void {
    this.#push("impulse", impulse, at);
  }

  #push(kind: Push["kind"], { x, y }: Vec2Like, at: Vec2Like | undefined): void {
    const point = at === undefined ? null : vector(at, this, `the point of an ${kind}`);
    this.#pushes.push({ kind, x: finite(x, this, `${kind}.x`), y: finite(y, this, `${kind}.y`), at: point });
  }

  static {
    takePushes = (body) => body.#pushes.splice(0);
    isPushed = (body) => body.#pushes.length > 0;
  }
}
engineClass(RigidBody2D, "RigidBody2D", {
  density: bounded(1, 0.001),
  gravityScale: number(1),
  linearVelocity: placeField(0),
  angularVelocity: number(0),
  linearDamping: size(0),
  angularDamping: size(0),
  fixedRotation: flag(false),
});
