/**
 * No walk over keys, symbols, accessors and prototypes leads from what a module is given to the engine's own records: who
 * reaches the scene can take its faults away, and forges the verdict.
 */
import { expect, test } from "bun:test";

import { Guard } from "../../src/engine/guard.ts";
import * as engine from "../../src/engine/index.ts";
import { Inner, inner } from "../../src/engine/inner.ts";
import { Scene } from "../../src/engine/scene.ts";
import { Schedule } from "../../src/engine/schedule.ts";
import { run } from "./life.ts";

const records = [Scene, Inner, Guard, Schedule];

test("no walk leads from a node, or from what the engine hands out, to the scene", () => {
  const given: unknown[] = [engine];
  class Root extends engine.Node2D {
    override onReady() {
      const child = this.addChild(new engine.Circle());
      const timer = this.addChild(new engine.Timer());
      timer.timeout.connect(() => {});
      given.push(
        this,
        child,
        timer,
        this.tween({ x: 1 }, 1),
        this.after(1),
        this.every(1, () => {}),
      );
    }
  }
  const scene = new Scene({ ...run, maxNodes: 100, asked: [], smoke: true });
  scene.start(() => new Root());
  const reached = everythingFrom(given);
  expect(reached.size).toBeGreaterThan(100);
  expect([...reached].filter((one) => records.some((record) => one instanceof record))).toEqual([]);
  // The record is there, and what asks for it by a proxy is told that it is no node.
  expect(inner(scene.root!)).toBeInstanceOf(Inner);
  expect(() => inner(new Proxy(scene.root!, {}))).toThrow(TypeError);
});

function everythingFrom(given: readonly unknown[]): ReadonlySet<object> {
  const seen = new Set<object>();
  const waiting = [...given];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if ((typeof one !== "object" && typeof one !== "function") || one === null || seen.has(one)) continue;
    seen.add(one);
    waiting.push(Object.getPrototypeOf(one));
    for (const key of Reflect.ownKeys(one)) {
      const slot = Object.getOwnPropertyDescriptor(one, key);
      waiting.push(slot?.get, slot?.set, valueOf(one, key));
    }
  }
  return seen;
}

function valueOf(of: object, key: PropertyKey): unknown {
  try {
    return (of as Record<PropertyKey, unknown>)[key];
  } catch {
    // An accessor that does not like its receiver leads nowhere.
    return undefined;
  }
}
