import { describe, expect, test } from "bun:test";

import { Circle, Node, Node2D } from "../../src/engine/index.ts";
import { startScene, step } from "./make.ts";

/** Writes down what is called, as "name hook". */
class Noted extends Node {
  constructor(
    name: string,
    readonly log: string[],
  ) {
    super({ name });
  }
  override onEnter(): void {
    this.log.push(`${this.name} enter`);
  }
  override onReady(): void {
    this.log.push(`${this.name} ready`);
  }
  override onUpdate(): void {
    this.log.push(`${this.name} update`);
  }
  override onExit(): void {
    this.log.push(`${this.name} exit`);
  }
}

/** root ── a ── b, and c. */
function family(): {
  log: string[];
  root: Noted;
  a: Noted;
  b: Noted;
  c: Noted;
  scene: ReturnType<typeof startScene>["scene"];
} {
  const log: string[] = [];
  const [root, a, b, c] = ["root", "a", "b", "c"].map((name) => new Noted(name, log)) as [Noted, Noted, Noted, Noted];
  const { scene } = startScene(() => {
    root.addChild(a).addChild(b);
    root.addChild(c);
    return root;
  });
  return { log, root, a, b, c, scene };
}

describe("[E1] hooks", () => {
  test("enter from the top down, are ready from the bottom up, update in tree order", () => {
    const { log, scene } = family();
    expect(log.splice(0)).toEqual([
      "root enter",
      "a enter",
      "b enter",
      "c enter",
      "b ready",
      "a ready",
      "c ready",
      "root ready",
    ]);
    step(scene);
    expect(log).toEqual(["root update", "a update", "b update", "c update"]);
  });

  test("a child that is added to a living node is ready before addChild returns, and updated from the next tick", () => {
    const { log, root, scene } = family();
    log.length = 0;
    root.addChild(new Noted("d", log));
    expect(log.splice(0)).toEqual(["d enter", "d ready"]);
    class Adder extends Node {
      override onUpdate(): void {
        if (this.children.length === 0) this.addChild(new Noted("late", log));
      }
    }
    root.addChild(new Adder());
    step(scene);
    expect(log.filter((line) => line.startsWith("late"))).toEqual(["late enter", "late ready"]);
    step(scene);
    expect(log.at(-1)).toBe("late update");
  });

  test("children added in the constructor, onEnter or onReady come in once", () => {
    const log: string[] = [];
    class Parent extends Noted {
      constructor() {
        super("parent", log);
        this.addChild(new Noted("made", log));
      }
      override onEnter(): void {
        super.onEnter();
        this.addChild(new Noted("entered", log));
      }
      override onReady(): void {
        super.onReady();
        this.addChild(new Noted("readied", log));
      }
    }
    startScene(() => new Parent());
    expect(log).toEqual([
      ...["parent enter", "entered enter", "entered ready", "made enter", "made ready"],
      ...["parent ready", "readied enter", "readied ready"],
    ]);
  });

  test("removeChild exits at once, from the bottom up; coming back enters again and is not ready again", () => {
    const { log, root, a, scene } = family();
    log.length = 0;
    root.removeChild(a);
    expect(log.splice(0)).toEqual(["b exit", "a exit"]);
    expect([a.parent, scene.nodeCount]).toEqual([null, 2]);
    root.addChild(a);
    expect(log).toEqual(["a enter", "b enter"]);
  });

  test("a node that was removed during the tick is not updated any more in it", () => {
    const log: string[] = [];
    class Remover extends Node {
      override onUpdate(): void {
        const victim = this.getNode("../victim");
        if (victim !== null) this.parent!.removeChild(victim);
      }
    }
    const { scene } = startScene(() => {
      const root = new Node();
      root.addChild(new Remover());
      root.addChild(new Noted("victim", log));
      return root;
    });
    step(scene);
    expect(log).toEqual(["victim enter", "victim ready", "victim exit"]);
  });
});

describe("[E1] queueFree", () => {
  test("leaves at the end of the tick, after its own update", () => {
    const { log, a, b, root, scene } = family();
    log.length = 0;
    a.queueFree();
    a.queueFree();
    expect(a.parent).toBe(root);
    step(scene);
    expect(log).toEqual(["root update", "a update", "b update", "c update", "b exit", "a exit"]);
    expect([a.parent, scene.nodeCount]).toEqual([null, 2]);
    for (const gone of [a, b]) expect(() => root.addChild(gone)).toThrow("freed");
    expect(() => a.after(1, () => {})).toThrow('Cannot call after on "a" (Noted): it was freed with queueFree()');
    expect(() => b.addChild(new Node())).toThrow("freed");
  });

  test("what is in no tree is free at once", () => {
    const { root } = startScene(() => new Node());
    const loose = new Node();
    loose.queueFree();
    expect(() => root.addChild(loose)).toThrow("freed");
  });

  test("the root may go; the scene is then empty and goes on", () => {
    const { scene, root } = family();
    root.queueFree();
    step(scene, 3);
    expect([scene.root, scene.nodeCount, scene.tick]).toEqual([null, 0, 3]);
  });

  test("an onExit that frees others is heeded in the same tick", () => {
    const { scene, root } = startScene(() => new Node());
    const other = root.addChild(new Node({ name: "other" }));
    class Last extends Node {
      override onExit(): void {
        other.queueFree();
      }
    }
    root.addChild(new Last()).queueFree();
    step(scene);
    expect(scene.nodeCount).toBe(1);
  });
});

