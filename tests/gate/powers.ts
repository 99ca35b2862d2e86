/** The gate with real powers, for tests: its folder is a temporary one, the declarations are the built ones. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { GatePowers } from "../../src/gate/powers.ts";

const root = join(import.meta.dir, "../..");

export async function gatePowers(): Promise<GatePowers> {
  return {
    spawn: Bun.spawn,
    bun: process.execPath,
    esbuild: join(root, "node_modules/@esbuild/linux-x64/bin/esbuild"),
    declarations: join(root, ".build/nodegen.d.ts"),
    readText: (path) => readFile(path, "utf8"),
    writeText: (path, text) => writeFile(path, text),
    makeFolder: () => mkdtemp(join(tmpdir(), "nodegen-gate-")),
    remove: (path) => rm(path, { recursive: true, force: true }),
  };
}
