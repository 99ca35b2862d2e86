/** Bodies behind the wall: the solver is there for modules that name them, and two plays agree to the bit. */
import { afterAll, expect, test } from "bun:test";

import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import { checkedCode, checkedFrom, options, powers, value } from "./helpers.ts";

const sandbox = makeSandbox(powers);
afterAll(() => sandbox.close());

const verdictOf = async (source: string) => {
  const { verdict } = value(await sandbox.prove(await checkedFrom(source), { ...options, frames: 60 }));
  return verdict;
};

test("a pile of bodies falls the same in both plays", async () => {
  const verdict = await verdictOf(`import { Node2D, RigidBody2D, StaticBody2D } from "nodegen";
export default class Pile extends Node2D {
  onReady() {
    this.addChild(new StaticBody2D({ y: 100, width: 500 }));
    for (let i = 0; i < 20; i++) this.addChild(new RigidBody2D({ x: i * 3, y: -i * 30, rotation: i }));
  }
}`);
  expect(verdict).toMatchObject({ ok: true, findings: [], frames: 60 });
});

test("under another name they are bodies all the same", async () => {
  const verdict = await verdictOf(`import { RigidBody2D as Body } from "nodegen";
export default class Box extends Body {}`);
  expect(verdict).toMatchObject({ ok: true, findings: [] });
});

test("a module that hides their names is told to write them", async () => {
  const hidden = checkedCode(`"use strict";
const made = nodegen$["Rigid" + "Body2D"];
class Box extends nodegen$.Node2D { onReady() { this.addChild(new made()); } }
return { default: Box };`);
  const { verdict } = value(await sandbox.prove(hidden, options));
  expect(verdict.ok).toBe(false);
  expect(verdict.findings[0]?.message).toContain("must name their class");
});
