/** What is built, one row each; the rooms own the programs, this table owns where they go. */
import { cp, exists, mkdir } from "node:fs/promises";
import { join } from "node:path";

import { build } from "esbuild";

export interface Target {
  readonly name: string;
  /** Reads below `root`, writes below `into`. */
  readonly make: (root: string, into: string) => Promise<void>;
}

export const targets: readonly Target[] = [
  {
    // The program on the wrong side of the wall, as one file: it imports nothing at run time but Bun's own modules.
    name: "child.js",
    make: async (root, into) => {
      await Bun.build({
        entrypoints: [join(root, "src/child/main.ts")],
        outdir: join(into, "child"),
        naming: "child.js",
        target: "bun",
        format: "cjs",
        // Read already: the runtime finds it beside the text, and takes it if it is its own.
        bytecode: true,
      });
    },
  },
  {
    // The standard objects as modules may have them, compiled in the child's context and evaluated once.
    name: "standard.js",
    make: (root, into) => inContext("standard", root, into),
  },
  {
    // What modules see, compiled in the child's context: one expression that leaves nothing in scope but `realm`.
    name: "realm.js",
    make: (root, into) => inContext("realm", root, into),
  },
  {
    // The thread in which the gate reads texts. It runs from its sources too; in one file it loads in half the time.
    name: "reader.js",
    make: async (root, into) => {
      await build({
        entryPoints: [join(root, "src/gate/reading/worker.ts")],
        outfile: join(into, "gate/reader.js"),
        bundle: true,
        platform: "node",
        format: "esm",
        target: "esnext",
        logLevel: "silent",
      });
    },
  },
  {
    // What bodies are simulated with, compiled inside the realm of a module that has some: one expression, called `solver`.
    name: "solver.js",
    make: async (root, into) => {
      await build({
        stdin: {
          contents: 'export { BoxShape, ChainShape, CircleShape, PolygonShape, World } from "planck";',
          resolveDir: root,
        },
        outfile: join(into, "child/solver.js"),
        bundle: true,
        // Half the text to read in every child.
        minify: true,
        platform: "neutral",
        mainFields: ["module"],
        format: "iife",
        globalName: "solver",
        target: "esnext",
        legalComments: "inline",
        logLevel: "silent",
      });
    },
  },
  {
    name: "nodegen.d.ts",
    make: async (root, into) => {
      const { declarations } = await import("./declarations.ts");
      await Bun.write(join(into, "nodegen.d.ts"), await declarations(join(root, "src/engine")));
    },
  },
  {
    name: "viewer",
    make: async (root, into) => {
      const viewer = join(into, "viewer");
      await mkdir(viewer, { recursive: true });
      await build({
        entryPoints: [join(root, "src/viewer/main.tsx")],
        outfile: join(viewer, "viewer.js"),
        bundle: true,
        minify: true,
        platform: "browser",
        format: "esm",
        target: "es2022",
        jsx: "automatic",
        jsxImportSource: "preact",
        logLevel: "silent",
      });
      const assets = join(root, "src/viewer/assets");
      if (await exists(assets)) await cp(assets, viewer, { recursive: true });
    },
  },
];

/** A program of `src/child` that runs in a bare context, as one expression. */
async function inContext(name: string, root: string, into: string): Promise<void> {
  await build({
    entryPoints: [join(root, `src/child/${name}.ts`)],
    outfile: join(into, `child/${name}.js`),
    bundle: true,
    platform: "neutral",
    format: "iife",
    globalName: name,
    target: "esnext",
    // As in modules: a field that names an accessor must go through it.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    keepNames: false,
    // A child reads it whenever one starts; names stay, they are told to authors.
    minifyWhitespace: true,
    logLevel: "silent",
  });
}
