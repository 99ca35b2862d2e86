/** The page with a prompt box, and the API; the stage is empty until something is made or loaded. */
import type { Command } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { openView } from "../view.ts";

export const serve: Command = async (context) => {
  const { options, terminal } = context;
  const view = await openView(context, [], true);
  if (!options.allowExec)
    terminal.say("          Modules are judged and kept, and not run; pass --allow-exec to run them behind the wall.");
  terminal.document({ version: 1, url: view.url, token: view.token });
  await view.ended();
  return exitCodes.done;
};
