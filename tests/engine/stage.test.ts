/** The other modules as a scene sees them, told by hand. */
import { expect, test } from "bun:test";

import type { OthersNews } from "../../src/base/others.ts";
import { Node2D, property, stage, Vec2 } from "../../src/engine/index.ts";
import { companyOf } from "../../src/engine/stage/company.ts";
import { startScene, step } from "./make.ts";

const moth: NonNullable<OthersNews["changed"]>[number] = {
  id: 2,
  name: "Moth",
  place: [10, 20, 0.5, 1, 2, 1],
  properties: { speed: 3, at: { $: "Vec2", x: 1, y: 2 } },
};

test("[T10] others are copies as of the last news, in the order of their ids; what is not named stays", () => {
  const { scene } = startScene(() => new Node2D());
  const company = companyOf(scene);
  expect(stage.others).toEqual([]);
  company.learn({ changed: [moth, { ...moth, id: 1, name: "Lantern" }] });
  const [lantern, before] = stage.others;
  expect(lantern!.name).toBe("Lantern");
  expect(before).toEqual({
    id: 2,
    name: "Moth",
    position: new Vec2(10, 20),
    rotation: 0.5,
    scale: new Vec2(1, 2),
    visible: true,
    properties: { speed: 3, at: new Vec2(1, 2) },
  });
  expect(() => Object.assign(before!.position, { x: 3 })).toThrow(TypeError);
  company.learn({ changed: [{ id: 2, place: [11, 20, 0.5, 1, 2, 0] }], gone: [1] });
  expect(stage.others).toMatchObject([{ id: 2, name: "Moth", visible: false, properties: { speed: 3 } }]);
  expect(before!.position.x).toBe(10);
  company.learn({ anew: true });
  expect(stage.others).toEqual([]);
});

test("[T10] a scene that asks for nothing says nothing; one that does says what it is asked for", () => {
  class Root extends Node2D {
    @property({ range: [0, 9] }) speed = 4;
    other = 5;
  }
  const { scene, root } = startScene(() => new Root());
  const company = companyOf(scene);
  expect(company.take(false)).toBeUndefined();
  root.position.set(3, 4);
  step(scene);
  expect(company.take(true)).toEqual({ self: { place: [3, 4, 0, 1, 1, 1], properties: { speed: 4 } } });
  expect(stage.others).toEqual([]);
  stage.send("Moth", { at: new Vec2(1, 2) });
  const sends = [{ to: "Moth", message: { at: { $: "Vec2", x: 1, y: 2 } } }];
  expect(company.take(false)).toEqual({ looks: true, sends });
  expect(company.take(false)).toEqual({ looks: true });
});

test("[T10] messages are heard one after the other, and a listener that throws is a fault of the module's", () => {
  const { scene } = startScene(() => new Node2D());
  const company = companyOf(scene);
  const heard: unknown[] = [];
  stage.received.connect((message, from) => {
    heard.push([message, from]);
    if (message === "bad") throw new Error("enough");
  });
  const from = { from: 2, name: "Moth" };
  const hearing = company.hear([
    { ...from, message: { at: { $: "Vec2", x: 1, y: 2 } } },
    { ...from, message: "bad" },
  ]);
  expect(hearing.next().done).toBe(false);
  expect(heard).toEqual([[{ at: new Vec2(1, 2) }, { id: 2, name: "Moth" }]]);
  expect(() => hearing.next()).toThrow("enough");
});

test("a property that is too large is left out of what is shown", () => {
  class Root extends Node2D {
    @property() story = "x".repeat(5000);
    @property() speed = 1;
  }
  const { scene } = startScene(() => new Root());
  expect(companyOf(scene).take(true)!.self!.properties).toEqual({ speed: 1 });
});
