/** Other processes of this machine, and what surrounds a confined one where it is installed. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

export const processes = {
  spawn: Bun.spawn,
  bun: process.execPath,
  platform: process.platform,
  arch: process.arch,
  pid: process.pid,
  /** Whether a process of this machine has this number. */
  isAlive: (pid: number) => existsSync(`/proc/${pid}`),
  /** By SIGKILL; false when it is gone. */
  end: (pid: number) => signal(pid, "SIGKILL"),
  /** By SIGINT; false when it is gone. */
  interrupt: (pid: number) => signal(pid, "SIGINT"),
  proc: {
    text: (path: string) => orNull(() => readFileSync(path, "utf8")),
    list: (path: string) => orNull(() => readdirSync(path)),
  },
};

/** Never by PATH: whoever sets it would choose what confines the child. */
const bubblewraps = ["/usr/bin/bwrap", "/bin/bwrap", "/usr/local/bin/bwrap", "/run/current-system/sw/bin/bwrap"];

/** Undefined where it is not installed. */
export function findOuterLayer() {
  const program = bubblewraps.find((path) => existsSync(path));
  return program === undefined ? undefined : { program, isRoot: process.getuid?.() === 0 };
}

function signal(pid: number, name: "SIGKILL" | "SIGINT"): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** A process that ends takes its files below `/proc` with it at any moment. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}
