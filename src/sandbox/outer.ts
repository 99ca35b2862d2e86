/**
 * The outer layer: bubblewrap around the children, so that they also have no network, no processes to see and next to no files.
 *
 * The wall stands without it; where it works it is a second one, made of namespaces instead of a system call filter. The
 * process that children are copied from becomes the first of a namespace, in which its copies stay, and starts with the
 * environment that is named here.
 */
import { dirname } from "node:path";

import type { ProcReader, SandboxPowers } from "./powers.ts";

/** Where the runtime's libraries lie, on the distributions that there are. */
const libraries = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"];

export function wrap(
  program: string,
  { executable, folder, realm, isRoot }: Pick<SandboxPowers, "executable" | "folder" | "realm"> & { isRoot: boolean },
  environment: Readonly<Record<string, string>>,
): string[] {
  const readable = [...new Set([executable, folder, dirname(realm)])];
  return [
    program,
    ...["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"],
    // Root keeps what it needs to become nobody, and loses it by that.
    ...(isRoot ? ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"] : ["--unshare-user"]),
    ...["--die-with-parent", "--as-pid-1", "--hostname", "confined"],
    // Its own environment is seen inside, in /proc/1/environ.
    "--clearenv",
    ...Object.entries(environment).flatMap(([name, value]) => ["--setenv", name, value]),
    ...libraries.flatMap((path) => ["--ro-bind-try", path, path]),
    ...readable.flatMap((path) => ["--ro-bind", path, path]),
    ...["--proc", "/proc", "--dev", "/dev", "--chdir", folder],
    "--",
  ];
}

/** The process that was wrapped: the only child of the one that was started. Null while there is none. */
export function wrappedPid(outer: number, proc: ProcReader): number | null {
  const children = proc.text(`/proc/${outer}/task/${outer}/children`)?.trim().split(" ") ?? [];
  return children.length === 1 && /^\d+$/.test(children[0]!) ? Number(children[0]) : null;
}

/** The list leaves out a child where its neighbour ends while it is read (proc(5), "children"); not every time. */
const LOOKS = 5;

/** The number that a process has outside, by the one that it has in its own namespace: it is among the last that were forked. */
export function copyInside(parent: number, number: number, proc: ProcReader): number | null {
  for (let look = 0; look < LOOKS; look++) {
    const children = proc.text(`/proc/${parent}/task/${parent}/children`)?.trim().split(" ") ?? [];
    const found = children.findLast((pid) => idsOf(Number(pid), proc).at(-1) === String(number));
    if (found !== undefined) return Number(found);
  }
  return null;
}

/** Its numbers in every namespace that it is in, from the outermost. */
const idsOf = (pid: number, proc: ProcReader): readonly string[] =>
  /^NSpid:\s*(.+)$/m.exec(proc.text(`/proc/${pid}/status`) ?? "")?.[1]?.split(/\s+/) ?? [];

/** Null when the process has namespaces of its own, as seen from outside; else what is missing. */
export function outerGap(pid: number, proc: ProcReader): string | null {
  if (idsOf(pid, proc).length < 2) return "it sees the processes of the host";
  const devices = [...(proc.text(`/proc/${pid}/net/dev`) ?? "").matchAll(/^\s*(\S+):/gm)].map(([, name]) => name);
  if (devices.join() !== "lo") return `it sees the network devices ${devices.join(", ") || "of the host"}`;
  return null;
}
