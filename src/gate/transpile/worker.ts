/**
 * The program of the thread that transpiles: drives esbuild's service, ends it when a text takes too much of it, and says
 * what is wrong with a text as findings.
 */
import { type Message, transform, type TransformFailure, type TransformOptions } from "esbuild";

import type { Finding } from "../../base/finding.ts";
import { printable } from "../../base/printable.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { serve } from "../threads/serve.ts";
import { endService, service } from "./service.ts";
import type { SourceMap, Transpiled } from "./transpiled.ts";

// A hundred times what a text takes: a machine that stands still for a moment turns none away, and only the texts behind wait.
const MILLISECONDS = 4000;
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

async function transpile(source: string): Promise<Result<Transpiled, Finding>> {
  const { kill, ended } = service();
  const clock = AbortSignal.timeout(MILLISECONDS);
  clock.addEventListener("abort", kill);
  try {
    const { code, map } = await transform(source, options);
    return code.length > LONGEST ? err(tooCostly) : ok({ code, map: JSON.parse(map) as SourceMap });
  } catch (error) {
    if (isAboutText(error)) return err(refusal(error.errors[0]));
    if (!(error instanceof Error && error.message.startsWith("The service "))) throw error;
    // It went away: by the clock, or by its limit.
    await ended;
    return err(tooCostly);
  } finally {
    clock.removeEventListener("abort", kill);
  }
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
  message: "Turning the text into JavaScript takes more than four seconds or 200 MB.",
  hint: "Split deeply nested or often repeated constructs.",
  line: 1,
  column: 1,
};

// Before the first text comes, since it takes longer to start than most texts take.
service();

const functions = { transpile, close: endService };
export type TranspilerFunctions = typeof functions;

serve(functions);
