/**
 * The processes that check types: one a text, under bounds, in a folder of ours.
 *
 * To start is a third of a check, so one starts before there is a text, where the kernel has it wait for one (`GatePowers.holdFile`). What
 * stands in the way of that is no loss: whoever then comes with a text starts one with it, and is told.
 */
import { basename, dirname, join } from "node:path";

import type { GatePowers, HeldFile } from "../powers.ts";
import { MAX_BYTES } from "../text/caps.ts";
import { type Bounds, type Finished, type Running, startBounded } from "./run-bounded.ts";

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
const line = "this text is not there yet;\n";
const notYet = line.repeat(Math.ceil(MAX_BYTES / line.length) + 1);
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

/** One that has its text. */
type Told = Pick<Waiting, "checker" | "file">;

export class Checkers {
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

  /** One is about to be asked for: it starts now, and waits for its text. */
  prepare(): void {
    if (this.#isClosed || this.#waiting !== undefined) return;
    // What stands in its way is told to who then starts one with a text.
    this.#waiting = this.#startWaiting().catch(() => undefined);
    this.#alarmIn(PATIENCE_MS, () => void this.#drop());
  }

  /** From now on there is one that waits, or soon will be. */
  keepReady(): void {
    this.#keepsReady = true;
    this.prepare();
  }

  async check(source: string): Promise<Finished> {
    const { checker, file } = (await this.#takeWaiting(source)) ?? (await this.#startWith(source));
    try {
      return await checker.finished;
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

  async #takeWaiting(source: string): Promise<Told | undefined> {
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

  async #startWith(source: string): Promise<Told> {
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

  /** What it would say is not asked for. */
  async #end(checker: Running, file: string): Promise<void> {
    checker.end();
    await Promise.allSettled([checker.finished]);
    await this.#powers.remove(file);
  }
}

async function prepareFolder(powers: GatePowers): Promise<string> {
  const [folder, declarations] = await Promise.all([powers.makeFolder(), powers.declarations()]);
  await powers.writeText(join(folder, "nodegen.d.ts"), declarations);
  await powers.writeText(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  return folder;
}
