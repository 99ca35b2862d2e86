/** Source files, read with care: a path may be a pipe, a device, a gigabyte, or lead out of where it may lead. */
import * as files from "node:fs/promises";
import { relative, resolve } from "node:path";

import { err, ok, type Result } from "../../base/result.ts";

/** What is read of a source file: more than the gate takes, so that the gate can say that it is too large. */
const MOST_OF_A_SOURCE = 2 ** 20;

export interface SourceFile {
  readonly text: string;
  /** With every link resolved. */
  readonly realPath: string;
}

/** The text and its place, or why it could not be read, as the end of a sentence. */
export async function readSource(path: string): Promise<Result<SourceFile, string>> {
  try {
    const realPath = await files.realpath(path);
    const found = await files.stat(realPath);
    // A pipe or a device may never end.
    if (!found.isFile()) return err(found.isDirectory() ? "it is a folder" : "it is no ordinary file");
    const bytes = await Bun.file(realPath).slice(0, MOST_OF_A_SOURCE).bytes();
    return ok({ text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), realPath });
  } catch (error) {
    return err(readFailure(error));
  }
}

const readFailures: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "reading it is not permitted",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8 text",
};
function readFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return readFailures[code ?? ""] ?? message;
}

/** As `readSource`, for a path that came over the network: it may not lead out of `folder`, by a link either. */
export async function readInside(
  folder: string,
  path: string,
): Promise<Result<SourceFile, { readonly reason: string; readonly isOutside: boolean }>> {
  const outside = (from: string, to: string) => relative(from, to).startsWith("..");
  const refused = err({ reason: "it lies outside the project", isOutside: true });
  if (outside(folder, resolve(folder, path))) return refused;
  try {
    const real = await files.realpath(resolve(folder, path));
    if (outside(await files.realpath(folder), real)) return refused;
    const read = await readSource(real);
    return read.ok ? read : err({ reason: read.error, isOutside: false });
  } catch (error) {
    return err({ reason: readFailure(error), isOutside: false });
  }
}

/** Where a path inside `folder` leads, relative to it; undefined where it leads nowhere or out of it. */
export async function realInside(folder: string, path: string): Promise<string | undefined> {
  try {
    const real = relative(await files.realpath(folder), await files.realpath(resolve(folder, path)));
    return real === ".." || real.startsWith("../") ? undefined : real || ".";
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ELOOP", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return undefined;
    throw error;
  }
}
