/**
 * Reading before anybody waits for it: the runtime compiles the parser as it is used, and is ten times as fast at it after
 * some twenty texts, and twice as fast again after a hundred more. One after the other, so that a real text in between waits for one
 * of them at most.
 */
import type { Reader } from "./reading/reader.ts";
import type { Transpiler } from "./transpile/transpiler.ts";

const TIMES = 120;

/** What modules are mostly made of. */
export const rehearsalText = `import { Circle, Node2D, property } from "nodegen";

class Moon extends Circle {
  private heading = 0;
  onUpdate(dt: number): void {
    this.heading = (this.heading + dt * 2) % (Math.PI * 2);
    this.position = { x: Math.cos(this.heading) * 100, y: Math.sin(this.heading) * 100 };
  }
}

export default class Rehearsal extends Node2D {
  @property({ range: [0, 10], step: 0.5 }) speed = 2;
  moons: Moon[] = [];
  onReady(): void {
    for (let i = 0; i < 5; i++) {
      const moon = this.addChild(new Moon({ radius: 3 + i, color: "#ffcc00" }));
      if (i % 2 === 0) moon.opacity = 0.5;
      this.moons.push(moon);
    }
  }
  onUpdate(dt: number): void {
    this.rotation += dt * this.speed;
    const far = this.moons.filter(({ x }) => x > 50).map((moon, i) => moon.name + i);
    if (far.length > 3 && this.sceneTime < 1) console.log(far.join(", "));
  }
}
`;

/** Ends early when `isOver` says so. */
export async function rehearse(reader: Reader, transpiler: Transpiler, isOver: () => boolean): Promise<void> {
  for (let time = 0; time < TIMES && !isOver(); time++) {
    const transpiled = await transpiler.transpile(rehearsalText);
    if (!transpiled.ok) throw new Error(`The rehearsal's own text is refused: ${transpiled.error.message}`);
    await reader.source({ source: rehearsalText, kind: "node" });
    await reader.emitted({ transpiled: transpiled.value, kind: "node" });
  }
}
