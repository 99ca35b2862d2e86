/**
 * Areas: shapes that notice each other. After every `onUpdate` of a tick the scene looks which areas overlap, and those that
 * have met or parted since the last tick say so: first who parted, then who met, each in tree order.
 */
import { engineClass } from "../classes.ts";
import { choice, color, flag, points, size } from "../fields.ts";
import { inner } from "../inner.ts";
import { globalMatrix, Node2D, type Node2DInit } from "../node2d.ts";
import type { Scene } from "../scene.ts";
import { Signal } from "../signal.ts";
import { addSystem } from "../systems.ts";
import type { Vec2Like } from "../vec2.ts";
import { holds, type Outline, outlineOf, overlap } from "./outline.ts";
import { eachNearPair } from "./spatial-hash.ts";

let meetingOf: (area: Area2D) => Set<Area2D>;
let setMeeting: (area: Area2D, others: Set<Area2D>) => void;

/**
 * A shape that notices other areas. It is centred, follows its parent, and is not seen unless it has a colour: put one into
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
  /** Whether others notice it. */
  declare monitorable: boolean;
  readonly areaEntered: Signal<[area: Area2D]>;
  readonly areaExited: Signal<[area: Area2D]>;
  #meeting: Set<Area2D>;

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
    this.#meeting = new Set();
  }

  /** Those that it overlapped at the end of the last tick, in tree order at their meeting. */
  get overlappingAreas(): readonly Area2D[] {
    return [...this.#meeting];
  }
  /** Whether the shapes overlap as they are at this moment. */
  overlaps(other: Area2D): boolean {
    return overlap(outlineIn(this), outlineIn(other));
  }
  override containsPoint(point: Vec2Like): boolean {
    return holds(this, this.toLocal(point));
  }

  static {
    meetingOf = (area) => area.#meeting;
    setMeeting = (area, others) => {
      area.#meeting = others;
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

const outlineIn = (area: Area2D): Outline => outlineOf(area, globalMatrix(area));

function meet(areas: readonly Area2D[], scene: Scene): void {
  const outlines = areas.map(outlineIn);
  const now = new Map(areas.map((area) => [area, new Set<Area2D>()]));
  const note = (area: Area2D, other: Area2D): void => {
    if (area.monitoring && other.monitorable) now.get(area)!.add(other);
  };
  eachNearPair(outlines, (one, other) => {
    if (!overlap(outlines[one]!, outlines[other]!)) return;
    note(areas[one]!, areas[other]!);
    note(areas[other]!, areas[one]!);
  });
  const before = areas.map(meetingOf);
  for (const area of areas) setMeeting(area, now.get(area)!);
  // All is settled before the first listener runs: what it changes counts from the next tick.
  for (const [index, area] of areas.entries())
    for (const other of before[index]!) if (!now.get(area)!.has(other)) tell(area, "areaExited", other, scene);
  for (const [index, area] of areas.entries())
    for (const other of now.get(area)!) if (!before[index]!.has(other)) tell(area, "areaEntered", other, scene);
}

function tell(area: Area2D, what: "areaEntered" | "areaExited", other: Area2D, scene: Scene): void {
  if (inner(area).scene === scene) scene.guard.run(area, what, () => area[what].emit(other));
}
addSystem<Area2D>(["Area2D"], "after", meet, { rests: true });
