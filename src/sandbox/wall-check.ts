/**
 * The parent's own look at a child's wall, from the outside, before it sends a byte of a module: what the kernel says of
 * every thread in `/proc`. The child's word is not needed for it; what it says of itself can only make things worse.
 */
import type { Problem } from "../base/problem.ts";
import { type Hello, PROTOCOL_VERSION } from "../wire/protocol.ts";
import { environment } from "./launch.ts";
import type { ProcReader } from "./powers.ts";

export interface ThreadWall {
  readonly thread: string;
  /** What `/proc/<pid>/task/<thread>/status` says. */
  readonly seccomp: string;
  readonly noNewPrivileges: string;
  readonly user: string;
}

/** Every thread of the process; null when it cannot be looked at. A thread that ended meanwhile is left out. */
export function lookAtThreads(pid: number, proc: ProcReader): ThreadWall[] | null {
  const threads = proc.list(`/proc/${pid}/task`);
  if (threads === null || threads.length === 0) return null;
  return threads.flatMap((thread) => {
    const status = proc.text(`/proc/${pid}/task/${thread}/status`);
    if (status === null) return [];
    const line = (name: string): string => new RegExp(`^${name}:\\s*(\\S+)`, "m").exec(status)?.[1] ?? "absent";
    return [{ thread, seccomp: line("Seccomp"), noNewPrivileges: line("NoNewPrivs"), user: line("Uid") }];
  });
}

/** Null when every thread is held; else what is missing, as the end of a sentence. */
export function wallGap(threads: readonly ThreadWall[] | null): string | null {
  if (threads === null || threads.length === 0) return "its threads cannot be seen in /proc";
  for (const { thread, seccomp, noNewPrivileges, user } of threads) {
    if (seccomp !== "2") return `thread ${thread} has no system call filter (Seccomp: ${seccomp})`;
    if (noNewPrivileges !== "1") return `thread ${thread} may gain privileges (NoNewPrivs: ${noNewPrivileges})`;
    if (user === "0") return `thread ${thread} runs as root`;
  }
  return null;
}

/** As `wallGap`, by what the child says of itself: it need not be true, but what it admits is. */
export function helloGap(hello: Hello | null): string | null {
  if (hello === null) return "its greeting is malformed";
  if (hello.version !== PROTOCOL_VERSION) return `it speaks protocol ${hello.version}, not ${PROTOCOL_VERSION}`;
  // Bubblewrap sets PWD, to the folder that it was told.
  const extra = hello.environment.find((name) => name !== "PWD" && !Object.hasOwn(environment, name));
  if (extra !== undefined) return `the variable "${extra}" reached it`;
  const open = hello.probes.find((probe) => !probe.held);
  return open === undefined ? null : `"${open.name}" ${open.seen}`;
}

export const noWall = (gap: string): Problem => ({
  code: "WALL_UNAVAILABLE",
  message: `Cannot confine generated code on this machine: ${gap}`,
  hint: "Run `bun nodegen doctor` to see which boundary is missing; a Linux x86-64 machine, container or virtual machine with seccomp and /proc has all of them, and the Containerfile makes one.",
});
