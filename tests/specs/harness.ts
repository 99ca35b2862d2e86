/**
 * Command-line tests as folders: `spec.json` says the words and the exit code, `stdout` and `stderr` what is printed.
 *
 * By hand: `cd tests/specs/NAME && bun ../../../src/cli/main.ts WORDS`. `NODEGEN_GOLDEN=write bun test tests/specs` renews
 * what is expected; the difference is there to be read. What changes from run to run is written as a word in ‹›.
 */
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Spec {
  readonly args: readonly string[];
  readonly exit: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Files that must not be there afterwards. */
  readonly absent?: readonly string[];
}

export interface Outcome {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: readonly string[];
}

const main = join(import.meta.dir, "../../src/cli/main.ts");

/** Runs a spec in a copy of its folder, so that what it leaves behind is seen and then gone. */
export async function play(folder: string, spec: Spec): Promise<Outcome> {
  const place = await mkdtemp(join(tmpdir(), "nodegen-spec-"));
  await cp(folder, place, { recursive: true });
  const child = Bun.spawn([process.execPath, main, ...spec.args], {
    cwd: place,
    env: { ...spec.env },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [stdout, stderr, exit] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text(), child.exited]);
  const files = (await readdir(place, { recursive: true })).sort();
  await rm(place, { recursive: true });
  return { exit, stdout: steady(stdout, place), stderr: steady(stderr, place), files };
}

/** Times, sizes and addresses change from run to run, and the digest of a state with the engine; nothing else may. */
const steady = (text: string, place: string): string =>
  text
    .replaceAll(place, "‹place›")
    .replace(/\d+(\.\d+)? (ms|s|MB)\b/g, "‹$2›")
    .replace(/(?<=(syntax|contract|types|transpile|smoke) (✗ )?)\d+\.\d/g, "‹ms›")
    // On a crowded machine the host's clock ends a loop before the child can say what was running.
    .replace(/("\w+" of "\w+" did not end|A tick did not answer)(?= within)/g, "‹what ran› did not end")
    .replace(/(?<="stateHash":")sha256:[0-9a-f]{64}/g, "‹state›")
    .replace(/(?<=state )[0-9a-f]{8}/g, "‹state›")
    .replace(/"ms":[\d.]+/g, '"ms":‹ms›')
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:‹port›")
    .replace(/token=[\w-]+/g, "token=‹token›");
