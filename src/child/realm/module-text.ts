/** How a module's text stands in the script that is compiled: shared by the harness, which writes it, and the realm, which reads its stack traces. */

/** What stack traces call it. */
export const MODULE_FILE = "module.js";

/** On one line with the first line of the code, so that its lines keep their numbers; columns of that line are shifted. */
export const modulePrefix = (parameters: readonly string[]): string => `(function (${parameters.join(",")}) {`;

export const moduleText = (parameters: readonly string[], code: string): string =>
  `${modulePrefix(parameters)}${code}\n})`;
