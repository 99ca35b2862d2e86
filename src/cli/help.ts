/** The help: examples first, then each option with its default, all from the tables of commands and flags. */
import { type CommandName, commandNames, commands } from "./commands.ts";
import { exitCodes, exitMeanings } from "./exit.ts";
import { flags } from "./flags.ts";
import { shownDefault, spelling } from "./flags/flag.ts";
import type { Terminal } from "./terminal.ts";

type Paint = Terminal["paint"];

export function help(command: CommandName | undefined, paint: Paint): string {
  return (command === undefined ? overview(paint) : commandHelp(command, paint)).join("\n");
}

function overview(paint: Paint): string[] {
  const exits = Object.entries(exitCodes) as [keyof typeof exitCodes, number][];
  return [
    "nodegen runs code that a language model wrote: judged first, then confined by the kernel, and shown live.",
    "",
    paint("bold", "Examples"),
    ...commandNames
      .flatMap((name) => commands[name].examples.slice(0, 1))
      .map((line) => `  ${paint("cyan", `bun ${line}`)}`),
    "",
    paint("bold", "Commands"),
    ...table(commandNames.map((name) => [`${name} ${commands[name].operands}`.trim(), commands[name].does])),
    "",
    "make may be left out before options or one quoted description.",
    "nodegen COMMAND --help shows a command's options.",
    "",
    paint("bold", "Exit codes"),
    ...table(exits.map(([name, code]) => [String(code), exitMeanings[name]])),
  ];
}

function commandHelp(name: CommandName, paint: Paint): string[] {
  const row = commands[name];
  const own = flags.filter((flag) => flag.commands.includes(name));
  return [
    `nodegen ${name}: ${row.does}.`,
    "",
    paint("bold", "Examples"),
    ...row.examples.map((line) => `  ${paint("cyan", `bun ${line}`)}`),
    "",
    paint("bold", "Usage"),
    `  bun nodegen ${[name, row.operands, "[OPTIONS]"].filter(Boolean).join(" ")}`,
    "",
    paint("bold", "Options"),
    ...table(
      own.map((flag) => {
        const shown = shownDefault(flag);
        return [spelling(flag), shown === undefined ? flag.help : `${flag.help} (default: ${shown})`];
      }),
    ),
  ];
}

const WIDTH = 100;

/** Two columns; the second one is wrapped at words. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const first = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows.flatMap(([left, right]) =>
    wrap(right, WIDTH - first).map((line, at) => `${at === 0 ? `  ${left}`.padEnd(first) : " ".repeat(first)}${line}`),
  );
}

function wrap(text: string, width: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines[lines.length - 1]!;
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}
