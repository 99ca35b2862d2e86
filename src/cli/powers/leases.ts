/**
 * Files that hold up who opens them: the kernel lets a lease's holder finish first (fcntl(2), "Leases"). Whoever is started with such a
 * file can do everything else before its content is known.
 */
import { dlopen } from "bun:ffi";
import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";

import type { HeldFile } from "../../gate/powers.ts";

/** `linux/fcntl.h` */
const F_SETSIG = 10;
const F_SETLEASE = 1024;
const F_WRLCK = 1;
/** The holder is told by a signal that somebody waits: by one that does nothing, and not by SIGIO, which would end it. */
const SIGURG = 23;
const PATIENCE = "/proc/sys/fs/lease-break-time";

const load = () => dlopen("libc.so.6", { fcntl: { args: ["i32", "i32", "i32"], returns: "i32" } }).symbols;
let loaded: ReturnType<typeof load> | undefined;

/**
 * A new file with this content, which nobody can open before it is given or dropped; after `patienceMs` the kernel may let them. Undefined
 * where there are no leases.
 */
export function holdFile(path: string, content: string, patienceMs: number): HeldFile | undefined {
  if (process.platform !== "linux" || leaseSeconds() * 1_000 <= patienceMs) return undefined;
  const { fcntl } = (loaded ??= load());
  const file = openSync(path, "wx");
  let isHeld = false;
  try {
    writeWhole(file, content);
    isHeld = fcntl(file, F_SETSIG, SIGURG) === 0 && fcntl(file, F_SETLEASE, F_WRLCK) === 0;
  } finally {
    if (!isHeld) closeSync(file);
  }
  // Closing it gives the lease back.
  return isHeld ? { give: (text) => give(file, text), drop: () => closeSync(file) } : undefined;
}

/** What was there is longer, and goes last: at no moment is there a part of the text alone. */
function give(file: number, text: string): void {
  try {
    ftruncateSync(file, writeWhole(file, text));
  } finally {
    closeSync(file);
  }
}

/** The bytes; all of them, or it throws. */
function writeWhole(file: number, text: string): number {
  const bytes = Buffer.from(text);
  if (writeSync(file, bytes, 0, bytes.length, 0) !== bytes.length) throw new Error("a file could not be written whole");
  return bytes.length;
}

/** So long the kernel waits for the holder; 0: there are no leases. */
const leaseSeconds = (): number => (existsSync(PATIENCE) ? Number(readFileSync(PATIENCE, "utf8")) : 0);
