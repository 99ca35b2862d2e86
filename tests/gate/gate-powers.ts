/** Real powers for the gate: real tools, a temporary folder, the declarations that were built. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ensureBuilt } from "../../src/cli/build/build.ts";
import { clock } from "../../src/cli/powers/clock.ts";
import { holdFile } from "../../src/cli/powers/leases.ts";
import type { GatePowers } from "../../src/gate/powers.ts";

const root = join(import.meta.dir, "../..");

export async function gatePowers(): Promise<GatePowers> {
  const { directory } = await ensureBuilt(root);
  return {
    clock,
    spawn: Bun.spawn,
    bun: process.execPath,
    reader: join(directory, "gate/reader.js"),
    declarations: () => readFile(join(directory, "nodegen.d.ts"), "utf8"),
    writeText: (path, text) => writeFile(path, text),
    holdFile,
    makeFolder: () => mkdtemp(join(tmpdir(), "nodegen-gate-")),
    remove: (path) => rm(path, { recursive: true, force: true }),
  };
}
