/**
 * What a child is started from, laid where every user of the machine can reach it: the project and Bun may lie in a folder
 * that only their owner may enter.
 */
import { chmod, copyFile, cp, link, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import type { SandboxPowers } from "../../src/sandbox/powers.ts";
import { powers } from "./helpers.ts";

export interface Public extends AsyncDisposable {
  readonly powers: SandboxPowers;
}

export async function inPublic(): Promise<Public> {
  const place = await mkdtemp(join(tmpdir(), "nodegen-public-"));
  await chmod(place, 0o755);
  const folder = join(place, "child");
  await cp(powers.folder, folder, { recursive: true });
  const executable = join(place, basename(powers.executable));
  // A second name where the file system allows one: Bun has a hundred megabytes.
  await link(powers.executable, executable).catch(() => copyFile(powers.executable, executable));
  return {
    powers: {
      ...powers,
      executable,
      folder,
      program: join(folder, basename(powers.program)),
      realm: join(folder, basename(powers.realm)),
    },
    [Symbol.asyncDispose]: () => rm(place, { recursive: true }),
  };
}
