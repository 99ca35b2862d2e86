/**
 * The program of the thread that transpiles. It drives esbuild's own service, one process for all modules, and starts it
 * again when a text took too much of it.
 *
 * esbuild starts its service through `node:child_process` and lets nobody say how, so that function is replaced here, in a
 * thread where nothing else runs: the service gets limits before it starts, an environment that is empty whatever the
 * host's is, and no way to write on the host's terminal. It ends with its standard input, so with the host, however that ends.
 */
import childProcess, { type ChildProcess, type SpawnOptions } from "node:child_process";

import { initialize, type Message, stop, transform, type TransformFailure, type TransformOptions } from "esbuild";

import type { Finding } from "../../base/finding.ts";
import { printable } from "../../base/printable.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { COULD_NOT_START, type Limit, underLimit } from "../limit.ts";
import { serve } from "../threads/serve.ts";
import type { SourceMap, Transpiled } from "./transpiled.ts";

const MILLISECONDS = 1000;
// Go reserves a gigabyte of address space and uses a tenth of its data: the data is what is bounded.
const limit: Limit = { memory: { of: "data", kilobytes: 200 * 1024 } };
// Characters. Indentation multiplies nested blocks; 64 kB that a person would write become at most a few hundred.
const LONGEST = 4 * 1024 * 1024;

const options: TransformOptions = {
  loader: "ts",
  format: "esm",
  // Standard decorators are newer than this; everything of ES2025 that is not syntax passes through.
  target: "es2022",
  // Fields are assigned and not defined, so that `radius = 20` in a class goes through the engine's setter.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  sourcemap: "external",
  sourcesContent: false,
  legalComments: "none",
  charset: "utf8",
  logLevel: "silent",
};

interface Service {
  readonly child: ChildProcess;
  /** Its exit code; null after a signal. */
  readonly ended: Promise<number | null>;
}
let service: Service | undefined;

const { spawn } = childProcess;
childProcess.spawn = ((command: string, args: readonly string[], asked: SpawnOptions): ChildProcess => {
  const [program, ...rest] = underLimit([command, ...args], limit);
  const child = spawn(program, rest, { ...asked, env: {}, cwd: "/", stdio: ["pipe", "pipe", "ignore"] });
  const ended = new Promise<number | null>((resolve) =>
    child.once("exit", (code) => {
      service = undefined;
      // Lets esbuild forget the service that is gone.
      void stop();
      resolve(code);
    }),
  );
  service = { child, ended };
  return child;
}) as typeof spawn;

function startService(): Service {
  if (service === undefined) void initialize({});
  if (service === undefined) throw new Error("esbuild did not start its service through node:child_process");
  return service;
}

async function transpile(source: string): Promise<Result<Transpiled, Finding>> {
  const { child, ended } = startService();
  const clock = AbortSignal.timeout(MILLISECONDS);
  const kill = () => child.kill("SIGKILL");
  clock.addEventListener("abort", kill);
  try {
    return await Promise.race([transformed(source), ended.then(afterEnd)]);
  } catch (error) {
    if (isAboutText(error)) return err(refusal(error.errors[0]));
    // What esbuild says of a service that went away, before its end is known here.
    if (error instanceof Error && error.message.startsWith("The service ")) return afterEnd(await ended);
    throw error;
  } finally {
    clock.removeEventListener("abort", kill);
  }
}

async function transformed(source: string): Promise<Result<Transpiled, Finding>> {
  const { code, map } = await transform(source, options);
  return code.length > LONGEST ? err(tooCostly) : ok({ code, map: JSON.parse(map) as SourceMap });
}

/** It never ends by itself: the clock or the limit ended it, unless it could not be started at all. */
function afterEnd(exitCode: number | null): Result<never, Finding> {
  if (COULD_NOT_START.includes(exitCode)) throw new Error("esbuild cannot be started under its limits");
  return err(tooCostly);
}

async function close(): Promise<void> {
  service?.child.kill("SIGKILL");
  await service?.ended;
}

const isAboutText = (error: unknown): error is TransformFailure =>
  error instanceof Error && Array.isArray((error as Partial<TransformFailure>).errors);

const refused = { severity: "error", stage: "transpile" } as const;

/** esbuild counts lines from 1, and columns from 0 in bytes. */
function refusal(message: Message | undefined): Finding {
  const { line = 1, column: bytes = 0, lineText = "" } = message?.location ?? {};
  return {
    ...refused,
    code: "TRANSPILE_ERROR",
    message: printable(message?.text ?? "unknown"),
    hint: "Write this place in a more common form.",
    line,
    column: Buffer.from(lineText).subarray(0, bytes).toString().length + 1,
  };
}

const tooCostly: Finding = {
  ...refused,
  code: "TRANSPILE_TOO_COSTLY",
  message: "Turning the text into JavaScript takes more than a second or 200 MB.",
  hint: "Split deeply nested or often repeated constructs.",
  line: 1,
  column: 1,
};

// Before the first text comes, since it takes longer to start than most texts take.
startService();

const functions = { transpile, close };
export type TranspilerFunctions = typeof functions;

serve(functions);
