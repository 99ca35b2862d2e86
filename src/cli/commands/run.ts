/**
 * A stage with the named files and the page. Every file is judged first; one that fails keeps the stage from opening, so
 * that nobody looks at half of what was asked for.
 */
import type { Command } from "../command.ts";
import { exitCodes } from "../exit.ts";
import { judgeFiles, resultsDocument, trialOf } from "../judge-files.ts";
import { loadedFrom } from "../loaded.ts";
import { demandExec } from "../permission.ts";
import { openView } from "../view.ts";
import { watchModules } from "../watch.ts";

export const run: Command = async (context) => {
  const { operands, options, terminal, signal } = context;
  demandExec(options, operands);
  const files = await judgeFiles(context, trialOf(options, signal));
  const modules = files.map(loadedFrom).filter((module) => module !== undefined);
  if (modules.length < files.length) {
    terminal.document(resultsDocument(files));
    return exitCodes.rejected;
  }
  const view = await openView(context, modules);
  terminal.document({ version: 1, url: view.url, token: view.token });
  const watching = options.watch ? watchModules(context, view.stage, files) : undefined;
  await Promise.race([view.ended(), watching?.failed].filter((one) => one !== undefined));
  watching?.stop();
  return exitCodes.done;
};
