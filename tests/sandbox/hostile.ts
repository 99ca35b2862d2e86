/** The program of `fixtures/hostile-child.ts` in one file: what transpiles it on the way would leave it with more than one thread. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "nodegen-hostile-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

export const hostileProgram = join(folder, "hostile-child.js");
await build({
  entryPoints: [join(import.meta.dir, "fixtures/hostile-child.ts")],
  outfile: hostileProgram,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "esnext",
  external: ["bun:*", "node:*"],
});
