/**
 * Runs one module on plain Bun, as anybody would who trusts it: imported into the process of the program. This is how an
 * attack is shown to work, and what the wall is there for.
 *
 * Arguments: the module's path, and what is outside of it as JSON, where there is anything. What the module started goes on until nothing is left to wait for, or somebody ends it.
 */
import * as engine from "../../src/engine/index.ts";
import type { Outside } from "./outside.ts";
import { Unchecked } from "./unchecked.ts";
import { note, playUnwalled } from "./unwalled.ts";

Bun.plugin({
  name: "nodegen",
  setup: (build) => void build.module("nodegen", () => ({ exports: { ...engine }, loader: "object" })),
});
process.on("unhandledRejection", note);
process.on("uncaughtException", note);

await playUnwalled(
  () => import(process.argv[2]!) as Promise<{ default: new () => engine.Node }>,
  () => new Promise((done) => void setImmediate(done)),
  process.argv[3] === undefined ? undefined : new Unchecked(JSON.parse(process.argv[3]) as Outside),
);
