import { describe, expect, test } from "bun:test";

import { Circle, Node, Node2D, property, Vec2 } from "../../src/engine/index.ts";
import { load, startScene, step } from "./make.ts";

type Dial = Node & Record<string, unknown>;

/** As the gate lowers it: a class field is an assignment. */
const Lowered = load<Dial>(`
  import { Node, property } from "nodegen";
  class Base extends Node {
    @property({ range: [0, 10], step: 0.5, group: "Motion" }) speed = 99;
  }
  export default class Dial extends Base {
    @property({ options: ["slow", "fast"] }) mode = "slow";
    @property({ kind: "color" }) tone = "red";
    @property() note = "x";
    changes: string[] = [];
    override onPropertyChange(name: string) { this.changes.push(name + "=" + String((this as any)[name])); }
  }`);

/** As Bun runs it: a class field is defined over the accessor. */
class Native extends Node {
  @property({ range: [0, 10] }) speed = 99;
}

describe("[E4] @property", () => {
  test.each([
    ["lowered", () => new Lowered()],
    ["native", () => new Native() as unknown as Dial],
  ])("clamps the initial value and every assignment: %s", (_form, make) => {
    const node = make();
    expect(node["speed"]).toBe(10);
    node["speed"] = -5;
    expect(node["speed"]).toBe(0);
    node["speed"] = Infinity;
    expect(node["speed"]).toBe(10);
    node["speed"] = 2.5;
    expect(node["speed"]).toBe(2.5);
    expect(() => (node["speed"] = Number.NaN)).toThrow(/Cannot set speed of .* to NaN: it must be a number/);
    expect(() => (node["speed"] = "3")).toThrow("it must be a number");
  });

  test("each instance has its own value, and subclasses keep the bounds", () => {
    const [one, other] = [new Lowered(), new Lowered()];
    one["speed"] = 1;
    expect([one["speed"], other["speed"]]).toEqual([1, 10]);
    class Deeper extends Lowered {}
    const deeper = new Deeper();
    deeper["speed"] = 11;
    expect(deeper["speed"]).toBe(10);
  });

  test("options and colours are held to", () => {
    const node = new Lowered();
    expect(() => (node["mode"] = "fsat")).toThrow('it must be one of "slow", "fast". Did you mean "fast"?');
    expect(() => (node["tone"] = "rde")).toThrow("it is no CSS colour");
    node["mode"] = "fast";
    expect(node["mode"]).toBe("fast");
  });

  test("belongs on public instance fields, with options that make sense", () => {
    const source = (line: string): string =>
      `import { Node, property } from "nodegen"; export default class A extends Node { ${line} }`;
    for (const line of ["@property() static a = 1", "@property() #a = 1", "@property() a() {}"])
      expect(() => load(source(line))).toThrow("it belongs on a public instance field");
    expect(() => load(source("@property({ range: [3, 1] }) a = 1"))).toThrow("with min not above max");
    expect(() => load(source("@property({ range: [0, 1], step: 0 }) a = 1"))).toThrow("it must be above 0");
    expect(() => load(source("@property({ options: [] }) a = 1"))).toThrow("list at least one value");
  });
});

describe("[E4] changes from outside", () => {
  test("go through the setter, tell the node, and are answered", () => {
    const { scene, root } = startScene(() => new Lowered());
    const edits = [
      { node: 1, property: "speed", value: 99 },
      { node: 1, property: "spede", value: 1 },
      { node: 1, property: "mode", value: "warp" },
      { node: 1, property: "speed", value: "fast" },
      { node: 7, property: "speed", value: 1 },
      { node: 1, property: "note", value: "y" },
      { node: 1, property: "changes", value: [] },
    ];
    const { refused } = step(scene, 1, { edits });
    expect(refused.map(({ edit }) => edit)).toEqual([1, 2, 3, 4, 6]);
    expect(refused[0]!.message).toContain('Did you mean "speed"?');
    expect(refused[1]!.message).toContain('one of "slow", "fast"');
    expect(refused[2]!.message).toContain("it holds a number, not a string");
    expect(refused[3]!.message).toBe("Cannot change node 7: no node of the scene has that id");
    expect(root["changes"]).toEqual(["speed=10", "note=y"]);
  });

  test("reach the engine's own fields, vectors as { x, y }", () => {
    const { scene, root } = startScene(() => new Circle({ radius: 3 }));
    const edits = [
      { node: 1, property: "position", value: { x: 4, y: 5 } },
      { node: 1, property: "x", value: 6 },
      { node: 1, property: "color", value: "lime" },
      { node: 1, property: "radius", value: -1 },
      { node: 1, property: "rotation", value: null },
      { node: 1, property: "name", value: "other" },
      { node: 1, property: "position", value: 3 },
    ];
    const { refused } = step(scene, 1, { edits });
    expect(refused.map(({ edit }) => edit)).toEqual([4, 5, 6]);
    expect([root.x, root.y, root.color, root.radius]).toEqual([6, 5, "lime", 0]);
  });
});

