/** Marks of a scene's state: which node differs, where two digests do. */
import { expect, test } from "bun:test";

import { Circle, Node2D } from "../../src/engine/index.ts";
import { startScene, step } from "./make.ts";

const crowd = (count: number) =>
  startScene(() => {
    const root = new Node2D({ name: "Root" });
    for (let i = 0; i < count; i++) root.addChild(new Circle({ x: i }));
    return root;
  });
const parts = (marks: string): string[] => marks.match(/..../g) ?? [];
const differing = (one: string, other: string): number[] =>
  parts(one).flatMap((mark, i) => (mark === parts(other)[i] ? [] : [i]));

test("[J2] one mark a node in tree order, and only the node that differs has another", () => {
  const { scene, root } = crowd(20);
  const before = scene.marks();
  expect(parts(before).length).toBe(21);
  expect(scene.marks()).toBe(before);
  (root.children[6] as Circle).radius = 99;
  expect(differing(before, scene.marks())).toEqual([7]);
});

test("[J2] of many nodes, neighbours share one", () => {
  const { scene, root } = crowd(9999);
  const before = scene.marks();
  expect(parts(before).length).toBe(Math.ceil(10_000 / 3));
  (root.children[5000] as Circle).radius = 99;
  expect(differing(before, scene.marks())).toEqual([Math.floor(5001 / 3)]);
  (root.children.at(-1) as Circle).radius = 99;
  expect(differing(before, scene.marks()).length).toBe(2);
});

test("asked after the digest they are of the same state, and after the next step of that one", () => {
  const { scene, root } = crowd(3);
  scene.stateBytes();
  const before = scene.marks();
  step(scene);
  expect(scene.marks()).toBe(before);
  scene.stateBytes();
  scene.edit([{ node: 2, property: "radius", value: 50 }]);
  expect((root.children[0] as Circle).radius).toBe(50);
  expect(differing(before, scene.marks())).toEqual([1]);
});
