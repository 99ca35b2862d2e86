/**
 * A module as the layers behind the gate get it when there is no gate: straight through the transpiler, nothing judged.
 *
 * Imports become calls of `require`, which gives the engine, and whatever else the realm it runs in has under that name.
 */
import { transform } from "esbuild";

import { contentHash } from "../../src/base/hash.ts";
import { type Checked, mintChecked } from "../../src/gate/checked.ts";

/** Null when not even the transpiler takes it. */
export async function ungated(source: string): Promise<Checked | null> {
  try {
    const { code } = await transform(source, {
      loader: "ts",
      format: "cjs",
      target: "es2022",
      supported: { "dynamic-import": true, "top-level-await": true },
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
      logLevel: "silent",
    });
    const name = /export default class (\w+)/.exec(source)?.[1] ?? "Module";
    const map = '{"version":3,"sources":[],"names":[],"mappings":""}';
    return mintChecked({
      kind: "node",
      name,
      hash: contentHash(source),
      source,
      code: form(code),
      map,
      permissions: {},
    });
  } catch {
    return null;
  }
}

/** A function of its own, so that `require` outside of it is still what the realm has. */
const form = (code: string): string => `"use strict";
const host = typeof require === "function" ? require : (name) => { throw new Error("no module " + name); };
const module = { exports: {} };
(function (require, module, exports) {
${code}
})((name) => (name === "nodegen" ? nodegen$ : host(name)), module, module.exports);
return { default: module.exports.default };`;
