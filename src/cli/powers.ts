/**
 * The powers of the machine: processes, the clock, the environment, the network and the disk are named here and nowhere
 * else in the commands and the rooms; `rooms.ts` hands them on as arguments.
 *
 * Loaded before everything else, so it imports nothing of the project's but types.
 */
import { Database } from "bun:sqlite";
import { lookup } from "node:dns/promises";
import { existsSync, readdirSync, readFileSync, watch } from "node:fs";
import * as files from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";

import { err, ok, type Result } from "../base/result.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment and empties it, so that no library finds a key there. `Bun.spawn` without `env` would still hand
 * a child the original one: that is why every spawn names its own.
 */
export function takeEnvironment(): Environment {
  const taken = { ...process.env };
  for (const name of Object.keys(process.env)) delete process.env[name];
  return taken;
}

export interface Stream {
  write(text: string): void;
  readonly isTerminal: boolean;
}
export interface Streams {
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Waits until everything is written; the value is why something could not be, if so. */
  close(): Promise<unknown>;
}

export function openStreams(): Streams {
  const stdout = openStream(Bun.stdout, process.stdout.isTTY === true);
  const stderr = openStream(Bun.stderr, process.stderr.isTTY === true);
  return { stdout, stderr, close: async () => (await stdout.close()) ?? (await stderr.close()) };
}

function openStream(file: Bun.BunFile, isTerminal: boolean) {
  const sink = file.writer();
  let failure: unknown;
  const attempt = async (print: () => unknown) => {
    try {
      await print();
    } catch (error) {
      failure ??= error;
    }
  };
  const put = (text: string) => {
    sink.write(text);
    return sink.flush();
  };
  return {
    write: (text: string) => void (failure === undefined && attempt(() => put(text))),
    isTerminal,
    async close(): Promise<unknown> {
      await attempt(() => sink.end());
      // A reader that went away (`nodegen … | head`) ended the printing, and is no failure.
      return (failure as NodeJS.ErrnoException | undefined)?.code === "EPIPE" ? undefined : failure;
    },
  };
}

/** Ctrl-C and SIGTERM ask for an orderly end; a second one does not wait for it. */
export function trapSignals(): { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return { signal: controller.signal };
}

const keyReaders: ((bytes: Uint8Array) => boolean)[] = [];

/** The latest reader first; Ctrl-C that nobody took is what it always is. */
function hearKeys(bytes: Uint8Array): void {
  if (keyReaders.toReversed().some((reader) => reader(bytes))) return;
  if (bytes.includes(0x03)) process.kill(process.pid, "SIGINT");
}

/** The keys that a person presses; without a terminal there are none. */
export const keyboard = {
  isThere: process.stdin.isTTY === true,
  /** The latest reader gets the keys first, and says whether they were for it; one that waits gets what others left. */
  read(reader: (bytes: Uint8Array) => boolean, waits = false): () => void {
    if (!keyboard.isThere) return () => {};
    if (keyReaders.length === 0) {
      process.stdin.setRawMode(true);
      process.stdin.on("data", hearKeys);
      process.stdin.resume();
    }
    if (waits) keyReaders.unshift(reader);
    else keyReaders.push(reader);
    return () => {
      keyReaders.splice(keyReaders.indexOf(reader), 1);
      if (keyReaders.length > 0) return;
      process.stdin.off("data", hearKeys);
      process.stdin.setRawMode(false);
      process.stdin.pause();
    };
  },
  /** Throws away what was typed and not read yet: in the kernel, and what is on its way through the event loop. */
  async discard(): Promise<void> {
    const { dlopen } = await import("bun:ffi");
    const libc = dlopen("libc.so.6", { tcflush: { args: ["i32", "i32"], returns: "i32" } });
    libc.symbols.tcflush(0, TCIFLUSH);
    libc.close();
    await new Promise<void>((resolve) => setImmediate(resolve));
  },
};

/** asm-generic/termbits-common.h */
const TCIFLUSH = 0;

/** Calls `end` when a person at the terminal presses Esc or Ctrl-C; without a terminal it never does. */
export function onEscape(end: () => void): () => void {
  const read = (bytes: Uint8Array) => {
    // An arrow key begins with Esc too, and goes on.
    const escape = bytes.length === 1 && bytes[0] === 0x1b;
    if (escape || bytes.includes(0x03)) end();
    return true;
  };
  // A question that stands at the terminal comes first.
  return keyboard.read(read, true);
}

export const clock = {
  /** Milliseconds, never going back. */
  now: () => performance.now(),
  /** Milliseconds since 1970. */
  date: () => Date.now(),
  today: () => new Date(),
  every: (milliseconds: number, run: () => void) => {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  },
  /** Runs once, not before `time` of `now`. */
  at: (time: number, run: () => void) => {
    const timer = setTimeout(run, Math.max(0, time - performance.now()));
    return () => clearTimeout(timer);
  },
};

