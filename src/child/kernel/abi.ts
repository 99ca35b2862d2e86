/**
 * The numbers of the Linux x86-64 kernel interface that the lock is made of, each beside the header that defines it.
 * They are part of the kernel's stable interface: they do not change, and nothing here may be guessed.
 */

/** `asm/unistd_64.h` */
export const syscalls = {
  read: 0,
  write: 1,
  open: 2,
  close: 3,
  fstat: 5,
  mmap: 9,
  mprotect: 10,
  munmap: 11,
  rt_sigprocmask: 14,
  rt_sigreturn: 15,
  ioctl: 16,
  access: 21,
  sched_yield: 24,
  mremap: 25,
  madvise: 28,
  nanosleep: 35,
  getpid: 39,
  socket: 41,
  clone: 56,
  execve: 59,
  exit: 60,
  kill: 62,
  readlink: 89,
  getrusage: 98,
  sysinfo: 99,
  rt_sigsuspend: 130,
  sigaltstack: 131,
  prctl: 157,
  setrlimit: 160,
  gettid: 186,
  futex: 202,
  sched_getaffinity: 204,
  restart_syscall: 219,
  clock_gettime: 228,
  clock_nanosleep: 230,
  exit_group: 231,
  tgkill: 234,
  openat: 257,
  newfstatat: 262,
  set_robust_list: 273,
  prlimit64: 302,
  seccomp: 317,
  getrandom: 318,
  membarrier: 324,
  rseq: 334,
  clone3: 435,
} as const;
export type SyscallName = keyof typeof syscalls;

/** `linux/audit.h`: what `seccomp_data.arch` says on x86-64. */
export const AUDIT_ARCH_X86_64 = 0xc000003e;
/** `asm/unistd.h`: numbers from here on are the x32 variants of the same calls. */
export const X32_SYSCALL_BIT = 0x40000000;

/** `asm-generic/errno-base.h`, `asm-generic/errno.h` */
export const EPERM = 1;
export const EINTR = 4;
export const ENOTTY = 25;
export const ENOSYS = 38;

/** `linux/seccomp.h` */
export const SECCOMP_SET_MODE_FILTER = 1;
export const SECCOMP_FILTER_FLAG_TSYNC = 1;
export const SECCOMP_RET_KILL_PROCESS = 0x80000000;
export const SECCOMP_RET_ERRNO = 0x00050000;
export const SECCOMP_RET_ALLOW = 0x7fff0000;
/** Offsets in `struct seccomp_data`. An argument is 64 bits wide, its low half first. */
export const SECCOMP_DATA_NR = 0;
export const SECCOMP_DATA_ARCH = 4;
export const SECCOMP_DATA_ARGS = 16;

/** `linux/bpf_common.h`: load a word at a fixed offset, compare with a constant, return a constant. */
export const BPF_LD_W_ABS = 0x20;
export const BPF_JEQ_K = 0x15;
export const BPF_JGE_K = 0x35;
export const BPF_RET_K = 0x06;

/** `linux/prctl.h` */
export const PR_SET_PDEATHSIG = 1;
export const PR_SET_DUMPABLE = 4;
export const PR_SET_NAME = 15;
export const PR_SET_NO_NEW_PRIVS = 38;
export const PR_SET_VMA = 0x53564d41;

/** `asm-generic/resource.h` */
export const RLIMIT_CPU = 0;
export const RLIMIT_FSIZE = 1;
export const RLIMIT_CORE = 4;
export const RLIMIT_NOFILE = 7;
export const RLIMIT_MEMLOCK = 8;
export const RLIMIT_AS = 9;
export const RLIMIT_MSGQUEUE = 12;

/** `asm-generic/signal.h` */
export const SIGKILL = 9;

/** What is called before the lock alone, and so is in no table of the filter: `asm/unistd_64.h`. */
export const SYS_PIDFD_OPEN = 434;
export const SYS_CLOSE_RANGE = 436;
/** Of x86-64. */
export const PAGE_BYTES = 4096;
/** `asm-generic/mman-common.h`: the mapping is copied into children again. */
export const MADV_DOFORK = 11;
/** The same: pages are made now, as if they were written to. */
export const MADV_POPULATE_WRITE = 23;
/** `asm-generic/poll.h` */
export const POLLIN = 1;
