/** The audit log: read, filtered, and with `--verify` checked line by line. */
import { accessTo } from "../../base/permission-prompt.ts";
import { printable, quoted } from "../../base/printable.ts";
import type { AuditEntry } from "../../permission/decision.ts";
import type { AuditReading } from "../../store/audit-reading.ts";
import type { Command, CommandContext } from "../command.ts";
import { exitCodes } from "../exit.ts";
import type { Options } from "../flags/flag.ts";
import { orThrow } from "../or-throw.ts";
import type { Terminal } from "../terminal.ts";

export const audit: Command = async ({ rooms, options, terminal }) => {
  const { expect: expected, json } = options;
  const verifies = options.verify || expected !== undefined;
  /** Held for the one document alone. */
  const entries: AuditEntry[] = [];
  let found = 0;
  const each = (entry: AuditEntry) => {
    if (!isWanted(entry, options)) return;
    found++;
    if (json) entries.push(entry);
    if (!verifies) terminal.say(line(entry, terminal.paint));
  };
  const reading = orThrow(await rooms.auditReading(options, { each, expected }));
  const { lines, head, faults } = reading;
  if (!verifies) {
    if (found === 0) terminal.say(lines === 0 ? "Nothing was decided yet." : "No decision fits.");
    terminal.document({ version: 1, entries });
    return exitCodes.done;
  }
  tellChain(terminal, reading);
  const holds = faults.length === 0;
  terminal.document({ version: 1, lines, head, ok: holds, faults, entries });
  return holds ? exitCodes.done : exitCodes.rejected;
};

function isWanted({ at, module, hash, permission, outcome }: AuditEntry, wanted: Options): boolean {
  const named = wanted.module;
  const isNamed =
    named === undefined || module === named || hash.startsWith(named) || hash.startsWith(`sha256:${named}`);
  return (
    isNamed &&
    (wanted.permission === undefined || permission === wanted.permission) &&
    (wanted.outcome === undefined || outcome === wanted.outcome) &&
    (wanted.since === undefined || new Date(at) >= wanted.since)
  );
}

function line({ at, module, hash, permission, scope, outcome, by }: AuditEntry, paint: Terminal["paint"]): string {
  const code = hash.slice("sha256:".length, "sha256:".length + 8);
  const mark = outcome === "granted" ? paint("green", "granted") : paint("red", "denied ");
  const access = accessTo(printable(permission), scope);
  return `${printable(at)}  ${mark}  ${quoted(module)} (${code})  ${access}  ${paint("dim", `by ${printable(by)}`)}`;
}

function tellChain(terminal: CommandContext["terminal"], { lines, head, faults }: AuditReading): void {
  for (const { what } of faults) terminal.say(`${terminal.paint("red", "broken")}  ${what}`);
  const counted = lines === 1 ? "1 line" : `${lines} lines`;
  if (faults.length > 0) return;
  terminal.say(`${terminal.paint("green", "held")}    ${counted}, each sealed with the one before`);
  terminal.say(`${terminal.paint("bold", "head")}    ${head}`);
}
