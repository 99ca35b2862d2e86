import { lineageOfFile } from "../pipeline/lineage.ts";
import { firstComment, type Loaded } from "../pipeline/load.ts";
import type { JudgedFile } from "./judge-files.ts";

/** A judged file as the stage takes it; undefined when it did not pass. */
export function loadedFrom({ file, source = "", realPath, judgement }: JudgedFile): Loaded | undefined {
  if (judgement?.proven === undefined || realPath === undefined) return undefined;
  return { proven: judgement.proven, about: aboutFile(file, source, realPath) };
}

export const aboutFile = (file: string, source: string, realPath: string): Loaded["about"] => ({
  description: firstComment(source),
  path: file,
  lineage: lineageOfFile(realPath),
});
