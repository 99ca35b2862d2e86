/**
 * The command line as data: which command, which operands, which options. Everything a person can get wrong here is a
 * `USAGE_…` problem that quotes it and names the nearest right word; nothing is guessed and then run.
 *
 * commander splits the words into options and operands by the table of flags; what they mean is decided here, since
 * `make` may be left out.
 */
import { Command as Parser, CommanderError } from "commander";

import { nearest } from "../base/nearest.ts";
import { printable, quoted } from "../base/printable.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { permissionNames } from "../permission/permissions.ts";
import { type CommandName, commandNames, commands, isCommandName } from "./commands.ts";
import { flags } from "./flags.ts";
import { type Flag, type Options, spelling } from "./flags/flag.ts";
import { LEFT_OUT } from "./flags/values.ts";
import { rulesOf } from "./permissions/options.ts";

export type Invocation =
  | {
      readonly kind: "run";
      readonly command: CommandName;
      readonly operands: readonly string[];
      readonly options: Options;
    }
  | { readonly kind: "help"; readonly command?: CommandName }
  | { readonly kind: "version" };

export function parseArguments(argv: readonly string[]): Result<Invocation, Problem> {
  const split = splitWords(argv);
  if (!split.ok) return split;
  const { operands, given, unknown } = split.value;

  const [first, ...rest] = operands;
  const named = first !== undefined && isCommandName(first) ? first : undefined;
  if (given["version"]) return ok({ kind: "version" });
  if (given["help"]) return ok({ kind: "help", command: named });
  if (first === "help") return helpFor(rest[0]);

  const command = named ? ok(named) : commandLeftOut(operands);
  if (!command.ok) return command;
  const option = unknown[0];
  if (option !== undefined) return err(unknownOption(command.value, option));
  const problem = wrongOperands(command.value, named ? rest : operands);
  if (problem) return err(problem);
  const options = readOptions(command.value, given);
  if (!options.ok) return options;
  const rules = rulesOf(options.value);
  if (!rules.ok) return rules;
  return ok({ kind: "run", command: command.value, operands: named ? rest : operands, options: options.value });
}

interface Split {
  readonly operands: readonly string[];
  /** By key, as typed: text, or a boolean for a switch. */
  readonly given: Readonly<Record<string, unknown>>;
  /** From the first option that no command has. */
  readonly unknown: readonly string[];
}

function splitWords(argv: readonly string[]): Result<Split, Problem> {
  const parser = new Parser().exitOverride().configureOutput({ writeErr: () => {} });
  for (const flag of flags) addOption(parser, flag);
  parser.option("-h, --help").option("-V, --version");
  try {
    const { operands, unknown } = parser.parseOptions(withValues(argv));
    const given = parser.opts();
    // commander gives a `--no-…` switch its default; only what was typed counts as given.
    for (const key of ["view", "prompt", "journal"]) if (parser.getOptionValueSource(key) !== "cli") delete given[key];
    // It takes `--view` for the other half of `--no-view`; here they are two, of two commands.
    if (given["view"] === true) {
      delete given["view"];
      given["show"] = true;
    }
    return ok({ operands, given, unknown });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const name = /--[a-z-]+/.exec(error.message)?.[0] ?? "";
    const flag = flags.find((one) => one.name === name);
    return err(
      usage(
        "USAGE_MISSING_VALUE",
        `Cannot read the command line: "${name}" has no value`,
        `Write ${flag ? spelling(flag) : name}; it takes ${flag?.expects ?? "a value"}.`,
      ),
    );
  }
}

function addOption(parser: Parser, { name, short, value, optional }: Flag): void {
  const names = short === undefined ? name : `${short}, ${name}`;
  if (value === undefined) parser.option(names);
  else if (!optional) parser.option(`${names} <value>`);
  else
    parser.option(`${names} <value>`, "", (given: string, before?: string) => (before ? `${before},${given}` : given));
}

/** An option whose value may be left out never takes the next word, which may be a file. */
function withValues(argv: readonly string[]): string[] {
  const end = argv.indexOf("--");
  const mayLackValue = new Set<string>(flags.filter((flag) => flag.optional).map((flag) => flag.name));
  return argv.map((word, at) => (mayLackValue.has(word) && (end < 0 || at < end) ? `${word}=${LEFT_OUT}` : word));
}

/** `make` may be left out where that cannot be mistaken: options only, or one quoted description with a space in it. */
function commandLeftOut(operands: readonly string[]): Result<CommandName, Problem> {
  const [first, ...rest] = operands;
  if (first === undefined) return ok("make");
  if (rest.length === 0 && /\s/.test(first.trim())) return ok("make");
  const near = nearest(first, commandNames);
  if (rest.length === 0 || near !== undefined)
    return err(
      usage(
        "USAGE_UNKNOWN_COMMAND",
        `Cannot run "${first}": no command has this name`,
        near === undefined
          ? `The commands are ${commandNames.join(", ")}. For a description of one word: nodegen make ${first}`
          : `Did you mean "${near}"?`,
      ),
    );
  return err(looseWords(operands));
}

