/**
 * Copies of this process: fork(2), and what has to hold before it.
 *
 * A copy has the thread that called and no other, so there must be no other: a lock that one of them holds would never be
 * let go. The flags that the process was started with see to that; it is counted before every fork all the same.
 */
import { MADV_DOFORK, SYS_CLOSE_RANGE, SYS_PIDFD_OPEN } from "./abi.ts";
import { errno, libc, must } from "./libc.ts";
import { readText } from "./read-text.ts";

/** The runtime keeps the memory that it compiles code into out of its children; a copy that is to run on needs it. */
export function shareCompiledCode(): void {
  for (const [, from, to] of readText("/proc/self/maps").matchAll(/^([0-9a-f]+)-([0-9a-f]+) rwxp /gm)) {
    const start = Number.parseInt(from!, 16);
    must("madvise", libc.madvise(start, Number.parseInt(to!, 16) - start, MADV_DOFORK));
  }
}

/** 0 in the copy, and the copy's number in the process that was copied. */
export function fork(): number {
  const threads = countThreads();
  if (threads !== 1) throw new Error(`a process with ${threads} threads cannot be copied`);
  const pid = libc.fork();
  if (pid < 0) throw new Error(`fork failed with errno ${errno()}`);
  return pid;
}

/** proc(5): the 20th field of `stat`, the 18th behind the name in brackets. */
const countThreads = (): number => Number(readText("/proc/self/stat").split(") ")[1]!.split(" ")[17]);

/** A descriptor that can be read from when the child has ended. */
export function watchChild(pid: number): number {
  const watch = Number(libc.syscall(SYS_PIDFD_OPEN, pid, 0, null));
  if (watch < 0) throw new Error(`pidfd_open failed with errno ${errno()}`);
  return watch;
}

const status = new Int32Array(1);

/** How a child ended that has ended: by a signal, or with a code. wait(2) tells both in one number. */
export function reap(pid: number): { readonly signal: number } | { readonly code: number } {
  if (libc.waitpid(pid, status, 0) !== pid) throw new Error(`waitpid failed with errno ${errno()}`);
  const signal = status[0]! & 0x7f;
  return signal === 0 ? { code: (status[0]! >> 8) & 0xff } : { signal };
}

/** Leaves the copy with this stream as its input and output, with no other file that its parent has open, and in a session of its own. */
export function standOn(stream: number, errors: number): void {
  libc.setsid();
  for (const [from, to] of [
    [stream, 0],
    [stream, 1],
    [errors, 2],
  ] as const)
    if (libc.dup2(from, to) !== to) throw new Error(`dup2 failed with errno ${errno()}`);
  must("close_range", libc.syscall(SYS_CLOSE_RANGE, 3, 0xffff_ffff, null));
}
