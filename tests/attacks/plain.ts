/**
 * What a module does where nothing is in its way: on plain Bun, and handed to `bun check`, esbuild and the parser as anybody
 * would call them. An attack counts when its canary fires here.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { build } from "esbuild";

import { ensureBuilt } from "../../src/cli/build/build.ts";
import { type Canaries, type Grounds, setCanaries } from "./canaries.ts";
import { type CanaryName, type Case, fill, outsideOf } from "./case.ts";
import { behindDecoy, SIGNALLED } from "./signalled.ts";
import { type Bounds, end, type Watched, watched } from "./watched.ts";

export interface PlainOutcome {
  /** Whether the canary that the case names has fired. */
  readonly fired: boolean;
  readonly canaries: readonly CanaryName[];
  readonly where: string;
  readonly output: string;
}

const root = join(import.meta.dir, "../..");
const bun = process.execPath;

const moduleBounds: Bounds = { cpuMs: 3_000, wallMs: 30_000, residentBytes: 300 * 2 ** 20, outputBytes: 4 * 2 ** 20 };
/** For what only ends with its bounds: three times what a harmless module takes. */
const hurriedBounds: Bounds = { ...moduleBounds, cpuMs: 220, wallMs: 2_500 };
/** More than the gate gives them, and far more than an ordinary module takes. */
const toolBounds: Bounds = { cpuMs: 2_500, wallMs: 30_000, residentBytes: 2 ** 30, outputBytes: 2 ** 20 };

export async function runPlain(one: Case, grounds: Grounds): Promise<PlainOutcome> {
  const onBun = one.fires === "gate-crash" ? undefined : await inFolder(one, grounds, onPlainBun);
  if (onBun?.fired) return onBun;
  if (onBun && one.layer !== undefined && one.layer !== "gate") return onBun;
  const tried = onBun === undefined ? [] : [onBun];
  for (const tool of tools) {
    const outcome = await inFolder(one, grounds, tool);
    if (outcome.fired) return outcome;
    tried.push(outcome);
  }
  return tried[0]!;
}

type Try = (one: Case, file: string, folder: string, canaries: Canaries, grounds: Grounds) => Promise<PlainOutcome>;

let count = 0;
async function inFolder(one: Case, grounds: Grounds, attempt: Try): Promise<PlainOutcome> {
  const canaries = await setCanaries(grounds);
  const folder = join(grounds.directory, `plain-${++count}`);
  await mkdir(folder);
  const { directory } = await ensureBuilt(root);
  const compilerOptions = {
    lib: ["ES2025"],
    target: "ES2025",
    module: "Preserve",
    strict: true,
    types: [],
    noEmit: true,
  };
  const files = ["module.ts", join(directory, "nodegen.d.ts")];
  await Bun.write(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, useDefineForClassFields: false }, files }),
  );
  const file = join(folder, "module.ts");
  await Bun.write(file, fill(one.text, canaries.filling));
  const outcome = await attempt(one, file, folder, canaries, grounds);
  canaries.close();
  return outcome;
}

/** The home of whoever runs it is the folder that nobody may touch. */
const environment = (canaries: Canaries, grounds: Grounds): Record<string, string> => ({
  ...grounds.environment,
  PATH: "/usr/local/bin:/usr/bin:/bin",
  HOME: canaries.filling.TOUCH_DIR,
  NO_COLOR: "1",
  DO_NOT_TRACK: "1",
  BUN_ENABLE_CRASH_REPORTING: "0",
  BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
});

const programs = new WeakMap<Grounds, Promise<string>>();

