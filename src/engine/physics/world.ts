/**
 * One world of the solver for each scene, stepped once a tick after every `onUpdate`. Each body is brought to what its node's
 * fields say where these were changed from outside, and the fields follow the body; then who began or stopped touching is
 * told, in the order in which the solver found it.
 */
import type { Body, Contact, World } from "planck";

import { sceneFor } from "../current.ts";
import { shown } from "../fault.ts";
import { refuse } from "../fields.ts";
import { inner } from "../inner.ts";
import { apply, invert, type Matrix } from "../matrix.ts";
import type { Node } from "../node.ts";
import { globalMatrix, Node2D } from "../node2d.ts";
import type { Scene } from "../scene.ts";
import { addSystem } from "../systems.ts";
import { Vec2, type Vec2Like } from "../vec2.ts";
import { AnimatableBody2D, isPushed, PhysicsBody2D, RigidBody2D, takePushes } from "./bodies.ts";
import { shapeOf } from "./body-shape.ts";
import { PIXELS, theSolver } from "./solver.ts";

/** Down, in pixels a second, each second: a fall through the stage takes about a second. */
const GRAVITY = 900;
const VELOCITY_ROUNDS = 8;
const POSITION_ROUNDS = 3;

interface Entry {
  readonly node: PhysicsBody2D;
  readonly body: Body;
  /** What the shape was made of. */
  shapeKey: string;
  /** The node's place in the scene as the solver last left it. */
  x: number;
  y: number;
  angle: number;
}

class Simulation {
  readonly world: World;
  readonly entries = new Map<PhysicsBody2D, Entry>();
  /** Of this step; told after it. */
  readonly told: { readonly what: "bodyEntered" | "bodyExited"; readonly pair: readonly [Entry, Entry] }[] = [];

  constructor() {
    this.world = new (theSolver().World)({ gravity: { x: 0, y: GRAVITY / PIXELS }, allowSleep: true });
    const note = (what: "bodyEntered" | "bodyExited") => (contact: Contact) => {
      const pair = [contact.getFixtureA().getBody().getUserData(), contact.getFixtureB().getBody().getUserData()];
      this.told.push({ what, pair: pair as [Entry, Entry] });
    };
    this.world.on("begin-contact", note("bodyEntered"));
    this.world.on("end-contact", note("bodyExited"));
  }
}

const simulations = new WeakMap<Scene, Simulation>();
function simulationOf(scene: Scene): Simulation {
  let simulation = simulations.get(scene);
  if (simulation === undefined) simulations.set(scene, (simulation = new Simulation()));
  return simulation;
}

/** The world that the bodies of the module live in. */
export const physics: {
  /** Pixels a second, each second: (0, 900) at first. */
  gravity: Vec2Like;
  /** The first body on the way from one point of the scene to another, or null. */
  rayCast(from: Vec2Like, to: Vec2Like): { body: PhysicsBody2D; point: Vec2; normal: Vec2 } | null;
} = Object.freeze({
  get gravity() {
    const { x, y } = simulationOf(sceneFor("physics")).world.getGravity();
    return new Vec2(x * PIXELS, y * PIXELS);
  },
  set gravity({ x, y }: Vec2Like) {
    if (!Number.isFinite(x) || !Number.isFinite(y))
      throw new RangeError(`Cannot set the gravity to (${shown(x)}, ${shown(y)}): both must be finite numbers`);
    const { world, entries } = simulationOf(sceneFor("physics"));
    world.setGravity({ x: x / PIXELS, y: y / PIXELS });
    for (const { body } of entries.values()) body.setAwake(true);
  },
  rayCast,
});

function rayCast(from: Vec2Like, to: Vec2Like): ReturnType<(typeof physics)["rayCast"]> {
  let hit: ReturnType<(typeof physics)["rayCast"]> = null;
  if (from.x === to.x && from.y === to.y) return null;
  simulationOf(sceneFor("physics")).world.rayCast(toMetres(from), toMetres(to), (fixture, point, normal, fraction) => {
    const { node } = fixture.getBody().getUserData() as Entry;
    hit = { body: node, point: toPixels(point), normal: new Vec2(normal.x, normal.y) };
    return fraction;
  });
  return hit;
}

const toMetres = ({ x, y }: Vec2Like): Vec2Like => ({ x: x / PIXELS, y: y / PIXELS });
const toPixels = ({ x, y }: Vec2Like): Vec2 => new Vec2(x * PIXELS, y * PIXELS);

function simulate(nodes: readonly PhysicsBody2D[], scene: Scene, dt: number): void {
  const { world, entries, told } = simulationOf(scene);
  for (const entry of entries.values()) if (inner(entry.node).scene !== scene) remove(world, entries, entry);
  for (const node of nodes)
    if (inner(node).scene === scene) bring(world, entries.get(node) ?? add(world, entries, node), dt);
  world.step(dt, VELOCITY_ROUNDS, POSITION_ROUNDS);
  for (const entry of entries.values()) if (entry.node instanceof RigidBody2D) takeOver(entry, entry.node);
  for (const { what, pair } of told.splice(0)) {
    tell(scene, what, pair[0].node, pair[1].node);
    tell(scene, what, pair[1].node, pair[0].node);
  }
}
addSystem<PhysicsBody2D>(["StaticBody2D", "RigidBody2D", "AnimatableBody2D"], "after", simulate, sleeps);

/** The solver has put it to sleep, and nothing has pushed it since. */
function sleeps(node: PhysicsBody2D): boolean {
  const { scene } = inner(node);
  const body = scene === null ? undefined : simulationOf(scene).entries.get(node)?.body;
  if (body === undefined || (body.isAwake() && !body.isStatic())) return false;
  return !(node instanceof RigidBody2D && isPushed(node));
}

