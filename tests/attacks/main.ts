/**
 * `bun run attacks`: every case on plain Bun, behind all layers, and behind each layer alone; then a table by category, and
 * every leak by name. Exits 1 when a canary has fired behind all layers.
 *
 * `--category C` runs one category, `--dir DIR` any folder of modules in the same form, `--json` gives every case's outcome.
 * `--peers` runs the same canaries against other tools too, and writes docs/scoreboard.md.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";

import { openGrounds } from "./canaries.ts";
import { ownCases, readCases } from "./case.ts";
import { Hosts, layers } from "./hosts.ts";
import { scorePeers } from "./peers.ts";
import { inParallel, score, type Scored } from "./score.ts";
import { scoreboard } from "./scoreboard.ts";
import { asJson, problemsOf, tableOf } from "./table.ts";

const LANES = 3;

const { values: flags } = parseArgs({
  options: {
    category: { type: "string" },
    dir: { type: "string" },
    json: { type: "boolean", default: false },
    peers: { type: "boolean", default: false },
  },
});

const cases = (await readCases(flags.dir ?? ownCases)).filter(
  ({ category, name }) => flags.category === undefined || category === flags.category || name === flags.category,
);
if (cases.length === 0) {
  console.error(`Cannot run attacks: there are none in ${flags.dir ?? "any category"} ${flags.category ?? ""}`);
  process.exit(2);
}
const grounds = await openGrounds();
const hosts = await Hosts.open(grounds, LANES);
const scored = await inParallel(cases, LANES, (one) => score(one, layers, grounds, hosts));
hosts.close();
if (flags.peers) {
  const peers = await scorePeers(cases, grounds);
  const date = new Date().toISOString().slice(0, 10);
  await Bun.write(join(import.meta.dir, "../../docs/scoreboard.md"), scoreboard(scored, peers, date));
}
await grounds.close();

console.log(flags.json ? JSON.stringify(scored.map(asJson), null, 2) : tableOf(scored).join("\n"));
const problems = problemsOf(scored);
if (!flags.json) for (const problem of problems) console.log(problem);
process.exit(scored.some(({ layers }: Scored) => !layers.all!.contained) ? 1 : 0);
