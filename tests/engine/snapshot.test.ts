import { describe, expect, test } from "bun:test";

import * as fc from "fast-check";

import type { Snapshot } from "../../src/base/snapshot.ts";
import { Circle, Node, PixelGrid, Polygon, random, Timer, Vec2 } from "../../src/engine/index.ts";
import { Scene } from "../../src/engine/scene.ts";
import { decode, encode } from "../../src/engine/values.ts";
import { load, options, startScene, step } from "./make.ts";

const game = (color: string, extra = ""): string => `
  import { Circle, Node, Timer, Vec2, property, random } from "nodegen";
  class Ball extends Circle {
    velocity = new Vec2(random.float(-9, 9), 4);
    override onUpdate(dt: number) { this.position = this.position.add(this.velocity.mul(dt)); }
  }
  export default class Game extends Node {
    @property({ range: [0, 10] }) speed = 5;
    score = 0;
    trail: Vec2[] = [];
    seen = new Map([["a", 1]]);
    target: Node | null = null;
    told: string[] = [];
    ${extra}
    override onReady() { this.addChild(new Ball({ color: "${color}" })); this.addChild(new Timer({ seconds: 9, running: true })); }
    override onUpdate() { this.score += 1; this.trail.push(this.childrenOf(Ball)[0]!.position.clone()); this.seen.set("b", this.score); }
    override onPropertyChange(name: string) { this.told.push(name); }
    override onSwap(previous: Record<string, unknown>) { this.told.push("swap " + previous.score); }
  }`;

type Game = Node & {
  speed: number;
  score: number;
  trail: Vec2[];
  seen: Map<string, number>;
  target: Node | null;
  told: string[];
};

function swap(source: string, snapshot: Snapshot): { scene: Scene; root: Game; lost: string[] } {
  const scene = new Scene(options);
  const Module = load<Game>(source);
  scene.start(() => new Module());
  const lost = scene.restore(JSON.parse(JSON.stringify(snapshot)) as Snapshot);
  return { scene, root: scene.root as Game, lost };
}

describe("[E6] a swap", () => {
  const Old = load<Game>(game("red"));
  const play = (): { scene: Scene; root: Game } => {
    const { scene, root } = startScene(() => new Old());
    root.speed = 7;
    step(scene, 10);
    return { scene, root };
  };

  test("carries what was changed, at its tick, with its chance, its ids and its clocks", () => {
    const before = play();
    const { scene, root, lost } = swap(game("red"), before.scene.snapshot());
    expect([scene.tick, scene.random.state, lost]).toEqual([10, before.scene.random.state, []]);
    expect([root.speed, root.score, root.seen.get("b")]).toEqual([7, 10, 10]);
    expect(root.trail[9]).toBeInstanceOf(Vec2);
    expect(scene.stateBytes()).toEqual(before.scene.stateBytes());
    for (const other of [before.scene, scene]) step(other, 50);
    expect(scene.stateBytes()).toEqual(before.scene.stateBytes());
    expect(root.told).toEqual(["speed", "swap 10"]);
  });

  test("shows what was edited in the source: only changed values are brought back", () => {
    const { root } = swap(game("blue").replace("speed = 5", "speed = 6"), play().scene.snapshot());
    expect(root.childrenOf(Circle)[0]!.color).toBe("blue");
    expect(root.speed).toBe(7);
    const untouched = startScene(() => new Old());
    expect(swap(game("blue").replace("speed = 5", "speed = 6"), untouched.scene.snapshot()).root.speed).toBe(6);
  });

  test("keeps ids by path; new nodes get new ones", () => {
    const before = play();
    const bullet = before.root.addChild(new Node({ name: "Bullet" }));
    expect(bullet.name).toBe("Bullet");
    const { scene, root, lost } = swap(
      game("red", "extra = this.addChild(new Node({ name: 'Extra' }));"),
      before.scene.snapshot(),
    );
    const ids = new Map<string, number>();
    const visit = (of: ReturnType<Scene["describe"]>): void => {
      ids.set(of.path, of.id);
      of.children.forEach(visit);
    };
    visit(scene.describe());
    expect(Object.fromEntries(ids)).toEqual({ "/": 1, "/Ball": 2, "/Timer": 3, "/Extra": 5 });
    expect(lost).toEqual(["/Bullet (Node) is not in the new scene"]);
    expect(scene.snapshot().nextId).toBe(6);
    expect(root.addChild(new Node()).parent).toBe(root);
  });

  test("says what it cannot carry, and what the new module has no place for", () => {
    const before = play();
    before.root.target = before.root.children[0]!;
    const snapshot = before.scene.snapshot();
    before.root.every(1, () => {});
    expect(before.scene.snapshot().notCarried).toEqual([
      "Game: target holds what has no plain form, like a node",
      "Game: a timer under way starts anew, if the module starts it again",
    ]);
    const { lost, root } = swap(
      game("red")
        .replace("score = 0", "score = 0 as number | string")
        .replace("range: [0, 10]", 'options: ["a"]')
        .replace("speed = 5", 'speed = "a"')
        .replaceAll("trail", "path"),
      snapshot,
    );
    expect(lost).toEqual(['"/" (Game): speed takes no such value any more', '"/" (Game): trail is no field any more']);
    expect(root.score).toBe(10);
    const other = swap(
      game("red").replaceAll("Ball", "Bubble").replace("new Bubble({", 'new Bubble({ name: "Ball",'),
      snapshot,
    );
    expect(other.lost).toEqual(["/Ball was a Ball and is a Bubble"]);
  });

  test("brings back points, cells and clocks", () => {
    class Drawn extends Node {
      override onReady(): void {
        this.addChild(new Polygon());
        this.addChild(new PixelGrid({ columns: 4, rows: 2 }));
        this.addChild(new Timer({ seconds: 1, repeating: true }));
      }
    }
    const { scene, root } = startScene(() => new Drawn());
    root.childrenOf(Polygon)[0]!.points = [new Vec2(1, 2), { x: 3, y: 4 }];
    root.childrenOf(PixelGrid)[0]!.setCell(2, 1, "red");
    root.childrenOf(Timer)[0]!.start(0.5);
    step(scene, 8);
    const later = new Scene(options);
    later.start(() => new Drawn());
    expect(later.restore(scene.snapshot())).toEqual([]);
    expect(later.state()).toEqual(scene.state());
    const now = later.root as Drawn;
    expect(now.childrenOf(PixelGrid)[0]!.getCell(2, 1)).toBe("#ff0000");
    expect([now.childrenOf(Timer)[0]!.running, now.childrenOf(Timer)[0]!.remaining]).toEqual([true, 0.375]);
  });

  test("a snapshot that makes no sense harms nobody", () => {
    const { scene } = startScene(() => new Old());
    const nodes = [
      {
        path: "/",
        type: "Game",
        id: 9,
        fields: { speed: "x", position: { $: "Map", items: 3 } as never, score: { $: "Vec2" } },
      },
    ];
    const lost = scene.restore({ version: 1, tick: 3, nextId: 20, random: [1, 2, 3, 4], nodes, notCarried: [] });
    expect(lost.length).toBe(2);
    step(scene);
    expect(scene.tick).toBe(4);
  });
});

