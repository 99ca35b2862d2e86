/** Every folder beside this file is a command line with what it must print. */
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "bun:test";

import { ensureBuilt } from "../../src/cli/build/build.ts";
import { play, type Spec } from "./harness.ts";

const names = [...new Bun.Glob("*/spec.json").scanSync({ cwd: import.meta.dir })].map((path) => path.split("/")[0]!);
const renew = process.env["NODEGEN_GOLDEN"] === "write";

/** All of them run at once, on whatever machine this is. */
const PATIENCE_MS = 60_000;

// Or each of them would build the same.
beforeAll(async () => void (await ensureBuilt(join(import.meta.dir, "../.."))));

describe("command lines", () => {
  for (const name of names.sort())
    test.concurrent(`[C6] ${name}`, async () => {
      const folder = join(import.meta.dir, name);
      const spec = (await Bun.file(join(folder, "spec.json")).json()) as Spec;
      const outcome = await play(folder, spec);
      for (const stream of ["stdout", "stderr"] as const) {
        const golden = Bun.file(join(folder, stream));
        if (renew) await golden.write(outcome[stream]);
        expect(outcome[stream]).toBe(await golden.text());
      }
      expect(outcome.exit).toBe(spec.exit);
      for (const file of spec.absent ?? []) expect(outcome.files).not.toContain(file);
    }, PATIENCE_MS);
});
