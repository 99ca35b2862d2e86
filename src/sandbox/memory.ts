import type { ProcReader } from "./powers.ts";

const PAGE = 4096;

/** Resident bytes of a process, 0 when it is gone: the second number of `/proc/<pid>/statm`, in pages. */
export const readMemory = (pid: number, proc: ProcReader): number =>
  Number(proc.text(`/proc/${pid}/statm`)?.split(" ")[1] ?? 0) * PAGE;

/** The most resident bytes a process ever had, 0 when it is gone. */
export const readPeakMemory = (pid: number, proc: ProcReader): number =>
  Number(/^VmHWM:\s*(\d+) kB/m.exec(proc.text(`/proc/${pid}/status`) ?? "")?.[1] ?? 0) * 1024;
