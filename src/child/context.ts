/**
 * The bare context that modules run in: the standard objects as modules may have them, the engine, and the text of the
 * solver of bodies until somebody needs it.
 *
 * No object of the outer realm ever enters; no text is read here.
 */
import { createContext, Script } from "node:vm";

import type * as Realm from "./realm.ts";
import { intrinsicNames } from "./realm/intrinsics.ts";
import type * as Standard from "./standard.ts";

/** `import()` gets a string to reject with: an error of the outer realm would be a way out. */
function refuseImport(): never {
  // oxlint-disable-next-line no-throw-literal
  throw 'Cannot import: a module imports from "nodegen" and nothing else';
}

/** The bundles by the name that each one defines. */
export interface Texts {
  readonly standard: string;
  readonly realm: string;
  /** What bodies are simulated with: compiled when the first module that has some is loaded. */
  readonly solver: string;
}

/** A bundle as a function of the standard objects, which gives what it exports. */
type Bundle = (...values: unknown[]) => unknown;

export class Context {
  /** The engine, and what plays modules with it. */
  readonly realm: typeof Realm;
  readonly #context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  readonly #solverText: string;
  #solver: Realm.Module | undefined;

  constructor(texts: Texts) {
    this.#solverText = texts.solver;
    const intrinsics = this.run(`[${intrinsicNames.join(",")}]`, "intrinsics.js") as unknown[];
    const standard = this.#bundle("standard", texts.standard)(...intrinsics) as typeof Standard;
    this.realm = this.#bundle("realm", texts.realm, ["standard"])(...intrinsics, standard) as typeof Realm;
    // The engine first: it is ours, and what is frozen is slower to begin with.
    standard.freezeAll();
    // What modules may name is handed to them as parameters: nothing is left to be found.
    this.run(
      "((all, { ownKeys, deleteProperty }) => ownKeys(all).forEach((name) => deleteProperty(all, name)))(globalThis, Reflect)",
      "clean.js",
    );
  }

  /** A function of the standard objects, like the bundles. */
  get solver(): Realm.Module {
    return (this.#solver ??= this.#bundle("solver", this.#solverText));
  }

  run(text: string, filename: string): unknown {
    return new Script(text, { filename, importModuleDynamically: refuseImport }).runInContext(this.#context);
  }

  #bundle(name: keyof Texts, text: string, more: readonly string[] = []): Bundle {
    const parameters = [...intrinsicNames, ...more].join(",");
    return this.run(`(function (${parameters}) {"use strict";${text}\nreturn ${name};})`, `${name}.js`) as Bundle;
  }
}