function wrongOperands(command: CommandName, operands: readonly string[]): Problem | undefined {
  const { takes } = commands[command];
  if (takes === "files" && operands.length === 0)
    return usage(
      "USAGE_MISSING_FILE",
      `Cannot run "${command}": no file is named`,
      `Name at least one, e.g. ${commands[command].examples[0]}`,
    );
  if (takes === "none" && operands.length > 0)
    return usage(
      "USAGE_EXTRA_WORD",
      `Cannot run "${command}": it takes no word, and "${operands[0]}" is one`,
      `Leave it out; nodegen ${command} --help shows the options.`,
    );
  if (takes === "one" && operands.length > 1) return looseWords(operands);
  if (takes === "one" && operands[0]?.trim() === "")
    return usage(
      "USAGE_EMPTY_DESCRIPTION",
      "Cannot make a module: the description is empty",
      'Write e.g. "a ball that bounces".',
    );
  return undefined;
}

const looseWords = (words: readonly string[]): Problem =>
  usage(
    "USAGE_LOOSE_WORDS",
    `Cannot tell what "${words.join(" ")}" is: a description is one argument, and these are ${words.length}`,
    `Quote the description: nodegen make "${words.join(" ")}"`,
  );

function unknownOption(command: CommandName, word: string): Problem {
  const name = word.replace(/=.*/s, "");
  // commander does not know a switch that has a value.
  if (name !== word && flags.some((flag) => flag.name === name))
    return usage("USAGE_EXTRA_VALUE", `Cannot read ${quoted(word)}: "${name}" takes no value`, `Write ${name} alone.`);
  // By what follows alone: `--allow-run` is not near to `--allow-net`.
  const [, prefix = "", rest = ""] = /^(--(?:allow|deny)-)?(.*)$/s.exec(name) ?? [];
  // What grants everything is never what a misspelt word is said to mean.
  const offered = flags.filter((flag) => flag.commands.includes(command) && flag.key !== "allowAll");
  const names = offered.map((flag) => flag.name).filter((one) => one.startsWith(prefix));
  const near = nearest(
    rest,
    names.map((one) => one.slice(prefix.length)),
  );
  return usage(
    "USAGE_UNKNOWN_OPTION",
    `Cannot run "${command}": no option is called "${name}"`,
    near !== undefined
      ? `Did you mean "${prefix}${near}"?`
      : `${prefix === "" ? "" : `The permissions are ${permissionNames.join(", ")}; `}nodegen ${command} --help lists the options.`,
  );
}

function readOptions(command: CommandName, given: Split["given"]): Result<Options, Problem> {
  const options: Record<string, unknown> = Object.fromEntries(flags.map((flag) => [flag.key, flag.initial]));
  for (const flag of flags) {
    const value = given[flag.key];
    if (value === undefined) continue;
    if (!flag.commands.includes(command)) return err(foreignOption(command, flag));
    const read = typeof value === "string" && flag.read ? flag.read(value) : value;
    if (read === undefined) return err(badValue(flag, String(value)));
    options[flag.key] = read;
  }
  // Each key of the table was filled from its own row, whose types the table holds together.
  return ok(options as unknown as Options);
}

const foreignOption = (command: CommandName, flag: Flag): Problem =>
  usage(
    "USAGE_FOREIGN_OPTION",
    `Cannot run "${command}": it has no option "${flag.name}"`,
    `"${flag.name}" belongs to ${flag.commands.join(", ")}; nodegen ${command} --help lists what "${command}" takes.`,
  );

const badValue = (flag: Flag, value: string): Problem =>
  usage(
    "USAGE_BAD_VALUE",
    `Cannot read "${flag.name}${flag.optional ? "=" : " "}${value.replace(`=${LEFT_OUT}`, "")}": the value is not ${flag.expects}`,
    flag.optional
      ? `Write ${spelling(flag)}.`
      : `Write ${flag.name} ${flag.example ?? flag.shown ?? String(flag.initial)}, for example.`,
  );

function helpFor(word: string | undefined): Result<Invocation, Problem> {
  if (word === undefined) return ok({ kind: "help" });
  if (isCommandName(word)) return ok({ kind: "help", command: word });
  return commandLeftOut([word]).ok ? ok({ kind: "help" }) : err(commandNotFound(word));
}

const commandNotFound = (word: string): Problem => {
  const near = nearest(word, commandNames);
  return usage(
    "USAGE_UNKNOWN_COMMAND",
    `Cannot show help for "${word}": no command has this name`,
    near === undefined ? `The commands are ${commandNames.join(", ")}.` : `Did you mean "${near}"?`,
  );
};

/** What was typed may have come from anywhere: it is quoted in print. */
const usage = (code: string, message: string, hint: string): Problem => ({
  code,
  message: printable(message),
  hint: printable(hint),
});
