/**
 * What a case about permissions finds outside, wherever it runs: one project with a granted part and a secret, names that
 * lead to loopback, a model that counts, and storage in which another module keeps a secret.
 *
 * Behind all layers the product's broker stands before it (`host-outside.ts`), on plain Bun nothing (`unchecked.ts`).
 */
import { link, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";

/** Given to whatever plays a case. */
export interface Outside {
  /** Words of the command line. */
  readonly grants: readonly string[];
  /** Everything is revoked when this many calls have been answered. */
  readonly revoked: number | undefined;
  readonly secret: string;
  readonly project: string;
}

/** What the other module keeps its secret under. */
export const SECRET_KEY = "secret";
/** Of one answer of the model. */
export const TOKENS = 10_000;

/** Every name ends here; `turning.test` says so only when it is asked again. */
export const LOOPBACK = "127.0.0.1";
export const isOwnName = (host: string): boolean => host.endsWith(".test");

/** What was used up, told at the end on a line of its own. */
export interface Spent {
  readonly stored: number;
  readonly tokens: number;
}
const most: Spent = { stored: 2 * 2 ** 20, tokens: 100_000 };
export const spentLine = (spent: Spent): string => `SPENT ${JSON.stringify(spent)}`;

export function spentTooMuch(output: string): boolean {
  const lines = [...output.matchAll(/^SPENT (\{.*\})$/gm)].map(([, json]) => JSON.parse(json!) as Spent);
  return lines.some(({ stored, tokens }) => stored > most.stored || tokens > most.tokens);
}

/** `public` is what cases are granted; beside it and behind its links lies what they are not. */
export async function layOut(project: string, secretFile: string): Promise<void> {
  const open = join(project, "public");
  await mkdir(join(open, "inner"), { recursive: true });
  await mkdir(join(project, "public-not"));
  const secret = await Bun.file(secretFile).text();
  await Bun.write(join(open, "hello.txt"), "hello");
  for (const path of ["private.txt", "public-not/private.txt", "Public.txt"])
    await Bun.write(join(project, path), secret);
  await symlink(secretFile, join(open, "link.txt"));
  await symlink("../private.txt", join(open, "near.txt"));
  await symlink("..", join(open, "up"));
  await symlink("/proc/self/root", join(open, "root"));
  await link(secretFile, join(open, "hard.txt"));
  Bun.spawnSync(["mkfifo", join(open, "pipe")], { env: { PATH: "/usr/bin:/bin" } });
}
