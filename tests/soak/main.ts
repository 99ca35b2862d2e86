/** `bun run soak --minutes N [--seed N]`: ends with 1 when something leaked or fell out of step. */
import { parseArgs } from "node:util";

import { soak } from "./soak.ts";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, seed: { type: "string", default: "1" } },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error("Cannot soak: --minutes wants a number above 0, --seed a whole one");
  process.exit(2);
}

const report = await soak({ minutes, seed, tell: console.log });
const { done, ticks, lostTicks, heapSlope, rssSlope, childSlope, back, failures } = report;
const mb = (slope: number) => `${slope >= 0 ? "+" : ""}${slope.toFixed(2)} MB a minute`;
const sorted = back.toSorted((a, b) => a - b);

console.log(
  [
    "",
    `done         ${Object.entries(done)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ")}`,
    `ticks        ${ticks}, lost ${lostTicks}`,
    `memory       heap ${mb(heapSlope)}, host ${mb(rssSlope)}, child ${mb(childSlope)} (second half)`,
    `too slow     ${report.slow.length} verdicts or ticks of modules that behave`,
    `killed       back in ${sorted[sorted.length >> 1]?.toFixed(0) ?? "-"} ms, at most ${sorted.at(-1)?.toFixed(0) ?? "-"} ms`,
    `descriptors  ${report.descriptorsBefore} before, ${report.descriptorsAfter} after`,
    `children     ${report.childrenLeft.length} left`,
    failures.length === 0 ? "held" : `failed: ${[...new Set(failures)].join("; ")}`,
  ].join("\n"),
);
process.exit(failures.length === 0 ? 0 : 1);
