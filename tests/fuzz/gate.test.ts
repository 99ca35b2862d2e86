/** No string makes the gate throw: anything at all, and good modules with seeded damage. */
import { expect, test } from "bun:test";
import { join } from "node:path";
import { compileFunction } from "node:vm";

import fc from "fast-check";

import { codeFrame } from "../../src/base/code-frame.ts";
import { codeRow } from "../../src/base/codes.ts";
import { hasErrors } from "../../src/base/finding.ts";
import { read } from "../../src/gate/reading/read.ts";
import { capFindings } from "../../src/gate/text/caps.ts";
import { toFinding } from "../../src/gate/text/draft.ts";
import { linesOf } from "../../src/gate/text/lines.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { useGate } from "../gate/shared.ts";
import { fuzz } from "./fuzz.ts";

const RUNS = 300;

const gate = useGate();
const folder = join(import.meta.dir, "../../scenes");
const scenes = await Promise.all(
  [...new Bun.Glob("*.ts").scanSync(folder)].sort().map((file) => Bun.file(join(folder, file)).text()),
);

// What tends to upset parsers, rules and printers.
const pieces = fc.constantFrom(
  ..."( ) { } [ ] < > => ` ${ } ' \" \\ / /* */ // /// <!-- --> @ # ? ?. ! !. ... : ; , = import export default class extends abstract static async await yield enum declare namespace using satisfies as type interface constructor permissions nodegen$ eval arguments globalThis \u202e \u2028 \u0000 \ud800 \ufeff 😀 0x 1n 08 <a>( @property() \n \r\n".split(
    " ",
  ),
);
const soup = fc
  .array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 60 })
  .map((parts) => parts.join(" "));

const damaged = fc
  .tuple(
    fc.constantFrom(...scenes),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), pieces), { minLength: 1, maxLength: 4 }),
  )
  .map(([scene, wounds]) => {
    let text = scene;
    for (const [where, length, piece] of wounds) {
      const at = Math.floor(where * text.length);
      text = text.slice(0, at) + piece + text.slice(at + length);
    }
    return text;
  });

/** Wounds that often leave a module whole: one word of it for another of it. */
const transplanted = fc
  .tuple(fc.constantFrom(...scenes), fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 2 }))
  .map(([scene, swaps]) => {
    const words = scene.split(/\b/);
    for (const [to, from] of swaps) words[to % words.length] = words[from % words.length]!;
    return words.join("");
  });

/** Each finding can be explained, and stands in the text. */
function readable(source: string): void {
  const lines = linesOf(source);
  const reading = read(source, "source", nodeKind);
  for (const draft of [...capFindings(source), ...reading.unreadable, ...reading.contract]) {
    const finding = toFinding(draft, "contract", lines);
    expect(codeRow(finding.code)).toBeDefined();
    expect(finding.message.length).toBeGreaterThan(0);
    expect(finding.hint.length).toBeGreaterThan(0);
    expect(finding.line).toBeGreaterThan(0);
    expect(finding.column).toBeGreaterThan(0);
    expect(codeFrame(source, finding)).not.toBe("");
  }
}

test("[G6] reading anything gives findings in the text, and never throws", async () => {
  await fuzz("gate-any", fc.property(fc.oneof(soup, fc.string({ unit: "binary" })), readable), { numRuns: RUNS });
});

test("[G6] reading damaged modules gives findings in the text, and never throws", async () => {
  await fuzz("gate-damaged", fc.property(damaged, readable), { numRuns: RUNS });
});

test("[G6] the whole gate never throws, and mints exactly what has no error", async () => {
  const judged = fc.asyncProperty(fc.oneof(soup, damaged, transplanted), async (source) => {
    const report = await gate(source);
    expect(report.checked === undefined).toBe(hasErrors(report.findings));
    for (const { code } of report.findings) expect(codeRow(code)).toBeDefined();
    // Compiled, never called: what is minted loads.
    if (report.checked) compileFunction(report.checked.code, [...nodeKind.parameters]);
  });
  await fuzz("gate-whole", judged, { numRuns: RUNS / 6 });
});
