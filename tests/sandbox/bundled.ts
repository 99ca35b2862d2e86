/** A program of `fixtures/` in one file: what transpiles it on the way would leave it with more than one thread. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { build } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "nodegen-program-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

export async function bundled(name: string): Promise<string> {
  const program = join(folder, `${name}.js`);
  await build({
    entryPoints: [join(import.meta.dir, "fixtures", `${name}.ts`)],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "esnext",
    external: ["bun:*", "node:*"],
  });
  return program;
}
