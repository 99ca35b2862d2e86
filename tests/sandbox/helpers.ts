/**
 * The sandbox with the machine's real powers, built as the product builds it; and `Checked` values straight from text, so
 * that a test can send what the gate would never let through.
 */
import { join } from "node:path";

import { transform } from "esbuild";

import { contentHash } from "../../src/base/hash.ts";
import type { Problem } from "../../src/base/problem.ts";
import type { Result } from "../../src/base/result.ts";
import { ensureBuilt } from "../../src/cli/build/build.ts";
import { processes } from "../../src/cli/powers/processes.ts";
import { sockets } from "../../src/cli/powers/sockets.ts";
import { type Checked, mintChecked } from "../../src/gate/checked.ts";
import type { Permissions } from "../../src/permission/permissions.ts";
import type { ChildNeeds, StartedChild } from "../../src/sandbox/confined-child.ts";
import { Nursery } from "../../src/sandbox/nursery.ts";
import type { SandboxPowers } from "../../src/sandbox/powers.ts";

export const root = join(import.meta.dir, "../..");
const { directory } = await ensureBuilt(root);

export const powers: SandboxPowers = {
  spawn: Bun.spawn,
  executable: process.execPath,
  program: join(directory, "child/child.js"),
  realm: join(directory, "child/realm.js"),
  folder: join(directory, "child"),
  platform: process.platform,
  arch: process.arch,
  proc: processes.proc,
  end: processes.end,
  interrupt: processes.interrupt,
  sockets,
  every(milliseconds, run) {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  },
};

/** One child without a sandbox around it; what it was copied from ends with it. */
export async function startChild(more: SandboxPowers, needs: ChildNeeds): Promise<Result<StartedChild, Problem>> {
  const nursery = new Nursery(more);
  const started = await nursery.start(needs);
  if (started.ok) void started.value.child.ended.then(() => nursery.close());
  else await nursery.close();
  return started;
}

export const options = { seed: 1, width: 960, height: 540, frames: 10 };

/** As the gate would write it, from what an author would: `body` is TypeScript whose default export is a class. */
export async function checkedFrom(source: string, permissions: Permissions = {}): Promise<Checked> {
  const { code, map } = await transform(source, {
    loader: "ts",
    target: "es2022",
    sourcemap: "external",
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  const name = /^export default class (\w+)/m.exec(code)?.[1];
  const body = code
    .replace(
      /^import \{([^}]*)\} from "nodegen";/m,
      (_, names: string) => `const {${names.replace(/ as /g, ": ")}} = nodegen$;`,
    )
    .replace(/^export default (?=class)/m, "               ");
  return mint(`"use strict";${body}\nreturn { default: ${name} };`, source, map, permissions, name);
}

/** Text that is handed to the realm as it stands; the gate has not seen it. */
export const checkedCode = (code: string): Checked =>
  mint(code, code, '{"version":3,"sources":[],"names":[],"mappings":""}', {});

const mint = (code: string, source: string, map: string, permissions: Permissions, name = "Probe"): Checked =>
  mintChecked({ kind: "node", name, hash: contentHash(source), source, code, map, permissions });

export function value<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.hint}`);
  return result.value;
}
