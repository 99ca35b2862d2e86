/**
 * A file that a module may read, opened so that nothing can change between the check and the reading: the file is opened
 * first, the kernel is asked what was opened, and the leave is for that.
 *
 * Nothing of the disk is touched before the path that the module named is granted, so that a refused module does not
 * even learn whether there is such a file.
 */
import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { join, relative } from "node:path";

import type { CallError } from "../../base/broker-call.ts";
import { quoted } from "../../base/printable.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { normalisePath } from "../../permission/read-scope.ts";
import type { EffectContext } from "./effect.ts";

/** All of the file; larger ones are refused. */
export async function readPermitted(
  path: string,
  mostBytes: number,
  context: Pick<EffectContext, "permit" | "powers">,
): Promise<Result<Uint8Array<ArrayBuffer>, CallError>> {
  const cannot = (why: string): Result<never, CallError> =>
    err({ message: `Cannot read ${quoted(path, 200)}: ${why}` });
  const named = normalisePath(path);
  if (!named.ok) return cannot(`it ${named.error}`);
  const permitted = await context.permit({ name: "read", scope: named.value });
  if (!permitted.ok) return permitted;
  let file: FileHandle | undefined;
  try {
    file = await openRegular(named.value, context);
    if (file === undefined) return cannot("it is no plain file");
    if ((await file.stat()).nlink > 1)
      return cannot("it has more than one name (hard links); copy it to have one of its own");
    const real = await whatWasOpened(file, context);
    if (real === undefined) return cannot("it leads out of the project");
    if (real !== named.value) {
      const covered = await context.permit({ name: "read", scope: real });
      if (!covered.ok) return covered;
    }
    const bytes = await readUpTo(file, mostBytes);
    return bytes === null ? cannot(`it is larger than ${mostBytes / 1024} kB`) : ok(bytes);
  } catch (error) {
    return cannot(reasonOf(error));
  } finally {
    await file?.close();
  }
}

/** Undefined for a folder, a pipe, a device, a socket. Opening a pipe would wait for its writer, hence the flag. */
async function openRegular(
  path: string,
  { powers: { files, project } }: Pick<EffectContext, "powers">,
): Promise<FileHandle | undefined> {
  const place = join(project, path);
  // Opening a device can do something to it, so it is looked at first; what counts is what was opened.
  if (!(await files.stat(place)).isFile()) return undefined;
  const file = await files.open(place, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  if ((await file.stat()).isFile()) return file;
  await file.close();
  return undefined;
}

/** Its path relative to the project, as the kernel has it; undefined outside. */
async function whatWasOpened(
  file: FileHandle,
  { powers: { files, project } }: Pick<EffectContext, "powers">,
): Promise<string | undefined> {
  const real = await files.readlink(`/proc/self/fd/${file.fd}`);
  const within = normalisePath(relative(await files.realpath(project), real));
  return within.ok ? within.value : undefined;
}

/** Null when there is more: a file can grow after it was measured. */
async function readUpTo(file: FileHandle, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if ((await file.stat()).size > mostBytes) return null;
  const bytes = new Uint8Array(mostBytes + 1);
  let size = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, size, bytes.length - size, size);
    if (bytesRead === 0) return bytes.slice(0, size);
    size += bytesRead;
    if (size > mostBytes) return null;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  ELOOP: "its links lead in a circle",
  EACCES: "the file system does not permit it",
  EPERM: "the file system does not permit it",
  ENXIO: "it is no plain file",
};
function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (typeof code !== "string") throw error;
  return reasons[code] ?? `the disk refused (${code})`;
}
