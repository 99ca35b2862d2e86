import type { Command } from "../command.ts";
import { exitOfFiles, judgeFiles, resultsDocument, trialOf } from "../judge-files.ts";
import { demandExec } from "../permission.ts";

export const verify: Command = async (context) => {
  demandExec(context.options, context.operands);
  const files = await judgeFiles(context, trialOf(context.options, context.signal));
  context.terminal.document(resultsDocument(files));
  return exitOfFiles(files);
};