describe("values as JSON", () => {
  test("come back as they were", () => {
    const values = [
      1,
      "x",
      null,
      true,
      [1, [2]],
      { a: { b: [] } },
      new Vec2(1, 2),
      new Map<unknown, unknown>([["k", new Vec2(3, 4)]]),
      new Set([1, "a"]),
      Number.NaN,
      -Infinity,
      undefined,
    ];
    expect(decode(JSON.parse(JSON.stringify(encode(values))))).toEqual(values);
    expect((decode(encode(new Vec2(1, 2))) as Vec2).length()).toBeCloseTo(2.236, 3);
  });

  test("what has no such form is told, and no getter is called", () => {
    const ring: unknown[] = [];
    ring.push(ring);
    const getter = Object.defineProperty({}, "x", { enumerable: true, get: () => expect.unreachable() });
    for (const value of [
      new Node(),
      () => {},
      Symbol("s"),
      3n,
      new Date(),
      ring,
      getter,
      new Uint8Array(2),
      { $: 1 },
      Array(100_001).fill(0),
    ])
      expect(encode(value)).toBeUndefined();
  });

  test("any plain data survives", () => {
    const plain = fc.jsonValue({ maxDepth: 4 }).filter((value) => !/"(\$|__proto__)"/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(plain, (value) => expect(decode(encode(value))).toEqual(value)),
      { numRuns: 200 },
    );
  });
});

describe("[E3] state", () => {
  class Walker extends Circle {
    override onUpdate(dt: number): void {
      this.x += random.gaussian() * dt;
      if (random.chance(0.1))
        this.addChild(new Circle({ position: random.point(), color: random.pick(["red", "lime"]) }));
    }
  }
  const played = (seed: number, ticks = 60): Scene => {
    const { scene } = startScene(() => new Walker(), { seed });
    step(scene, ticks);
    return scene;
  };

  test("is the same for the same seed, byte by byte, and another for another", () => {
    expect(played(7).stateBytes()).toEqual(played(7).stateBytes());
    expect(played(7).state()).toEqual(played(7).state());
    expect(played(7).stateBytes()).not.toEqual(played(8).stateBytes());
    expect(played(7).stateBytes()).not.toEqual(played(7, 61).stateBytes());
  });

  test("has every engine field, the random state and the tick, at its path", () => {
    const entries = played(1, 3).state();
    expect(entries.slice(-2)).toEqual([
      { path: "", type: "scene", field: "random", value: expect.any(Array) },
      { path: "", type: "scene", field: "tick", value: 3 },
    ]);
    const fields = entries.filter(({ path }) => path === "/").map(({ field }) => field);
    expect(fields).toEqual([
      "position",
      "rotation",
      "scale",
      "visible",
      "opacity",
      "z",
      "anchor",
      "color",
      "outline",
      "outlineWidth",
      "radius",
    ]);
  });

  test("keeps its bytes: digests of recordings depend on them", () => {
    const { scene } = startScene(() => new Node({ name: "née 🎈" }));
    const path = [1, 0, 0, 0, 47];
    const type = [4, 0, 0, 0, 78, 111, 100, 101];
    const bytes = [...scene.stateBytes()];
    expect(bytes.slice(0, 13)).toEqual([...path, ...type]);
    expect(bytes.length).toBe(13 + 5 * 8);
    const child = scene.root!.addChild(new Node({ name: "née 🎈" }));
    const utf8 = new TextEncoder().encode(`/${child.name}`);
    expect([...scene.stateBytes()].slice(13, 17 + utf8.length)).toEqual([utf8.length, 0, 0, 0, ...utf8]);
  });

  test("active says whether anything is drawn or was changed", () => {
    const still = startScene(() => new Node()).scene;
    step(still, 5);
    expect(still.active).toBe(false);
    expect(startScene(() => new Circle()).scene.active).toBe(true);
    class Turning extends Node {
      override onUpdate(): void {
        if (this.sceneTime > 0.05) this.addChild(new Node());
      }
    }
    const { scene } = startScene(() => new Turning());
    step(scene);
    expect(scene.active).toBe(false);
    step(scene, 5);
    expect(scene.active).toBe(true);
  });
});
