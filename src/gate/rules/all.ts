/**
 * The contract of a module, one rule each. A rule is a file and a row; what it asks of a kind of module stands in that
 * kind's table.
 */
import { accessors } from "./accessors.ts";
import { classForm } from "./class-form.ts";
import { defaultExport } from "./default-export.ts";
import { directives } from "./directives.ts";
import { exports } from "./exports.ts";
import { forbiddenSyntax } from "./forbidden-syntax.ts";
import { globals } from "./globals.ts";
import { hooks } from "./hooks.ts";
import { htmlComment } from "./html-comment.ts";
import { imports } from "./imports.ts";
import { permissions } from "./permissions.ts";
import type { Rule } from "./rule.ts";
import { topLevelEffects } from "./top-level-effects.ts";
import { topLevel } from "./top-level.ts";

export const rules: readonly Rule[] = [
  htmlComment,
  imports,
  directives,
  forbiddenSyntax,
  globals,
  defaultExport,
  exports,
  permissions,
  topLevel,
  topLevelEffects,
  classForm,
  hooks,
  accessors,
];

/** While one of these stands, the type checker would read files or believe what it is told. */
export const blocksTypes: ReadonlySet<string> = new Set([
  "GATE_IMPORT",
  "GATE_DIRECTIVE",
  "GATE_AMBIENT",
  "GATE_IMPORT_TYPE",
  "GATE_FORBIDDEN_SYNTAX",
]);
