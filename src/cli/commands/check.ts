import type { Command } from "../command.ts";
import { exitOfFiles, judgeFiles, resultsDocument } from "../judge-files.ts";

export const check: Command = async (context) => {
  const files = await judgeFiles(context);
  context.terminal.document(resultsDocument(files));
  return exitOfFiles(files);
};