export const processes = {
  spawn: Bun.spawn,
  bun: process.execPath,
  platform: process.platform,
  arch: process.arch,
  pid: process.pid,
  /** Whether a process of this machine has this number. */
  isAlive: (pid: number) => existsSync(`/proc/${pid}`),
  proc: {
    text: (path: string) => orNull(() => readFileSync(path, "utf8")),
    list: (path: string) => orNull(() => readdirSync(path)),
  },
};

/** Never by PATH: whoever sets it would choose what confines the child. */
const bubblewraps = ["/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap", "/run/current-system/sw/bin/bwrap"];

/** Undefined where it is not installed. */
export function findOuterLayer() {
  const program = bubblewraps.find((path) => existsSync(path));
  return program === undefined ? undefined : { program, isRoot: process.getuid?.() === 0, end: endProcess };
}

function endProcess(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** A process that ends takes its files below `/proc` with it at any moment. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}

export const network = {
  serve: Bun.serve,
  fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, init),
  /** Every address of a name, as the system resolves it. */
  resolve: async (host: string) => (await lookup(host, { all: true })).map(({ address }) => address),
};

export const randomBytes = (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size));

export const disk = {
  files,
  openDatabase: (path: string) => new Database(path, { create: true }),
  readText: (path: string) => Bun.file(path).text(),
  writeText: (path: string, text: string) => Bun.write(path, text),
  /** Undefined where there is no such file. */
  readBytes: async (path: string) => {
    const file = Bun.file(path);
    return (await file.exists()) ? file.bytes() : undefined;
  },
  homeFolder: () => homedir(),
  makeFolder: () => files.mkdtemp(join(tmpdir(), "nodegen-")),
  remove: (path: string) => files.rm(path, { recursive: true, force: true }),
};

/** What is read of a source file: more than the gate takes, so that the gate can say that it is too large. */
const MOST_OF_A_SOURCE = 2 ** 20;

export interface SourceFile {
  readonly text: string;
  /** With every link resolved. */
  readonly realPath: string;
}

/** The text and its place, or why it could not be read, as the end of a sentence. */
export async function readSource(path: string): Promise<Result<SourceFile, string>> {
  try {
    const realPath = await files.realpath(path);
    const found = await files.stat(realPath);
    // A pipe or a device may never end.
    if (!found.isFile()) return err(found.isDirectory() ? "it is a folder" : "it is no ordinary file");
    const bytes = await Bun.file(realPath).slice(0, MOST_OF_A_SOURCE).bytes();
    return ok({ text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), realPath });
  } catch (error) {
    return err(readFailure(error));
  }
}

const readFailures: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "reading it is not permitted",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8 text",
};
function readFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return readFailures[code ?? ""] ?? message;
}

/** As `readSource`, for a path that came over the network: it may not lead out of `folder`, by a link either. */
export async function readInside(
  folder: string,
  path: string,
): Promise<Result<SourceFile, { readonly reason: string; readonly isOutside: boolean }>> {
  const outside = (from: string, to: string) => relative(from, to).startsWith("..");
  const refused = err({ reason: "it lies outside the project", isOutside: true });
  if (outside(folder, resolve(folder, path))) return refused;
  try {
    const real = await files.realpath(resolve(folder, path));
    if (outside(await files.realpath(folder), real)) return refused;
    const read = await readSource(real);
    return read.ok ? read : err({ reason: read.error, isOutside: false });
  } catch (error) {
    return err({ reason: readFailure(error), isOutside: false });
  }
}

/** Where a path inside `folder` leads, relative to it; undefined where it leads nowhere or out of it. */
export async function realInside(folder: string, path: string): Promise<string | undefined> {
  try {
    const real = relative(await files.realpath(folder), await files.realpath(resolve(folder, path)));
    return real === ".." || real.startsWith("../") ? undefined : real || ".";
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "ELOOP", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? ""))
      return undefined;
    throw error;
  }
}

/**
 * Calls `changed` whenever something happened to `path`. The folder is watched rather than the file, since editors save
 * by writing another file and renaming it.
 */
export function watchFile(path: string, changed: () => void): () => void {
  const name = basename(path);
  const watcher = watch(dirname(path), (_, touched) => {
    if (touched === null || touched === name) changed();
  });
  return () => watcher.close();
}

/** Half the time that a person would notice; a writer that pauses for longer is met by the next change. */
const STILL_FOR = 8;

/** Waits until the file's size and time have stood still; false when it is gone. */
export async function settled(path: string): Promise<boolean> {
  for (let before = await fingerprint(path); ;) {
    await Bun.sleep(STILL_FOR);
    const after = await fingerprint(path);
    if (after === before) return after !== undefined;
    before = after;
  }
}

async function fingerprint(path: string): Promise<string | undefined> {
  try {
    const { size, mtimeMs, ino } = await files.stat(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
