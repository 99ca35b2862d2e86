/**
 * The child locks itself: identity, limits, then the filter, before a byte of untrusted code has arrived.
 *
 * Nothing here can be undone by the process afterwards, and nothing here reads a flag or the environment. A step that
 * fails throws: the child must then end, since an unlocked child may not speak.
 */
import { ptr } from "bun:ffi";

import {
  PAGE_BYTES,
  PR_SET_DUMPABLE,
  PR_SET_NO_NEW_PRIVS,
  PR_SET_PDEATHSIG,
  RLIMIT_AS,
  RLIMIT_CORE,
  RLIMIT_FSIZE,
  RLIMIT_MEMLOCK,
  RLIMIT_MSGQUEUE,
  RLIMIT_NOFILE,
  SECCOMP_FILTER_FLAG_TSYNC,
  SECCOMP_SET_MODE_FILTER,
  SIGKILL,
  syscalls,
} from "./abi.ts";
import { encodeFilter, makeFilter } from "./filter.ts";
import { libc, must } from "./libc.ts";
import { policy } from "./policy.ts";
import { readText } from "./read-text.ts";

/** "nobody" on every Linux; it owns nothing. */
export const NOBODY = 65534;

/**
 * `memoryBytes` is what the module may map over what the process has mapped now; `parent` is the process that it was forked
 * from and dies with. Returns the user it runs as.
 */
export function lock(memoryBytes: number, parent: number): number {
  dropRoot();
  const user = libc.getuid();
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, 16);
  limit(RLIMIT_MEMLOCK, 0);
  limit(RLIMIT_MSGQUEUE, 0);
  limit(RLIMIT_AS, mappedBytes() + memoryBytes);
  must("PR_SET_DUMPABLE", libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
  must("PR_SET_PDEATHSIG", libc.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0));
  // A parent that ended before the line above sends no signal any more.
  if (libc.getppid() !== parent) throw new Error("its parent is gone");
  must("PR_SET_NO_NEW_PRIVS", libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
  installFilter();
  return user;
}

/** What locking runs of our own code, without a system call that changes anything: a copy then finds it linked. */
export function rehearseLock(): void {
  encodeFilter(makeFilter(policy, 1));
  mappedBytes();
}

/**
 * Started by root, the child becomes nobody here and not at its start: the runtime and the project may lie below a
 * folder that only root can enter. The C library carries the change to every thread.
 */
function dropRoot(): void {
  if (libc.getuid() !== 0) return;
  must("setgroups", libc.setgroups(0, null));
  must("setresgid", libc.setresgid(NOBODY, NOBODY, NOBODY));
  must("setresuid", libc.setresuid(NOBODY, NOBODY, NOBODY));
  if (libc.setresuid(0, 0, 0) === 0) throw new Error("setresuid gave root back");
}

/** `struct rlimit`: the soft and the hard limit, which can then only be lowered. */
function limit(resource: number, value: number): void {
  must(`setrlimit ${resource}`, libc.setrlimit(resource, new BigUint64Array([BigInt(value), BigInt(value)])));
}

/** The first number of `/proc/self/statm`: the size of the address space, in pages. */
const mappedBytes = (): number => Number(readText("/proc/self/statm").split(" ")[0]) * PAGE_BYTES;

/** `struct sock_fprog`: a 16-bit count, padding, a pointer. */
const PROGRAM_HEADER = 16;

/** With TSYNC the filter holds every thread that the runtime has started, not just this one. */
function installFilter(): void {
  const program = makeFilter(policy, libc.getpid());
  const instructions = encodeFilter(program);
  // In one piece of memory: what is only pointed to could be collected before the call.
  const bytes = new Uint8Array(PROGRAM_HEADER + instructions.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, program.length, true);
  view.setBigUint64(8, BigInt(ptr(bytes) + PROGRAM_HEADER), true);
  bytes.set(instructions, PROGRAM_HEADER);
  must("seccomp", libc.syscall(syscalls.seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, bytes));
}
