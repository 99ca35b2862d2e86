/**
 * Makes everything that has to be built, into the one ignored folder `.build/`: the child's program, the realm's
 * bundle, the declarations that modules are checked against, and the page.
 *
 * Called by whatever command needs it first. A stamp over the sources' names, sizes and times makes a second call cost a
 * few milliseconds. Built beside and renamed into place, so that two commands at once never see half a build.
 */
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";

export interface Built {
  /** Whether anything had to be made. */
  readonly fresh: boolean;
  readonly ms: number;
  readonly directory: string;
}

export async function ensureBuilt(root: string): Promise<Built> {
  const started = performance.now();
  const directory = join(root, ".build");
  const stamp = await sourceStamp(root);
  const fresh = !(await isCurrent(directory, stamp));
  if (fresh) await build(root, directory, stamp);
  return { fresh, ms: performance.now() - started, directory };
}

const isCurrent = async (directory: string, stamp: string): Promise<boolean> => {
  const file = Bun.file(join(directory, "stamp"));
  return (await file.exists()) && (await file.text()) === stamp;
};

async function build(root: string, directory: string, stamp: string): Promise<void> {
  // Loaded only now: a command that finds everything built does not pay for the bundler.
  const { targets } = await import("./targets.ts");
  const beside = `${directory}.${process.pid}`;
  try {
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside, { recursive: true });
    await Promise.all(targets.map((target) => target.make(root, beside)));
    await Bun.write(join(beside, "stamp"), stamp);
    // Commands that began together build the same: the first one's build is not moved from under its feet.
    if (!(await isCurrent(directory, stamp))) await putInPlace(beside, directory);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Rename cannot replace a folder that has content, so the old one steps aside first. */
async function putInPlace(beside: string, directory: string): Promise<void> {
  const old = `${beside}.old`;
  await rename(directory, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(beside, directory).catch((error: NodeJS.ErrnoException) => {
    // Another command was quicker; its build is of the same sources.
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  await rm(old, { recursive: true, force: true });
}

async function sourceStamp(root: string): Promise<string> {
  const hasher = new Bun.CryptoHasher("sha256");
  const files = ["bun.lock", ...[...new Bun.Glob("src/**/*").scanSync({ cwd: root })].sort()];
  for (const file of files) {
    const { size, lastModified } = Bun.file(join(root, file));
    hasher.update(`${file}\0${size}\0${lastModified}\n`);
  }
  return `${Bun.version} ${hasher.digest("hex")}`;
}

if (import.meta.main) {
  const built = await ensureBuilt(join(import.meta.dir, "../../.."));
  console.log(built.fresh ? `built in ${built.ms.toFixed(0)} ms` : "up to date");
}