/** `run-plain.ts` with the engine, as one file: it is started hundreds of times. */
function program(grounds: Grounds): Promise<string> {
  const known = programs.get(grounds);
  if (known !== undefined) return known;
  const outfile = join(grounds.directory, "run-plain.js");
  const built = build({
    entryPoints: [join(import.meta.dir, "run-plain.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "esnext",
    external: ["bun:*"],
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  }).then(() => outfile);
  programs.set(grounds, built);
  return built;
}

const onPlainBun: Try = async (one, file, folder, canaries, grounds) => {
  const outside = outsideOf(one, canaries.filling, grounds);
  const words = outside === undefined ? [file] : [file, JSON.stringify(outside)];
  const command = behindDecoy([bun, await program(grounds), ...words]);
  const options = { cwd: folder, env: environment(canaries, grounds) };
  const look = (output: string): boolean => canaries.fired(output).has(one.fires);
  const seen = await watched(command, options, one.fires === "resource" ? hurriedBounds : moduleBounds, look);
  await canaries.settle();
  const fired = new Set([...canaries.fired(seen.output), ...judge(seen)]);
  // What was started apart from the tree outlives it.
  const strays = canaries.strays();
  if (strays.length > 0) fired.add("child-process");
  [...strays, ...seen.pids].forEach(end);
  if (one.fires === "terminal-escape" && hasEscapes(seen.output)) fired.add("terminal-escape");
  if (one.fires === "nondeterministic") {
    const again = (): Promise<Watched> => watched(command, options, moduleBounds, () => false);
    if (await differs(verdictOf(seen)?.digest, again)) fired.add("nondeterministic");
  }
  return { fired: fired.has(one.fires), canaries: [...fired], where: "plain Bun", output: seen.output };
};

/** Two runs that saw different milliseconds may still end alike by chance; four in a row do not. */
async function differs(digest: string | undefined, again: () => Promise<Watched>): Promise<boolean> {
  for (let run = 0; run < 3; run++) if (verdictOf(await again())?.digest !== digest) return true;
  return false;
}

function judge(seen: Watched): CanaryName[] {
  const fired: CanaryName[] = [];
  if (seen.cutShort) return fired;
  const parentKilled = seen.exitCode === null && seen.breach === undefined && !seen.altered;
  if (seen.altered || seen.exitCode === SIGNALLED || parentKilled) fired.push("parent-affected");
  if (seen.breach !== undefined) fired.push("resource");
  if (seen.breach === undefined && verdictOf(seen) === undefined) fired.push("host-crash");
  // A case that forges fails by its own fault where nothing is forged.
  if (verdictOf(seen)?.ok === true) fired.push("forged-verdict");
  return fired;
}

/** Believed as it stands, as programs do that read the output of their children. */
function verdictOf({ output }: Watched): { ok: boolean; digest?: string } | undefined {
  const line = /^VERDICT (\{.*\})$/m.exec(output)?.[1];
  try {
    return line === undefined ? undefined : (JSON.parse(line) as { ok: boolean; digest?: string });
  } catch {
    return undefined;
  }
}

/** Characters that a terminal obeys, or that make text read differently from what it says. */
export const hasEscapes = (text: string): boolean =>
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/u.test(
    text,
  );

const toolRun =
  (where: string, command: (file: string) => readonly string[]): Try =>
  async (one, file, folder, canaries, grounds) => {
    const options = { cwd: folder, env: environment(canaries, grounds) };
    const seen = await watched(command(file), options, toolBounds, () => false);
    seen.pids.forEach(end);
    const fired = canaries.fired(seen.output);
    if (one.fires === "terminal-escape" && hasEscapes(seen.output)) fired.add("terminal-escape");
    if (seen.breach !== undefined || (seen.exitCode ?? 128) >= 128) fired.add("gate-crash");
    return { fired: fired.has(one.fires), canaries: [...fired], where, output: seen.output };
  };

const tools: readonly Try[] = [
  toolRun("bun check", () => [bun, "check", "-p", "tsconfig.json", "--no-pretty"]),
  toolRun("esbuild", (file) => [Bun.resolveSync("esbuild/bin/esbuild", root), file, "--target=es2022"]),
  toolRun("@babel/parser", (file) => [bun, join(import.meta.dir, "parse-plain.ts"), file]),
];
