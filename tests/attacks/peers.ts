/**
 * The same canaries against other tools. An attack counts for a tool when it works on the tool's own runtime with nothing
 * in the way; then it is tried again with the tool's confinement, and what fires is a leak.
 *
 * Only canaries that every such tool speaks of are compared: nobody else promises verdicts, sameness of runs or clean
 * terminals. The tools are installed into a folder of their own; what cannot be installed or started counts as not run.
 */
import { join } from "node:path";

import { build } from "esbuild";

import { type Canaries, type Grounds, setCanaries } from "./canaries.ts";
import { benignTwins, type CanaryName, type Case, fill, readTwins } from "./case.ts";
import { installPeers, type PeerPlace } from "./peer-install.ts";
import { type PeerTool, peerTools } from "./peer-tools.ts";
import { inParallel } from "./score.ts";
import { behindDecoy, SIGNALLED } from "./signalled.ts";
import { type Bounds, end, type Watched, watched } from "./watched.ts";

export interface PeerScore {
  readonly tool: PeerTool;
  /** Undefined: not run. */
  readonly version: string | undefined;
  /** The attacks that work there when nothing is in the way, and those that still do. */
  readonly works: readonly Case[];
  readonly leaks: readonly Case[];
}

const compared: ReadonlySet<CanaryName> = new Set([
  "file-touched",
  "secret-read",
  "tcp",
  "udp",
  "unix",
  "child-process",
  "parent-affected",
  "resource",
]);

const LANES = 3;

export async function scorePeers(cases: readonly Case[], grounds: Grounds): Promise<readonly PeerScore[]> {
  const place = await installPeers();
  const scores: PeerScore[] = [];
  // Several tools run on one runtime: what works there is asked once.
  const known = new Map<string, Promise<boolean>>();
  for (const tool of peerTools) {
    const version = (await runsHarmless(tool, place, grounds)) ? await tool.version(place) : undefined;
    const applicable = version === undefined ? [] : cases.filter((one) => isCompared(one, tool));
    const outcomes = await inParallel(applicable, LANES, async (one) => {
      const key = `${tool.unconfined(place, "")[0]} ${one.name}`;
      if (!known.has(key)) known.set(key, fires(one, tool, "unconfined", place, grounds));
      const works = await known.get(key)!;
      return { one, works, leaks: works && (await fires(one, tool, "confined", place, grounds)) };
    });
    const those = (of: "works" | "leaks") => outcomes.filter((outcome) => outcome[of]).map(({ one }) => one);
    scores.push({ tool, version, works: those("works"), leaks: those("leaks") });
  }
  return scores;
}

/** None of them has a broker. */
const isCompared = ({ fires, grants }: Case, { shares }: PeerTool): boolean =>
  grants === undefined && (compared.has(fires) || (fires === "host-crash" && shares));

type Mode = "confined" | "unconfined";

/** A tool that bounds time at a quarter of a second is given four of them. */
const bounds: Readonly<Record<Mode, Bounds>> = {
  confined: { cpuMs: 1_000, wallMs: 6_000, residentBytes: 500 * 2 ** 20, outputBytes: 4 * 2 ** 20 },
  unconfined: { cpuMs: 300, wallMs: 3_000, residentBytes: 400 * 2 ** 20, outputBytes: 4 * 2 ** 20 },
};

let count = 0;

async function fires(one: Case, tool: PeerTool, mode: Mode, place: PeerPlace, grounds: Grounds): Promise<boolean> {
  const canaries = await setCanaries(grounds);
  const seen = await runIn(tool, mode, one, canaries, place, grounds);
  if (seen === null) {
    canaries.close();
    return false;
  }
  await canaries.settle();
  const fired = canaries.fired(seen.output);
  const strays = canaries.strays();
  [...strays, ...seen.pids].forEach(end);
  canaries.close();
  if (strays.length > 0) fired.add("child-process");
  if (seen.breach !== undefined) fired.add("resource");
  const killed = seen.exitCode === null && seen.breach === undefined && !seen.cutShort;
  if (seen.altered || seen.exitCode === SIGNALLED || killed) fired.add("parent-affected");
  const lastWord = mode === "confined" ? "HOST LIVES" : "VERDICT";
  if (!seen.cutShort && seen.breach === undefined && !seen.output.includes(lastWord)) fired.add("host-crash");
  return fired.has(one.fires);
}

