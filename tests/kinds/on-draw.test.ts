/** A hook of one class only: `onDraw` belongs to Drawing, and the gate knows it. */
import { afterAll, expect, test } from "bun:test";

import { aGate } from "../generate/a-gate.ts";

const judged = await aGate();
afterAll(() => judged[Symbol.asyncDispose]());

const findingsOf = async (source: string) => {
  const { findings } = await judged.gate(`import { Circle, Drawing, Node2D, type Pen } from "nodegen";\n${source}`, {
    file: "dial.ts",
  });
  return findings.map(({ code, hint }) => ({ code, hint }));
};

test("a Drawing may have it, a class of the author's in between too", async () => {
  const source = `class Dial extends Drawing { onDraw(pen: Pen) { pen.circle(0, 0, 9); } }
export default class Clock extends Dial { onDraw(pen: Pen) { super.onDraw(pen); new Node2D().addChild(new Circle()); } }`;
  expect(await findingsOf(source)).toEqual([]);
});

test("on another class nothing calls it, and the hint says where it is called", async () => {
  const [finding] = await findingsOf(
    "export default class Clock extends Node2D { onDraw(pen: Pen) { pen.circle(0, 0, 9); this.addChild(new Circle()); } }",
  );
  expect(finding).toEqual({ code: "GATE_HOOK_NAME", hint: expect.stringContaining("extend Drawing") });
});

test("it is not async", async () => {
  const [finding] = await findingsOf(
    "export default class Clock extends Drawing { async onDraw(pen: Pen) { pen.circle(0, 0, 9); } }",
  );
  expect(finding?.code).toBe("GATE_ASYNC_UPDATE");
});
