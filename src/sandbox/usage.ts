/** What the kernel says that a process has used. Each is null when the process is gone or `/proc` does not say. */
import type { ProcReader } from "./powers.ts";

const PAGE = 4096;

/** Resident bytes: the second number of `/proc/<pid>/statm`, in pages. */
export const readMemory = (pid: number, proc: ProcReader): number | null =>
  number(proc.text(`/proc/${pid}/statm`), /^\d+ (\d+)/, PAGE);

/** The most resident bytes it ever had. */
export const readPeakMemory = (pid: number, proc: ProcReader): number | null =>
  number(proc.text(`/proc/${pid}/status`), /^VmHWM:\s*(\d+) kB/m, 1024);

/** Milliseconds that its main thread, where modules run, was on a processor: the first number of `schedstat`, in ns. */
export const readBusyMs = (pid: number, proc: ProcReader): number | null =>
  number(proc.text(`/proc/${pid}/schedstat`), /^(\d+)/, 1e-6);

/**
 * Seconds of processor time after which the kernel ends it: the hard limit, second of two columns. Infinity where there is none, null
 * when the process is gone.
 */
export function readCpuLimit(pid: number, proc: ProcReader): number | null {
  const limits = proc.text(`/proc/${pid}/limits`);
  // It is empty when the process has ended, and nobody has asked how.
  if (limits === null || limits === "") return null;
  return number(limits, /^Max cpu time +\S+ +(\d+)/m, 1) ?? Infinity;
}

function number(text: string | null, pattern: RegExp, unit: number): number | null {
  const found = text === null ? null : pattern.exec(text);
  return found === null ? null : Number(found[1]) * unit;
}