/** Null where the module cannot be made into the tool's form of program. */
async function runIn(
  tool: PeerTool,
  mode: Mode,
  one: Case,
  canaries: Canaries,
  place: PeerPlace,
  grounds: Grounds,
): Promise<Watched | null> {
  const program = join(grounds.directory, `peer-${++count}.mjs`);
  const form = mode === "confined" ? tool.form : (tool.unconfinedForm ?? tool.form);
  if (!(await bundle(fill(one.text, canaries.filling), form, program))) return null;
  const env = {
    ...grounds.environment,
    PATH: "/usr/local/bin:/usr/bin:/bin",
    HOME: canaries.filling.TOUCH_DIR,
    DENO_DIR: join(grounds.directory, "deno"),
    DENO_NO_UPDATE_CHECK: "1",
    NO_COLOR: "1",
  };
  const look = (output: string): boolean => canaries.fired(output).has(one.fires);
  return watched(behindDecoy(await tool[mode](place, program)), { cwd: place.folder, env }, bounds[mode], look);
}

/** A tool in which nothing runs contains everything, and says nothing by it. */
async function runsHarmless(tool: PeerTool, place: PeerPlace, grounds: Grounds): Promise<boolean> {
  if ((await tool.version(place)) === undefined) return false;
  const twin = (await readTwins(benignTwins)).find(({ name }) => name === "long-but-finite-loop");
  const canaries = await setCanaries(grounds);
  const seen = await runIn(tool, "confined", twin!, canaries, place, grounds);
  canaries.close();
  return /VERDICT \{"ok":true/.test(seen?.output ?? "");
}

const unwalled = join(import.meta.dir, "unwalled.ts");
const root = join(import.meta.dir, "../..");

/** The line that plays the module, in each form of program. */
const entries: Readonly<Record<PeerTool["form"], string>> = {
  module: `await playUnwalled(() => import("case:module"), () => new Promise((done) => setTimeout(done, 0)));`,
  script: `export const done = playUnwalled(() => import("case:module"), () => Promise.resolve());`,
  worker: `export default { async test() { await playUnwalled(() => import("case:module"), () => new Promise((done) => setTimeout(done, 0))); } };`,
};

/** One file with the engine and the module; false where the module cannot be made into one. */
async function bundle(source: string, form: PeerTool["form"], outfile: string): Promise<boolean> {
  try {
    await build({
      stdin: {
        contents: `import { playUnwalled } from ${JSON.stringify(unwalled)};\n${entries[form]}`,
        resolveDir: root,
      },
      outfile,
      bundle: true,
      platform: "neutral",
      target: "es2022",
      logLevel: "silent",
      ...(form === "script"
        ? { format: "iife", globalName: "program", footer: { js: "program.done" } }
        : { format: "esm" }),
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
      plugins: [
        {
          name: "module",
          setup(build) {
            build.onResolve({ filter: /.*/ }, ({ path, namespace, kind }) => {
              if (path === "case:module") return { path, namespace: "case" };
              if (path === "nodegen") return { path: join(root, "src/engine/index.ts") };
              // What a module imports besides is the runtime's business.
              return namespace === "case" && kind !== "entry-point" ? { path, external: true } : undefined;
            });
            build.onLoad({ filter: /.*/, namespace: "case" }, () => ({ contents: source, loader: "ts" }));
          },
        },
      ],
    });
    return true;
  } catch {
    // A script has no `await` at its top, say.
    return false;
  }
}