describe("describe", () => {
  test("says every property, its bounds, and what a reset goes back to", () => {
    const { scene, root } = startScene(() => new Lowered());
    root["speed"] = 3;
    const { properties, ...about } = scene.describe();
    expect(about).toEqual({ id: 1, name: "Dial", type: "Dial", base: "Node", path: "/", children: [] });
    expect(properties).toEqual([
      {
        name: "speed",
        value: 3,
        type: "number",
        tunable: true,
        initial: 10,
        range: [0, 10],
        step: 0.5,
        group: "Motion",
      },
      { name: "mode", value: "slow", type: "string", tunable: true, initial: "slow", options: ["slow", "fast"] },
      { name: "tone", value: "red", type: "string", tunable: true, initial: "red", kind: "color" },
      { name: "note", value: "x", type: "string", tunable: true, initial: "x" },
    ]);
  });

  test("shows vectors as x and y, and the tree", () => {
    const { scene } = startScene(() => {
      const root = new Node({ name: "Root" });
      root.addChild(new Circle({ position: new Vec2(1, 2), scale: 3 }));
      return root;
    });
    const [child] = scene.describe().children;
    expect([child!.path, child!.id, child!.base]).toEqual(["/Circle", 2, "Circle"]);
    const values = Object.fromEntries(child!.properties.map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ position: { x: 1, y: 2 }, scale: { x: 3, y: 3 }, visible: true, radius: 16 });
  });
});

describe("what a node holds", () => {
  class Ball extends Circle {
    speed = 3;
  }

  test("copying one node's own members onto another shares no place and passes no check", () => {
    const [one, other] = [new Ball({ x: 5, color: "red" }), new Ball({ x: 1, color: "blue" })];
    expect(Object.getOwnPropertySymbols(one)).toEqual([]);
    expect(Object.keys(one)).toEqual(["speed"]);
    one.speed = 7;
    Object.assign(other, one);
    expect([other.speed, other.x, other.color]).toEqual([7, 1, "blue"]);
    other.x = 2;
    expect(one.x).toBe(5);
  });

  test("copying one place onto another copies its two numbers, checked, and each stays its node's", () => {
    const { scene, root } = startScene(() => new Node2D());
    const [one, other] = [new Ball({ x: 5 }), new Ball({ x: 1 })].map((ball) => root.addChild(ball));
    Object.assign(one!.position, other!.position);
    expect([one!.x, { ...one!.position }]).toEqual([1, { x: 1, y: 0 }]);
    scene.touched.clear();
    one!.position.x = 9;
    expect([other!.x, scene.touched.count]).toEqual([1, 1]);
    expect(scene.nodes[scene.touched.places[0]!]).toBe(one);
    expect(() => Object.assign(one!.position, { x: Number.NaN })).toThrow("NaN");
  });

  test("a place is a Vec2 to whoever looks at it, and nothing can be set on what it inherits", () => {
    const { position } = new Ball();
    expect([position instanceof Vec2, position.constructor]).toEqual([true, Vec2]);
    expect(Object.keys(position)).toEqual(["x", "y"]);
    expect(() => Object.assign(Object.getPrototypeOf(position) as object, { left: 1 })).toThrow(TypeError);
  });
});
