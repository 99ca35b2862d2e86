/**
 * The handful of C library functions with which the child locks itself and speaks. They live in the outer realm; no
 * module can name them.
 */
import { dlopen, read as peek } from "bun:ffi";

const { symbols } = dlopen("libc.so.6", {
  __errno_location: { args: [], returns: "ptr" },
  _exit: { args: ["i32"], returns: "void" },
  close: { args: ["i32"], returns: "i32" },
  dup2: { args: ["i32", "i32"], returns: "i32" },
  execve: { args: ["buffer", "buffer", "buffer"], returns: "i32" },
  fork: { args: [], returns: "i32" },
  getpid: { args: [], returns: "i32" },
  getppid: { args: [], returns: "i32" },
  getuid: { args: [], returns: "u32" },
  kill: { args: ["i32", "i32"], returns: "i32" },
  madvise: { args: ["u64", "u64", "i32"], returns: "i32" },
  open: { args: ["buffer", "i32"], returns: "i32" },
  pipe: { args: ["buffer"], returns: "i32" },
  poll: { args: ["buffer", "u64", "i32"], returns: "i32" },
  prctl: { args: ["i32", "u64", "u64", "u64", "u64"], returns: "i32" },
  pread: { args: ["i32", "buffer", "u64", "i64"], returns: "i64" },
  read: { args: ["i32", "buffer", "u64"], returns: "i64" },
  recvmsg: { args: ["i32", "buffer", "i32"], returns: "i64" },
  setgroups: { args: ["u64", "ptr"], returns: "i32" },
  setresgid: { args: ["u32", "u32", "u32"], returns: "i32" },
  setresuid: { args: ["u32", "u32", "u32"], returns: "i32" },
  setrlimit: { args: ["i32", "buffer"], returns: "i32" },
  setsid: { args: [], returns: "i32" },
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  syscall: { args: ["i64", "u64", "u64", "ptr"], returns: "i64" },
  waitpid: { args: ["i32", "buffer", "i32"], returns: "i32" },
  write: { args: ["i32", "ptr", "u64"], returns: "i64" },
});

export const libc = symbols;

/** The error number that the last failed call left behind. */
export function errno(): number {
  const place = libc.__errno_location();
  return place === null ? 0 : peek.i32(place);
}

/** A call that must succeed: anything else means that there is no wall. */
export function must(name: string, returned: number | bigint): void {
  if (Number(returned) !== 0) throw new Error(`${name} failed with errno ${errno()}`);
}
