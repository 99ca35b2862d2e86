/**
 * Makes everything that has to be built, into the one ignored folder `.build/`: the child's program, the realm's
 * bundles, the declarations that modules are checked against, and the page.
 *
 * Called by whatever command needs it first. A build lies in a folder named for a stamp over the sources' names, sizes
 * and times: a second call costs a few milliseconds, commands that build at once do not meet, and a server goes on
 * with the build that it began with while the next command makes a newer one.
 */
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

export interface Built {
  /** Whether anything had to be made. */
  readonly fresh: boolean;
  readonly ms: number;
  readonly directory: string;
}

const underWay = new Map<string, Promise<Built>>();

export function ensureBuilt(root: string): Promise<Built> {
  const started = underWay.get(root) ?? ensure(root).finally(() => underWay.delete(root));
  underWay.set(root, started);
  return started;
}

async function ensure(root: string): Promise<Built> {
  const started = performance.now();
  const builds = join(root, ".build");
  const directory = join(builds, sourceStamp(root));
  const fresh = !(await isThere(directory));
  if (fresh) await build(root, builds, directory);
  return { fresh, ms: performance.now() - started, directory };
}

/** Built beside and renamed into place, so that nobody sees half a build. */
async function build(root: string, builds: string, directory: string): Promise<void> {
  // Loaded only now: a command that finds everything built does not pay for the bundler.
  const [{ targets }, { stop }] = await Promise.all([import("./targets.ts"), import("esbuild")]);
  await mkdir(builds, { recursive: true });
  const beside = await mkdtemp(join(builds, "new-"));
  // Whoever else works with this checkout runs from the same build.
  await chmod(beside, 0o755);
  try {
    await Promise.all(targets.map((target) => target.make(root, beside)));
    await rename(beside, directory).catch((error: NodeJS.ErrnoException) => {
      // Another command was quicker; its build is of the same sources.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    // The bundler is a process of its own, which would wait for more as long as this one lives.
    await stop();
    await rm(beside, { recursive: true, force: true });
  }
  await removeOld(builds);
}

/** The newest few stay for commands that still run from them. */
const KEPT = 8;
const OLD_MS = 3_600_000;

async function removeOld(builds: string): Promise<void> {
  const found = await Promise.all(
    (await readdir(builds)).map(async (name) => ({ name, mtimeMs: (await statOf(join(builds, name)))?.mtimeMs ?? 0 })),
  );
  const newest = found.sort((a, b) => b.mtimeMs - a.mtimeMs);
  const old = newest.slice(KEPT).filter(({ mtimeMs }) => mtimeMs < newest[0]!.mtimeMs - OLD_MS);
  await Promise.all(old.map(({ name }) => rm(join(builds, name), { recursive: true, force: true })));
}

const isThere = async (path: string): Promise<boolean> => (await statOf(path)) !== undefined;

const statOf = (path: string) =>
  stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return undefined;
  });

function sourceStamp(root: string): string {
  const hasher = new Bun.CryptoHasher("sha256");
  hasher.update(Bun.version);
  const files = ["bun.lock", ...[...new Bun.Glob("src/**/*").scanSync({ cwd: root })].sort()];
  for (const file of files) {
    const { size, lastModified } = Bun.file(join(root, file));
    hasher.update(`${file}\0${size}\0${lastModified}\n`);
  }
  return hasher.digest("hex").slice(0, 16);
}

if (import.meta.main) {
  const built = await ensureBuilt(join(import.meta.dir, "../../.."));
  console.log(built.fresh ? `built in ${built.ms.toFixed(0)} ms` : "up to date");
}