function add(world: World, entries: Map<PhysicsBody2D, Entry>, node: PhysicsBody2D): Entry {
  const type = node instanceof RigidBody2D ? "dynamic" : node instanceof AnimatableBody2D ? "kinematic" : "static";
  const body = world.createBody({ type });
  // Nowhere yet: the first look at the fields brings it to its place.
  const entry: Entry = { node, body, shapeKey: "", x: Number.NaN, y: 0, angle: 0 };
  body.setUserData(entry);
  entries.set(node, entry);
  return entry;
}

function remove(world: World, entries: Map<PhysicsBody2D, Entry>, entry: Entry): void {
  entries.delete(entry.node);
  world.destroyBody(entry.body);
}

/** From the node's fields to the body. */
function bring(world: World, entry: Entry, dt: number): void {
  const { node, body } = entry;
  const matrix = globalMatrix(node);
  reshape(entry, matrix);
  const [, , , , x, y] = matrix;
  const angle = node.globalRotation;
  const isNew = Number.isNaN(entry.x);
  if (node instanceof AnimatableBody2D && !isNew) {
    // On its way to where the module has put it, so that it pushes instead of jumping.
    const at = body.getPosition();
    body.setLinearVelocity({ x: (x / PIXELS - at.x) / dt, y: (y / PIXELS - at.y) / dt });
    body.setAngularVelocity((angle - body.getAngle()) / dt);
  } else if (x !== entry.x || y !== entry.y || angle !== entry.angle) {
    // What lay on it, or against it, has to find out.
    wakeTouching(body);
    body.setTransform({ x: x / PIXELS, y: y / PIXELS }, angle);
    body.setAwake(true);
    Object.assign(entry, { x, y, angle });
  }
  if (node instanceof RigidBody2D) bringMotion(body, node);
}

function wakeTouching(body: Body): void {
  for (let edge = body.getContactList(); edge !== null; edge = edge.next) edge.other?.setAwake(true);
}

function bringMotion(body: Body, node: RigidBody2D): void {
  const { x, y } = node.linearVelocity;
  const now = body.getLinearVelocity();
  if (x !== now.x * PIXELS || y !== now.y * PIXELS) body.setLinearVelocity({ x: x / PIXELS, y: y / PIXELS });
  if (node.angularVelocity !== body.getAngularVelocity()) body.setAngularVelocity(node.angularVelocity);
  if (node.gravityScale !== body.getGravityScale()) {
    body.setGravityScale(node.gravityScale);
    body.setAwake(true);
  }
  body.setLinearDamping(node.linearDamping);
  body.setAngularDamping(node.angularDamping);
  if (node.fixedRotation !== body.isFixedRotation()) body.setFixedRotation(node.fixedRotation);
  for (const { kind, x: dx, y: dy, at } of takePushes(node)) {
    const push = { x: dx / PIXELS, y: dy / PIXELS };
    const point = at === null ? body.getWorldCenter() : toMetres(at);
    if (kind === "force") body.applyForce(push, point, true);
    else body.applyLinearImpulse(push, point, true);
  }
}

/** A new shape where what it is made of has changed. */
function reshape(entry: Entry, matrix: Matrix): void {
  const { node, body } = entry;
  const scale = new Vec2(Math.hypot(matrix[0], matrix[1]), Math.hypot(matrix[2], matrix[3]));
  const { shape, radius, width, height, points, friction, bounce } = node;
  const density = node instanceof RigidBody2D ? node.density : 0;
  const key = JSON.stringify([shape, radius, width, height, points, friction, bounce, density, scale]);
  if (key === entry.shapeKey) return;
  entry.shapeKey = key;
  for (let fixture = body.getFixtureList(); fixture !== null; fixture = body.getFixtureList())
    body.destroyFixture(fixture);
  const made = shapeOf(node, scale);
  if (typeof made === "string") return refuse(node, shape === "polygon" ? "points" : shape, null, made);
  body.createFixture({ shape: made, friction, restitution: bounce, density });
  body.setAwake(true);
}

/** From the body to the node's fields; a body at rest leaves them alone. */
function takeOver(entry: Entry, node: RigidBody2D): void {
  const { body } = entry;
  const at = body.getPosition();
  const [x, y, angle] = [at.x * PIXELS, at.y * PIXELS, body.getAngle()];
  node.linearVelocity = toPixels(body.getLinearVelocity());
  node.angularVelocity = body.getAngularVelocity();
  if (x === entry.x && y === entry.y && angle === entry.angle) return;
  const above = placeAbove(node);
  node.position = above === null ? { x, y } : apply(invert(above.matrix), { x, y });
  node.rotation = angle - (above?.rotation ?? 0);
  // As it will be read at the next tick: through parents it may differ in its last bits.
  const [, , , , ownX, ownY] = globalMatrix(node);
  Object.assign(entry, { x: ownX, y: ownY, angle: node.globalRotation });
}

function placeAbove(node: Node2D): { readonly matrix: Matrix; readonly rotation: number } | null {
  for (let at: Node | null = node.parent; at !== null; at = at.parent)
    if (at instanceof Node2D) return { matrix: globalMatrix(at), rotation: at.globalRotation };
  return null;
}

function tell(scene: Scene, what: "bodyEntered" | "bodyExited", node: PhysicsBody2D, other: PhysicsBody2D): void {
  if (inner(node).scene === scene) scene.guard.run(node, what, () => node[what].emit(other));
}
