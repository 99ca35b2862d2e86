/** Tries every boundary of the wall, live, and tells what was seen; nothing is told that was not tried. */
import type { Probe } from "../../sandbox/sandbox.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit.ts";
import type { Terminal } from "../terminal.ts";

export const doctor: Command = async ({ rooms, terminal }) => {
  const probes = await (await rooms.sandbox()).probe();
  const wall = probes.filter((probe) => !probe.extra);
  const held = wall.length > 0 && wall.every((probe) => probe.held);
  const width = Math.max(...probes.map((probe) => probe.name.length), 0);
  for (const probe of probes) terminal.say(`${mark(terminal, probe)}  ${probe.name.padEnd(width)}  ${probe.seen}`);
  terminal.say();
  terminal.say(
    held ? "Generated code can run here: every boundary of the wall held." : "Generated code cannot run here.",
  );
  terminal.document({ version: 1, ok: held, probes });
  return held ? exitCodes.done : exitCodes.refused;
};

function mark(terminal: Terminal, { held, extra }: Probe): string {
  if (held) return terminal.paint("green", "held  ");
  return extra ? terminal.paint("dim", "absent") : terminal.paint("red", "broken");
}
