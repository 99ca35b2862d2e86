/**
 * Processor time for a child, set on its process id from outside: it holds when the host's own clock is late or the host
 * hangs. Only for children that serve one verdict; a live scene would reach any such limit one day.
 */
import { dlopen } from "bun:ffi";

/** `asm-generic/resource.h` */
const RLIMIT_CPU = 0;

const openLibc = () => dlopen("libc.so.6", { prlimit: { args: ["i32", "i32", "buffer", "ptr"], returns: "i32" } });
let libc: ReturnType<typeof openLibc> | undefined;

/** The kernel ends the process after so many seconds of processor time; false when it would not take the limit. */
export function limitCpu(pid: number, seconds: number): boolean {
  libc ??= openLibc();
  // `struct rlimit`: soft and hard. At the hard limit the kernel sends SIGKILL, whatever the process does with SIGXCPU.
  const limit = new BigUint64Array([BigInt(seconds), BigInt(seconds)]);
  return libc.symbols.prlimit(pid, RLIMIT_CPU, limit, null) === 0;
}
