/**
 * What a locked child may ask of the kernel: one table, read by the filter and by a test.
 *
 * It was found by running the synchronous harness with everything else fatal: memory, threads, the collector, the JIT,
 * the clock, and the stream that was open before. A call that is not in this table ends the process.
 */
import { ENOSYS, ENOTTY, EPERM, PR_SET_NAME, PR_SET_VMA, RLIMIT_CPU, type SyscallName } from "./abi.ts";

/** `CLONE_*` of `linux/sched.h`, as the two C libraries start a thread: no new process can be made with them. */
export const THREAD_OF_GLIBC = 0x3d0f00;
export const THREAD_OF_MUSL = 0x7d0f00;

export type Answer =
  | { readonly allow: true }
  /** Allowed when the argument at this place is one of these; the call ends the process otherwise. */
  | { readonly allowWhen: { readonly argument: number; readonly is: readonly number[] | "own pid" } }
  | { readonly errno: number };

const allow = { allow: true } as const;

export const policy: { readonly [name in SyscallName]?: Answer } = {
  // The hot ones first: the filter asks in this order.
  read: allow,
  write: allow,
  futex: allow,
  madvise: allow,
  mmap: allow,
  munmap: allow,
  mprotect: allow,
  mremap: allow,
  close: allow,
  exit: allow,
  exit_group: allow,
  rt_sigprocmask: allow,
  rt_sigreturn: allow,
  // To end a loop the engine stops its thread by a signal, which then waits here to be let go.
  rt_sigsuspend: allow,
  sigaltstack: allow,
  sched_yield: allow,
  gettid: allow,
  getpid: allow,
  set_robust_list: allow,
  rseq: allow,
  getrandom: allow,
  sched_getaffinity: allow,
  clock_gettime: allow,
  clock_nanosleep: allow,
  nanosleep: allow,
  restart_syscall: allow,
  membarrier: allow,
  getrusage: allow,
  fstat: allow,

  clone: { allowWhen: { argument: 0, is: [THREAD_OF_GLIBC, THREAD_OF_MUSL] } },
  tgkill: { allowWhen: { argument: 0, is: "own pid" } },
  prctl: { allowWhen: { argument: 0, is: [PR_SET_NAME, PR_SET_VMA] } },
  // Its own processor time, which only shrinks: what it may take is known when the module is, long after the lock.
  setrlimit: { allowWhen: { argument: 0, is: [RLIMIT_CPU] } },

  // A filter cannot read through clone3's pointer; told that it does not exist, the C library falls back to clone.
  clone3: { errno: ENOSYS },
  // What the runtime tries in passing and can do without.
  openat: { errno: EPERM },
  open: { errno: EPERM },
  readlink: { errno: EPERM },
  newfstatat: { errno: EPERM },
  access: { errno: EPERM },
  prlimit64: { errno: EPERM },
  sysinfo: { errno: EPERM },
  ioctl: { errno: ENOTTY },
  // Refused and not fatal, so that the child can try its own wall.
  socket: { errno: EPERM },
  execve: { errno: EPERM },
  kill: { errno: EPERM },
};
