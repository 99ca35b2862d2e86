/** The real gate over freshly built declarations, and their text for the prompt. */
import { join } from "node:path";

import { ensureBuilt } from "../../src/cli/build/build.ts";
import { makeGate } from "../../src/gate/gate.ts";
import { gatePowers } from "../gate/powers.ts";

export async function aGate() {
  const { directory } = await ensureBuilt(join(import.meta.dir, "../.."));
  const { gate, close } = makeGate(await gatePowers());
  const declarations = await Bun.file(join(directory, "nodegen.d.ts")).text();
  return { gate, declarations, [Symbol.asyncDispose]: close };
}
