import { firstComment, type Loaded } from "../pipeline/load.ts";
import type { JudgedFile } from "./judge-files.ts";

/** A judged file as the stage takes it; undefined when it did not pass. */
export function loadedFrom({ file, source = "", judgement }: JudgedFile): Loaded | undefined {
  if (judgement?.proven === undefined) return undefined;
  return { proven: judgement.proven, about: { description: firstComment(source), path: file } };
}
