/**
 * The type check: `bun check` on one file in a folder of ours, under bounds, once per module. Relies on a text whose
 * imports and directives are in order: it reads no file but the text, the declarations and its own configuration.
 */
import { join } from "node:path";

import type { Finding } from "../../base/finding.ts";
import type { Kind } from "../../kinds/kind.ts";
import type { GatePowers } from "../powers.ts";
import { type Diagnostic, diagnosticsOf } from "./diagnostics.ts";
import { hintFor } from "./hints.ts";
import { type Bounds, runBounded } from "./run-bounded.ts";
import { reworded } from "./wording.ts";

export interface TypeChecker {
  check(source: string, kind: Kind): Promise<Finding[]>;
  close(): Promise<void>;
}

// An ordinary check maps 400 MB and takes 10 ms. A text can make types double with every line. What a text may cost is
// counted in processor time, so that a busy machine does not turn good modules away; the wall clock only ends a wait.
const bounds: Bounds = {
  ms: 10_000,
  outputBytes: 256 * 1024,
  limit: { memory: { of: "address", kilobytes: 1024 * 1024 }, seconds: 2 },
};

// Its last words on a text without an error, with the time that it took. What a text says cannot stand here: errors go to
// stdout. Were it worded differently one day, the exit code would say the same a little later.
const allIsWell = /^✓ No type errors in 1 file \[[\d.]+m?s\]\n$/;

/** What the checker is told, whatever stands in the author's folders. */
const configuration = {
  compilerOptions: {
    lib: ["ES2025"],
    target: "ES2025",
    module: "Preserve",
    moduleDetection: "force",
    strict: true,
    types: [],
    noEmit: true,
    skipLibCheck: true,
  },
  files: [],
};

export function makeTypeChecker(powers: GatePowers): TypeChecker {
  const folder = prepare(powers);
  // Told to whoever asks for a check.
  folder.catch(() => {});
  let checked = 0;
  return {
    async check(source, kind) {
      const cwd = await folder;
      const file = `module${++checked}.ts`;
      await powers.writeText(join(cwd, file), source);
      try {
        return await run(powers, cwd, file, kind);
      } finally {
        await powers.remove(join(cwd, file));
      }
    },
    async close() {
      await powers.remove(await folder);
    },
  };
}

async function prepare(powers: GatePowers): Promise<string> {
  const [folder, declarations] = await Promise.all([powers.makeFolder(), powers.declarations()]);
  await powers.writeText(join(folder, "nodegen.d.ts"), declarations);
  await powers.writeText(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  return folder;
}

async function run(powers: GatePowers, cwd: string, file: string, kind: Kind): Promise<Finding[]> {
  // One thread: a module is too small to be shared out, and the machine's other cores have other work.
  const options = ["-p", "tsconfig.json", "--no-pretty", "--all", "--threads=1"];
  const command = [powers.bun, "check", ...options, file, "nodegen.d.ts"];
  const finished = await runBounded(powers.spawn, { command, cwd, allIsWell }, bounds);
  if (finished.isWell) return [];
  if (finished.breached) return [tooCostly];
  const diagnostics = diagnosticsOf(finished.stdout);
  // A refusal that gives no reason is still a refusal: the checker ran out of something.
  if (finished.exitCode !== 0 && diagnostics.length === 0) return [tooCostly];
  return diagnostics.map((diagnostic) => toFinding(diagnostic, kind));
}

function toFinding(diagnostic: Diagnostic, kind: Kind): Finding {
  const { number, line, column } = diagnostic;
  const all = [diagnostic.message, ...diagnostic.because].join(" ");
  const hint = hintFor(number, all, kind);
  return {
    code: `TYPES_${number}`,
    severity: "error",
    stage: "types",
    message: reworded(diagnostic),
    hint,
    line,
    column,
  };
}

const tooCostly: Finding = {
  code: "TYPES_TOO_COSTLY",
  severity: "error",
  stage: "types",
  message: "Checking the types takes more than two seconds of processor time or 1 GiB of memory.",
  hint: "Give values that build on one another explicit types, and avoid recursive types and long unions.",
  line: 1,
  column: 1,
};
