/**
 * esbuild's own service: one process for all modules, started again when it has ended.
 *
 * esbuild starts it through `node:child_process` and lets nobody say how, so that function is replaced here, which only a
 * thread where nothing else runs may do. The service gets limits before it starts, an environment that is empty whatever
 * the host's is, and no way to write on the host's terminal. It ends with its standard input, so with the host, however
 * that ends.
 */
import childProcess, { type ChildProcess, type SpawnOptions } from "node:child_process";

import { initialize, stop } from "esbuild";

import { COULD_NOT_START, type Limit, underLimit } from "../limit.ts";

// Go reserves a gigabyte of address space and uses a tenth of its data: the data is what is bounded.
const limit: Limit = { memory: { of: "data", kilobytes: 200 * 1024 } };

export interface Service {
  kill(): void;
  /** Only ever from outside: the clock, the limit, the machine. Rejects when it could not be started at all. */
  readonly ended: Promise<void>;
}

let running: Service | undefined;

const { spawn } = childProcess;
childProcess.spawn = ((command: string, args: readonly string[], asked: SpawnOptions): ChildProcess => {
  const [program, ...rest] = underLimit([command, ...args], limit);
  const child = spawn(program, rest, { ...asked, env: {}, cwd: "/", stdio: ["pipe", "pipe", "ignore"] });
  running = { kill: () => child.kill("SIGKILL"), ended: endOf(child) };
  return child;
}) as typeof spawn;

async function endOf(child: ChildProcess): Promise<void> {
  // After its output: by then esbuild has turned down whatever was under way.
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  running = undefined;
  // Lets esbuild forget the service that is gone.
  await stop();
  if (COULD_NOT_START.includes(code)) throw new Error("esbuild cannot be started under its limits");
}

/** The one that runs, or a new one. */
export function service(): Service {
  if (running === undefined) void initialize({});
  if (running === undefined) throw new Error("esbuild did not start its service through node:child_process");
  return running;
}

export async function endService(): Promise<void> {
  running?.kill();
  await running?.ended;
}
