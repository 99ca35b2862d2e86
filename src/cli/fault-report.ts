/**
 * What is printed when nodegen itself is at fault: enough to find the place, and nothing that is a secret. Values of the
 * environment are struck out wherever they stand, and paths are told from the project's root.
 */
import packageJson from "../../package.json" with { type: "json" };
import type { Environment } from "./powers/environment.ts";
import { root } from "./root.ts";

/** Shorter values are ordinary words ("1", "xterm"), and striking them out would make the report unreadable. */
const SHORTEST_SECRET = 8;

export function faultReport(error: unknown, command: string, environment: Environment): string {
  const { stack, cause } = error instanceof Error ? error : { stack: String(error), cause: undefined };
  const lines = [
    "This is a fault of nodegen, not of your module or your command line. Please send this report:",
    "",
    `  nodegen ${packageJson.version}, Bun ${Bun.version}, ${process.platform} ${process.arch}`,
    `  command: ${command}`,
    ...indent(stack ?? String(error)),
    ...(cause === undefined ? [] : indent(`caused by ${cause instanceof Error ? cause.stack : String(cause)}`)),
  ];
  return withoutSecrets(lines.join("\n"), environment);
}

const indent = (text: string): string[] => text.split("\n").map((line) => `  ${line}`);

export function withoutSecrets(text: string, environment: Environment): string {
  let safe = text.replaceAll(`${root}/`, "");
  for (const [name, value] of Object.entries(environment)) {
    const secret = /KEY|TOKEN|SECRET|PASSWORD|URL/.test(name) && value !== undefined && value.length >= SHORTEST_SECRET;
    if (secret) safe = safe.replaceAll(value, `‹${name}›`);
  }
  return environment["HOME"] ? safe.replaceAll(environment["HOME"], "~") : safe;
}
