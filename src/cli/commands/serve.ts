/**
 * The page with a prompt box, and the API; the stage is empty until something is made or loaded. With `--allow-exec` the
 * wall is tried first, so that nobody describes something and learns only then that nothing can run here.
 */
import { ProblemError } from "../../base/problem.ts";
import type { Command, CommandContext } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { openView } from "../view.ts";

export const serve: Command = async (context) => {
  const { options, terminal } = context;
  if (options.allowExec) await demandWall(context);
  const view = await openView(context, [], { makes: true, wall: options.allowExec ? "held" : "untested" });
  if (!options.allowExec)
    terminal.say("          Modules are judged and kept, and not run; pass --allow-exec to run them behind the wall.");
  terminal.document({ version: 1, url: view.url, token: view.token });
  await view.ended();
  return exitCodes.done;
};

async function demandWall({ rooms }: CommandContext): Promise<void> {
  const probes = await (await rooms.sandbox()).probe();
  const broken = probes.find((probe) => !probe.held && !probe.extra);
  if (broken === undefined) return;
  throw new ProblemError({
    code: "WALL_UNAVAILABLE",
    message: `Cannot run generated code here: "${broken.name}" did not hold (${broken.seen})`,
    hint: "nodegen doctor shows every boundary. Without --allow-exec the page judges and keeps modules and runs none.",
  });
}
