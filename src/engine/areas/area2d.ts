/**
 * Areas: shapes that notice each other, and bodies. After every `onUpdate` of a tick, and after the bodies have moved, the scene
 * looks what overlaps an area, and those that have met or parted since the last tick say so: first who parted, then who met, each
 * in tree order.
 */
import { engineClass } from "../classes.ts";
import { choice, color, flag, points, size } from "../fields.ts";
import { inner } from "../inner.ts";
import { globalMatrix, Node2D, type Node2DInit } from "../node2d.ts";
import { holds, type Outline, outlineOf, overlap } from "../outline.ts";
import { PhysicsBody2D } from "../physics/bodies.ts";
import type { Scene } from "../scene.ts";
import { Signal } from "../signal.ts";
import { addSystem, always } from "../systems.ts";
import type { Vec2Like } from "../vec2.ts";
import { eachNearPair } from "./spatial-hash.ts";

/** What an area can notice. */
type Shaped = Area2D | PhysicsBody2D;

let meetingOf: (area: Area2D) => ReadonlySet<Shaped>;
let setMeeting: (area: Area2D, others: ReadonlySet<Shaped>) => void;
const nobody: ReadonlySet<Shaped> = new Set();

/**
 * A shape that notices other areas and bodies. It is centred, follows its parent, and is not seen unless it has a colour: put one into
 * what shall be hit, and ask for `parent` in the listener.
 */
export class Area2D extends Node2D {
  /** "circle" uses `radius`, "rect" `width` and `height`, "polygon" `points`; all in pixels. */
  declare shape: "circle" | "rect" | "polygon";
  declare radius: number;
  declare width: number;
  declare height: number;
  declare points: Vec2Like[];
  declare color: string;
  /** Whether it notices others. */
  declare monitoring: boolean;
  /** Whether other areas notice it. */
  declare monitorable: boolean;
  readonly areaEntered: Signal<[area: Area2D]>;
  readonly areaExited: Signal<[area: Area2D]>;
  /** When a body comes to overlap it, and when it does no more; a body that is freed has left. */
  readonly bodyEntered: Signal<[body: PhysicsBody2D]>;
  readonly bodyExited: Signal<[body: PhysicsBody2D]>;
  #meeting = nobody;
  /** The stay in the tree during which they met: who leaves it forgets them. */
  #stay = 0;

  constructor(
    init?: Node2DInit & {
      shape?: "circle" | "rect" | "polygon";
      radius?: number;
      width?: number;
      height?: number;
      points?: Vec2Like[];
      color?: string;
      monitoring?: boolean;
      monitorable?: boolean;
    },
  ) {
    super(init);
    this.areaEntered = new Signal();
    this.areaExited = new Signal();
    this.bodyEntered = new Signal();
    this.bodyExited = new Signal();
  }

  /** Those that it overlapped at the end of the last tick, in tree order at their meeting. */
  get overlappingAreas(): readonly Area2D[] {
    return [...meetingOf(this)].filter((other) => other instanceof Area2D);
  }
  /** The same, of bodies. */
  get overlappingBodies(): readonly PhysicsBody2D[] {
    return [...meetingOf(this)].filter((other) => other instanceof PhysicsBody2D);
  }
  /** Whether the shapes overlap as they are at this moment. */
  overlaps(other: Area2D | PhysicsBody2D): boolean {
    return overlap(outlineIn(this), outlineIn(other));
  }
  override containsPoint(point: Vec2Like): boolean {
    return holds(this, this.toLocal(point));
  }

  static {
    meetingOf = (area) => (area.#stay === inner(area).stay ? area.#meeting : nobody);
    setMeeting = (area, others) => {
      area.#meeting = others;
      area.#stay = inner(area).stay;
    };
  }
}
engineClass(Area2D, "Area2D", {
  shape: choice<Area2D["shape"]>("circle", ["circle", "rect", "polygon"]),
  radius: size(16),
  width: size(32),
  height: size(32),
  points: points(),
  color: color("transparent"),
  monitoring: flag(true),
  monitorable: flag(true),
});

const outlineIn = (node: Shaped): Outline => outlineOf(node, globalMatrix(node));

function meet(nodes: readonly Shaped[], scene: Scene): void {
  const areas = nodes.filter((node) => node instanceof Area2D);
  // Bodies alone have the solver.
  if (areas.length === 0) return;
  const now = new Map(areas.map((area) => [area, new Set<Shaped>()]));
  const note = (one: Shaped, other: Shaped): void => {
    if (one instanceof Area2D && one.monitoring && (!(other instanceof Area2D) || other.monitorable))
      now.get(one)!.add(other);
  };
  eachOverlap(nodes, (one, other) => {
    note(one, other);
    note(other, one);
  });
  const before = areas.map(meetingOf);
  for (const area of areas) setMeeting(area, now.get(area)!);
  // All is settled before the first listener runs: what it changes counts from the next tick.
  for (const [index, area] of areas.entries())
    for (const other of before[index]!) if (!now.get(area)!.has(other)) tell(area, "Exited", other, scene);
  for (const [index, area] of areas.entries())
    for (const other of now.get(area)!) if (!before[index]!.has(other)) tell(area, "Entered", other, scene);
}

/** Of two bodies neither would notice. */
function eachOverlap(nodes: readonly Shaped[], visit: (one: Shaped, other: Shaped) => void): void {
  const outlines = nodes.map(outlineIn);
  eachNearPair(outlines, (index, otherIndex) => {
    const [one, other] = [nodes[index]!, nodes[otherIndex]!];
    if (!(one instanceof Area2D) && !(other instanceof Area2D)) return;
    if (overlap(outlines[index]!, outlines[otherIndex]!)) visit(one, other);
  });
}

function tell(area: Area2D, what: "Entered" | "Exited", other: Shaped, scene: Scene): void {
  if (inner(area).scene !== scene) return;
  if (other instanceof Area2D) scene.guard.run(area, `area${what}`, () => area[`area${what}`].emit(other));
  else scene.guard.run(area, `body${what}`, () => area[`body${what}`].emit(other));
}
addSystem<Shaped>(["Area2D", "StaticBody2D", "RigidBody2D", "AnimatableBody2D"], "after", meet, always);
