/** What the soak puts on the stage: modules that behave, in ever new versions, and modules that pass their smoke run and then do not. */

/** Each version is another text; its state is carried from one to the next. */
export const wellBehaved = (
  name: string,
  version: number,
): string => `import { Circle, Label, Node2D, property } from "nodegen";
export default class ${name} extends Node2D {
  @property({ range: [0, 10] }) speed = 2;
  count = 0;
  balls: Circle[] = [];
  label = new Label({ text: "${version}", y: 40, x: ${version % 900} });
  onReady() {
    for (let i = 0; i < 100; i++) this.balls.push(this.addChild(new Circle({ radius: 4 + ${version % 7}, y: 5 * i })));
    this.addChild(this.label);
  }
  onUpdate() {
    this.count++;
    this.balls.forEach((ball, i) => (ball.x = 480 + 400 * Math.sin(this.sceneTime * this.speed + i)));
    if (this.count % 64 === 0) this.label.text = String(this.count);
  }
}`;

const hostile = (what: string): string => `import { Circle, Node2D } from "nodegen";
export default class Hostile extends Node2D {
  ticks = 0;
  kept: unknown[] = [];
  dot = this.addChild(new Circle());
  onUpdate() {
    this.dot.x = this.ticks++;
    if (this.ticks > 40) { ${what} }
  }
}`;

/** By what they do after forty ticks. */
export const hostileModules: { readonly [what: string]: string } = {
  "loops for ever": hostile("for (;;) this.ticks++;"),
  throws: hostile('throw new Error("enough");'),
  "takes all memory": hostile("for (;;) this.kept.push(new Float64Array(1e6).fill(1));"),
  "makes nodes without end": hostile("for (let i = 0; i < 5000; i++) this.addChild(new Circle());"),
  "talks without end": hostile('for (let i = 0; i < 1000; i++) console.log("x".repeat(1000));'),
  "recurses without end": hostile("const down = (): number => 1 + down(); down();"),
  "leaves a rejection": hostile('void Promise.reject(new Error("nobody")); '),
};
