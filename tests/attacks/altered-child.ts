/**
 * The child's program with a layer left out, so that the others can be measured alone. The product is built from the same
 * sources and has no such switch: a layer is off because one file of `src/child` was replaced while bundling.
 */
import { join } from "node:path";

import { build, type Plugin } from "esbuild";

const root = join(import.meta.dir, "../..");

/** A file of `src/child`, without its ending, and the file of this folder that stands in for it. */
const replacements = {
  /** The kernel alone: the module has all of Bun's API in hand. */
  kernel: { harness: "harness-without-realm.ts" },
  /** The realm alone: no lock, and so nothing to probe. */
  realm: { "kernel/lock": "no-lock.ts", "kernel/probes": "no-probes.ts" },
} as const;
export type AlteredLayer = keyof typeof replacements;

/** Writes `child.js` below `directory` and answers with its path. */
export async function buildAltered(layer: AlteredLayer, directory: string): Promise<string> {
  const outfile = join(directory, layer, "child.js");
  await build({
    entryPoints: [join(root, "src/child/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "esnext",
    external: ["bun:*", "node:*"],
    logLevel: "silent",
    plugins: [replace(replacements[layer])],
  });
  return outfile;
}

const replace = (files: Readonly<Record<string, string>>): Plugin => ({
  name: "replace",
  setup(build) {
    for (const [file, standIn] of Object.entries(files))
      build.onResolve({ filter: new RegExp(`/${file.replace("/", "/")}\\.ts$`) }, ({ importer, path }) =>
        importer.includes("/src/child/") && join(importer, "..", path) === join(root, "src/child", `${file}.ts`)
          ? { path: join(import.meta.dir, standIn) }
          : undefined,
      );
  },
});