describe("names and paths", () => {
  test("are unique among siblings", () => {
    const { root } = startScene(() => new Node());
    const names = Array.from({ length: 4 }, () => root.addChild(new Circle()).name);
    expect(names).toEqual(["Circle", "Circle2", "Circle3", "Circle4"]);
    const ball = root.addChild(new Circle({ name: "Circle3" }));
    expect(ball.name).toBe("Circle5");
    ball.name = "Circle";
    expect(ball.name).toBe("Circle6");
    root.removeChild(root.getNode("Circle2")!);
    expect(root.addChild(new Circle({ name: "Circle2" })).name).toBe("Circle2");
  });

  test("ten thousand of one name take no time to tell apart", () => {
    const { root } = startScene(() => new Node());
    for (let index = 0; index < 10_000; index++) root.addChild(new Node({ name: "Bullet" }));
    expect(root.getNode("Bullet10000")).toBe(root.children.at(-1)!);
  });

  test("getNode goes down, up, to siblings and to the root", () => {
    const { root, a, b, c } = family();
    expect(root.getNode("a/b")).toBe(b);
    expect(b.getNode("..")).toBe(a);
    expect(a.getNode("../c")).toBe(c);
    expect(b.getNode("/")).toBe(root);
    expect(b.getNode("/c")).toBe(c);
    for (const nowhere of ["x", "a/x/b", "/a/c", "../../.."]) expect(a.getNode(nowhere)).toBeNull();
  });

  test("must be text that a path can name", () => {
    for (const name of ["", "a/b", ".", "..", "x".repeat(101), 3 as never])
      expect(() => new Node({ name })).toThrow("Cannot name");
  });

  test("children is a picture of the moment", () => {
    const { root } = family();
    const before = root.children;
    for (const child of before) root.removeChild(child);
    expect([before.length, root.children.length]).toEqual([2, 0]);
    expect(() => (before as Node[]).push(new Node())).toThrow();
  });

  test("childrenOf and removeChildren", () => {
    const { root } = startScene(() => new Node());
    root.addChild(new Circle());
    root.addChild(new Node2D());
    root.addChild(new Node());
    expect(root.childrenOf(Node2D).length).toBe(2);
    expect(root.childrenOf(Circle).length).toBe(1);
    root.removeChildren();
    expect(root.children).toEqual([]);
  });
});

describe("groups", () => {
  test("hold the nodes of the tree, in tree order", () => {
    const { root, a, b, c } = family();
    c.addToGroup("g");
    b.addToGroup("g");
    expect(root.nodesInGroup("g")).toEqual([b, c]);
    a.addToGroup("g");
    expect(root.nodesInGroup("g")).toEqual([a, b, c]);
    root.removeChild(a);
    expect(root.nodesInGroup("g")).toEqual([c]);
    c.removeFromGroup("g");
    expect([root.nodesInGroup("g"), c.isInGroup("g"), b.isInGroup("g")]).toEqual([[], false, true]);
  });
});

describe("[E2] misuse is told with both nodes and what to do", () => {
  test.each([
    [(root: Node) => root.addChild(root), 'Cannot add "/" (Noted) to "/" (Noted): a node cannot be its own child'],
    [(root: Node) => root.getNode("a/b")!.addChild(root), "it is one of the node's own ancestors"],
    [
      (root: Node) => root.addChild(root.getNode("a/b")!),
      'it has the parent "/a" (Noted); call removeChild there first',
    ],
    [(root: Node) => root.addChild(root.getNode("a")!), "it is a child of it already"],
    [(root: Node) => root.addChild(Circle as never), "it is a class; add an instance, like new Circle()"],
    [(root: Node) => root.addChild({} as never), "Cannot add an object"],
    [(root: Node) => root.removeChild(new Node()), "it is not one of its children"],
    [(root: Node) => root.after(-1, () => {}), "Cannot call after with -1 seconds"],
    [(root: Node) => root.every(Number.NaN, () => {}), "Cannot call every with NaN seconds"],
    [(root: Node) => root.every(1, 3 as never), "must be a function"],
    [() => new Circle({ radus: 3 } as never), 'Circle has none of that name. Did you mean "radius"?'],
    [() => new Circle(3 as never), "its options are an object"],
  ])("%s", (act, message) => {
    const { root } = family();
    expect(() => act(root)).toThrow(message);
  });

  test("too many nodes and too deep a tree end the scene", () => {
    expect(() => startScene(() => manyIn(new Node(), 10), { maxNodes: 10 })).toThrow("more than 10 nodes");
    const { root, scene } = startScene(() => new Node());
    let at = root;
    expect(() => {
      for (let depth = 0; depth < 300; depth++) at = at.addChild(new Node());
    }).toThrow("deeper than 256 levels");
    // Whoever catches it, the scene is at its end.
    expect(() => step(scene)).toThrow("deeper than 256 levels");
  });
});

function manyIn(root: Node, count: number): Node {
  for (let index = 0; index < count; index++) root.addChild(new Node());
  return root;
}
