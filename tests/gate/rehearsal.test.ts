/** The gate's rehearsal, in the thread that reads: it is nobody's judgement, and keeps nobody waiting. */
import { expect, test } from "bun:test";

import { makeGate } from "../../src/gate/gate.ts";
import { rehearsalText } from "../../src/gate/rehearsal.ts";
import { gatePowers } from "./gate-powers.ts";
import { around } from "./shared.ts";

test("[G13] a text in the middle of a rehearsal is judged before its end, and as ever", async () => {
  const { gate, rehearse, close } = makeGate(await gatePowers());
  const ended: string[] = [];
  const rehearsing = rehearse().then(() => ended.push("rehearsal"));
  const report = await gate(around("x = 'a';"));
  ended.push("text");
  expect(report.findings.map(({ code }) => code)).toEqual(["TYPES_2416"]);
  await rehearsing;
  expect(ended).toEqual(["text", "rehearsal"]);
  await close();
});

test("[G1] what is rehearsed with is a module that passes", async () => {
  const { gate, close } = makeGate(await gatePowers());
  expect((await gate(rehearsalText)).findings).toEqual([]);
  await close();
});

test("[G6] a gate that is closed ends its rehearsal", async () => {
  const { rehearse, close } = makeGate(await gatePowers());
  const rehearsing = rehearse();
  await close();
  expect(await rehearsing).toBeUndefined();
});
