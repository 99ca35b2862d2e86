/** Children as a test sees them from outside: which were started, whether they wait, and what they have cost so far. */
import type { SandboxPowers } from "../../src/sandbox/powers.ts";
import { powers } from "./helpers.ts";

/** The real `spawn`; the number of every process that it started, and of every child that was copied from one, as it tells. */
export function countedSpawn() {
  const zygotes: number[] = [];
  const pids: number[] = [];
  const spawn = ((command: string[], settings: { stdout: "pipe" }) => {
    const started = Bun.spawn(command, settings);
    zygotes.push(started.pid);
    const [theirs, ours] = started.stdout.tee();
    Object.defineProperty(started, "stdout", { value: theirs });
    void note(ours, pids);
    return started;
  }) as unknown as SandboxPowers["spawn"];
  return { spawn, pids, zygotes };
}

async function note(stream: ReadableStream<Uint8Array>, pids: number[]): Promise<void> {
  let text = "";
  for await (const bytes of stream) {
    const lines = (text + new TextDecoder().decode(bytes)).split("\n");
    text = lines.pop()!;
    for (const { forked } of lines.map((line) => JSON.parse(line) as { forked?: number }))
      if (forked !== undefined) pids.push(forked);
  }
}

const status = (pid: number, line: string): string | undefined =>
  new RegExp(`^${line}:\\s*(.*)`, "m").exec(powers.proc.text(`/proc/${pid}/status`) ?? "")?.[1];

export const isAlive = (pid: number): boolean => /^[^ZX]/.test(status(pid, "State") ?? "Z");

/** Megabytes that a process holds, and those of them that it shares with no other; only root may see the second. */
export function heldBy(pid: number): string {
  const resident = Number.parseInt(status(pid, "VmRSS") ?? "0") / 1024;
  const all = powers.proc.text(`/proc/${pid}/smaps_rollup`) ?? "";
  const own = [...all.matchAll(/^Private_(?:Clean|Dirty):\s*(\d+)/gm)].reduce(
    (sum, [, kB]) => sum + Number(kB) / 1024,
    0,
  );
  return own === 0
    ? `${Math.round(resident)} MB resident`
    : `${Math.round(resident)} MB resident, ${Math.round(own)} MB its own`;
}

/** Processor time of all its threads, in nanoseconds. */
export const busy = (pid: number): number =>
  (powers.proc.list(`/proc/${pid}/task`) ?? []).reduce(
    (sum, thread) => sum + Number(powers.proc.text(`/proc/${pid}/task/${thread}/schedstat`)?.split(" ")[0] ?? 0),
    0,
  );

/** Locked and at rest, so that its first word has reached the host and it can be handed out. */
export async function waits(pid: number): Promise<void> {
  await until(() => status(pid, "Seccomp") === "2");
  await rests(pid);
}

/** It has nothing more to do. */
export async function rests(pid: number): Promise<void> {
  for (let last = -1; last !== busy(pid); await Bun.sleep(20)) last = busy(pid);
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await Bun.sleep(1);
}
