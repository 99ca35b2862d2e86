/**
 * What a kind of module is: one table, read by the gate, the prompt, the smoke run and the docs.
 * A new kind is a new file beside this one, a row in `all.ts`, and a driver in `child/drivers/`.
 *
 * Pure data. Anything that only one kind has does not belong here.
 */
export type KindName = "node";

export interface Kind {
  readonly name: KindName;
  /** One sentence: what the default export is. */
  readonly is: string;
  /** The one specifier that may be imported. */
  readonly engine: string;
  /** What `engine` exports, as its declarations say it. */
  readonly exports: EngineExports;
  /** Of each class in `exports.nodes`, inherited ones included: what a module may set and must not redefine. */
  readonly properties: ReadonlyMap<string, ReadonlySet<string>>;
  /** Free names that a module may use; each is handed in by name. */
  readonly globals: readonly string[];
  /** Free names that are values of the language itself: permitted, never handed in. */
  readonly constants: readonly string[];
  /** Names that models reach for and that are not there, each with what to do instead. */
  readonly absent: ReadonlyMap<string, string>;
  /** Names, global or of the engine, that initialisers at top level may not call. */
  readonly effects: readonly string[];
  /** Parts of the engine that the prompt tells of where a description calls for them. */
  readonly extensions: readonly Extension[];
  readonly hooks: readonly Hook[];
  /** Methods that look like hooks and are none. */
  readonly hookNearMisses: ReadonlyMap<string, NearMiss>;
  /** What other engines call things, to what this one calls them. */
  readonly synonyms: ReadonlyMap<string, string>;
  /** What the `permissions` literal may ask for. */
  readonly permissions: readonly PermissionShape[];
  /** Parameters of the function that `Checked.code` is the body of, in order. */
  readonly parameters: readonly string[];
  readonly smoke: { readonly frames: number; readonly step: number };
  /** The contract in plain sentences, for the prompt and the docs. */
  readonly rules: readonly string[];
}

export interface EngineExports {
  /** Classes that a default export may extend. */
  readonly nodes: readonly string[];
  readonly otherClasses: readonly string[];
  readonly values: readonly string[];
  readonly types: readonly string[];
}

export interface Hook {
  readonly name: string;
  /** Whether it may be `async`. */
  readonly async: boolean;
  /** The engine class that has it; without one, all have. */
  readonly of?: string;
}

export interface Extension {
  /** That of its section in the declarations. */
  readonly name: string;
  /** Words of descriptions that call for it, in any form: "collide" is "collisions" too. */
  readonly words: readonly string[];
  /** What the declarations cannot say: sentences for the prompt. */
  readonly notes: readonly string[];
}

export interface NearMiss {
  /** The hook that was probably meant, if one fits. */
  readonly hook?: string;
  readonly advice: string;
}

export interface PermissionShape {
  readonly name: string;
  readonly value: "list" | "boolean";
  readonly means: string;
}

/** The parameter that holds the engine's exports. A module may not declare this name. */
export const ENGINE_PARAMETER = "nodegen$";
