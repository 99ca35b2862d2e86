/** Tries every boundary of the wall, live, and tells what was seen; nothing is told that was not tried. */
import type { Command } from "../command.ts";
import { exitCodes } from "../exit.ts";

export const doctor: Command = async ({ rooms, terminal }) => {
  const probes = await (await rooms.sandbox()).probe();
  const held = probes.length > 0 && probes.every((probe) => probe.held);
  const width = Math.max(...probes.map((probe) => probe.name.length), 0);
  for (const probe of probes) {
    const mark = probe.held ? terminal.paint("green", "held  ") : terminal.paint("red", "broken");
    terminal.say(`${mark}  ${probe.name.padEnd(width)}  ${probe.seen}`);
  }
  terminal.say();
  terminal.say(held ? "Generated code can run here: every boundary held." : "Generated code cannot run here.");
  terminal.document({ version: 1, ok: held, probes });
  return held ? exitCodes.done : exitCodes.refused;
};
