/**
 * The type check: `bun check` on one file in a folder of ours, under bounds, once per module. Relies on a text whose
 * imports and directives are in order: it reads no file but the text, the declarations and its own configuration.
 *
 * To start is a third of a check, so it starts before there is a text, where the kernel has it wait for one (`GatePowers.holdFile`).
 */
import { basename, dirname, join } from "node:path";

import type { Finding } from "../../base/finding.ts";
import type { Kind } from "../../kinds/kind.ts";
import type { GatePowers, HeldFile } from "../powers.ts";
import { MAX_BYTES } from "../text/caps.ts";
import { type Diagnostic, diagnosticsOf } from "./diagnostics.ts";
import { hintFor } from "./hints.ts";
import { type Bounds, type Finished, type Running, startBounded } from "./run-bounded.ts";
import { reworded } from "./wording.ts";

export interface TypeChecker {
  /** One is about to be asked for: it starts now, and waits for its text. */
  prepare(): void;
  /** From now on there is one that waits, or soon will be. */
  keepReady(): void;
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

/** Of a text that is not there yet. Longer than any, and an error wherever it begins: read too early, nothing is in order. */
const notYet = "this text is not there yet;\n".repeat(Math.ceil((2 * MAX_BYTES) / 28));
/** One that nobody needed for so long is ended. */
const PATIENCE_MS = 30_000;
/** After a check, so that the next one does not start in the way of what the check was for. */
const QUIET_MS = 250;

/** One that has started, and has not been told what to check. */
interface Waiting {
  readonly checker: Running;
  readonly file: string;
  readonly held: HeldFile;
  readonly since: number;
}

export const makeTypeChecker = (powers: GatePowers): TypeChecker => new BoundedChecker(powers);

class BoundedChecker implements TypeChecker {
  readonly #powers: GatePowers;
  readonly #folder: Promise<string>;
  #started = 0;
  #waiting: Promise<Waiting | undefined> | undefined;
  #keepsReady = false;
  /** For the end of the one that waits, or for the start of the next. */
  #cancelAlarm = (): void => {};
  #isClosed = false;

  constructor(powers: GatePowers) {
    this.#powers = powers;
    this.#folder = prepareFolder(powers);
    // Told to whoever asks for a check.
    this.#folder.catch(() => {});
  }

  prepare(): void {
    if (this.#isClosed || this.#waiting !== undefined) return;
    this.#waiting = this.#startWaiting();
    // Told to whoever takes it.
    this.#waiting.catch(() => {});
    this.#alarmIn(PATIENCE_MS, () => void this.#drop());
  }

  keepReady(): void {
    this.#keepsReady = true;
    this.prepare();
  }

  async check(source: string, kind: Kind): Promise<Finding[]> {
    const { checker, file } = (await this.#takeWaiting(source)) ?? (await this.#startWith(source));
    try {
      return findingsOf(await checker.finished, kind);
    } finally {
      await this.#powers.remove(file);
      if (this.#keepsReady && this.#waiting === undefined) this.#alarmIn(QUIET_MS, () => this.prepare());
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#drop();
    this.#cancelAlarm();
    await this.#powers.remove(await this.#folder);
  }

  async #takeWaiting(source: string): Promise<Pick<Waiting, "checker" | "file"> | undefined> {
    const waiting = await this.#take();
    if (waiting === undefined) return undefined;
    const { checker, file, held, since } = waiting;
    const isRunning = checker.isRunning;
    checker.begin();
    held.give(source);
    // It may have read what was there before: a text that is in order is not turned away for that.
    if (isRunning && this.#powers.clock.now() - since < PATIENCE_MS) return { checker, file };
    await this.#end(checker, file);
    return undefined;
  }

  #take(): Promise<Waiting | undefined> | undefined {
    const taken = this.#waiting;
    if (taken !== undefined) this.#cancelAlarm();
    this.#waiting = undefined;
    return taken;
  }

  #alarmIn(ms: number, run: () => void): void {
    const { clock } = this.#powers;
    this.#cancelAlarm();
    if (!this.#isClosed) this.#cancelAlarm = clock.at(clock.now() + ms, run);
  }

  async #startWith(source: string): Promise<Pick<Waiting, "checker" | "file">> {
    const file = await this.#newFile();
    await this.#powers.writeText(file, source);
    const checker = await this.#start(file);
    checker.begin();
    return { checker, file };
  }

  async #startWaiting(): Promise<Waiting | undefined> {
    const file = await this.#newFile();
    const since = this.#powers.clock.now();
    const held = this.#powers.holdFile(file, notYet, PATIENCE_MS);
    return held && { checker: await this.#start(file), file, held, since };
  }

  async #newFile(): Promise<string> {
    return join(await this.#folder, `module${++this.#started}.ts`);
  }

  async #start(file: string): Promise<Running> {
    // One thread: a module is too small to be shared out, and the machine's other cores have other work.
    const options = ["-p", "tsconfig.json", "--no-pretty", "--all", "--threads=1"];
    const command = [this.#powers.bun, "check", ...options, basename(file), "nodegen.d.ts"];
    return startBounded(this.#powers, { command, cwd: dirname(file), allIsWell }, bounds);
  }

  async #drop(): Promise<void> {
    const waiting = await this.#take();
    if (waiting === undefined) return;
    waiting.held.drop();
    await this.#end(waiting.checker, waiting.file);
  }

  async #end(checker: Running, file: string): Promise<void> {
    checker.end();
    await checker.finished;
    await this.#powers.remove(file);
  }
}

async function prepareFolder(powers: GatePowers): Promise<string> {
  const [folder, declarations] = await Promise.all([powers.makeFolder(), powers.declarations()]);
  await powers.writeText(join(folder, "nodegen.d.ts"), declarations);
  await powers.writeText(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  return folder;
}

function findingsOf(finished: Finished, kind: Kind): Finding[] {
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
