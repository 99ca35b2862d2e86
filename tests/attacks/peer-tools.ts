/**
 * Other ways to run code that is not trusted, one row each: how it is called, as its documentation says, without any
 * grant; and how the same runtime is called with nothing in the way, which says which attacks mean anything there.
 */
import { join } from "node:path";

import { denoProgram, nodeProgram, type PeerPlace, workerdProgram } from "./peer-install.ts";

export interface PeerTool {
  readonly name: string;
  /** How it is called, for a reader. */
  readonly how: string;
  /** Whether the module shares a process with its host. */
  readonly shares: boolean;
  /** The program that a module is made into. */
  readonly form: "module" | "script" | "worker";
  /** Undefined where the tool is missing. */
  readonly version: (at: PeerPlace) => Promise<string | undefined>;
  readonly confined: (at: PeerPlace, program: string) => readonly string[] | Promise<readonly string[]>;
  readonly unconfined: (at: PeerPlace, program: string) => readonly string[];
  /** What `unconfined` takes, where it is not the same. */
  readonly unconfinedForm?: "module";
}

const hosts = join(import.meta.dir, "peers");
const deno = ["run", "--quiet", "--no-prompt", "--no-config", "--no-lock", "--no-npm", "--no-remote"];

export const peerTools: readonly PeerTool[] = [
  {
    name: "Deno",
    how: "deno run --no-prompt, no grants",
    shares: false,
    form: "module",
    version: (at) => firstLine([denoProgram(at), "--version"]),
    confined: (at, program) => [denoProgram(at), ...deno, program],
    unconfined: (at, program) => [denoProgram(at), ...deno, "--allow-all", program],
  },
  {
    name: "Node --permission",
    how: "node --permission, read access to the program alone",
    shares: false,
    form: "module",
    version: (at) => firstLine([nodeProgram(at), "--version"]),
    confined: (at, program) => [nodeProgram(at), "--permission", `--allow-fs-read=${program}`, program],
    unconfined: (at, program) => [nodeProgram(at), program],
  },
  {
    name: "workerd",
    how: "workerd test, a worker without bindings",
    shares: false,
    form: "worker",
    version: (at) => firstLine([workerdProgram(at), "--version"]),
    confined: async (at, program) => [workerdProgram(at), "test", await workerConfiguration(program)],
    unconfined: (at, program) => [nodeProgram(at), program],
    unconfinedForm: "module",
  },
  ...(["node:vm", "vm2", "SES"] as const).map((name): PeerTool => {
    const host = join(hosts, `${name.replace("node:", "").toLowerCase()}.mjs`);
    return {
      name,
      how: {
        "node:vm": "a context with a console, timeout 250 ms",
        vm2: "new VM with a console, timeout 250 ms",
        SES: "lockdown, a compartment with a console",
      }[name],
      shares: true,
      form: "script",
      version: (at) =>
        name === "node:vm" ? firstLine([nodeProgram(at), "--version"]) : packageVersion(at, name.toLowerCase()),
      confined: (at, program) => [nodeProgram(at), host, program],
      unconfined: (at, program) => [nodeProgram(at), program],
      unconfinedForm: "module",
    };
  }),
];

async function firstLine(command: readonly string[]): Promise<string | undefined> {
  try {
    const child = Bun.spawn([...command], { env: {}, stdin: "ignore", stdout: "pipe", stderr: "ignore" });
    const text = await new Response(child.stdout).text();
    return (await child.exited) === 0 ? text.split("\n")[0]!.trim() : undefined;
  } catch {
    // There is no such program here: the tool counts as not run.
    return undefined;
  }
}

async function packageVersion({ folder }: PeerPlace, name: string): Promise<string | undefined> {
  const file = Bun.file(join(folder, "node_modules", name, "package.json"));
  return (await file.exists()) ? ((await file.json()) as { version: string }).version : undefined;
}

async function workerConfiguration(program: string): Promise<string> {
  const path = program.replace(/\.mjs$/, ".capnp");
  await Bun.write(
    path,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .module)]);
const module :Workerd.Worker = (
  modules = [(name = "main.mjs", esModule = embed "${program.split("/").at(-1)!}")],
  compatibilityDate = "2026-01-01",
);
`,
  );
  return path;
}
