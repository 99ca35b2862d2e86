/**
 * Processor time, limited by the child itself at the host's word: once it has changed its user, a host that is root in a
 * container may not do it from outside any more. The host sees in `/proc` that it was done before it sends a module.
 */
import { ptr } from "bun:ffi";

import { RLIMIT_CPU, syscalls } from "./abi.ts";
import { libc, must } from "./libc.ts";

/** At the hard limit the kernel sends SIGKILL, whatever the process does with SIGXCPU; a hard limit never rises again. */
export function limitCpuTime(seconds: number): void {
  const limit = new BigUint64Array([BigInt(seconds), BigInt(seconds)]);
  // The C library's `setrlimit` makes another system call, which the filter refuses.
  must("setrlimit", libc.syscall(syscalls.setrlimit, RLIMIT_CPU, ptr(limit), null));
}
