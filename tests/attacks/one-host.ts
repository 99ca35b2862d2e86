/** One program of `host.ts`: asked over IPC, and looked at from outside. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Grounds } from "./canaries.ts";
import type { Answer, Ask, HostSetup, Reply } from "./hosts.ts";
import { SIGNALLED } from "./signalled.ts";
import { end } from "./watched.ts";

/** Every budget that a module has, many times over. */
const PATIENCE_MS = 60_000;
/** A child that was killed is gone when the kernel has taken its memory back. */
const GONE_MS = 10_000;

export class Host {
  readonly pid: number;
  readonly #process: Bun.Subprocess<"ignore", "inherit", "inherit">;
  readonly #ready: Promise<void>;
  #settle: (reply: Reply) => void = () => {};
  #count = 0;

  constructor(setup: HostSetup, grounds: Grounds) {
    let announce = (): void => {};
    this.#ready = new Promise((done) => (announce = done));
    this.#process = Bun.spawn([process.execPath, join(import.meta.dir, "host.ts"), JSON.stringify(setup)], {
      cwd: grounds.project,
      env: { ...grounds.environment, PATH: "/usr/local/bin:/usr/bin:/bin", HOME: grounds.directory },
      stdin: "ignore",
      stdout: "inherit",
      stderr: "inherit",
      ipc: (message: "ready" | Answer | { id: number; threw: string }) => {
        if (message === "ready") return announce();
        if (message.id !== this.#count) return;
        this.#settle(
          "threw" in message ? { kind: "threw", message: message.threw } : { kind: "answer", answer: message },
        );
      },
    });
    this.pid = this.#process.pid;
    void this.#process.exited.then(() => {
      announce();
      this.#settle({ kind: "died", message: String(this.#process.signalCode ?? this.#process.exitCode) });
    });
  }

  get wasSignalled(): boolean {
    return this.#process.exitCode === SIGNALLED || this.#process.signalCode !== null;
  }

  async ask(ask: Omit<Ask, "id">): Promise<Reply> {
    await this.#ready;
    if (this.#process.exitCode !== null) throw new Error("host.ts ended before it was asked anything");
    const reply = new Promise<Reply>((settle) => (this.#settle = settle));
    this.#process.send({ id: ++this.#count, ...ask } satisfies Ask);
    const patience = Promise.withResolvers<Reply>();
    const timer = setTimeout(() => patience.resolve({ kind: "silent" }), PATIENCE_MS);
    const first = await Promise.race([reply, patience.promise]);
    clearTimeout(timer);
    return first;
  }

  /** Confined children that are still there although their module's time is over. */
  async childrenLeft(): Promise<readonly number[]> {
    const deadline = performance.now() + GONE_MS;
    for (;;) {
      const isLast = performance.now() > deadline;
      const left = copiesBelow(this.pid);
      if (left.length === 0 || isLast) return left;
      await Bun.sleep(5);
    }
  }

  end(): void {
    childrenOf(this.pid).forEach(end);
    this.#process.kill("SIGKILL");
  }
}

function childrenOf(pid: number): number[] {
  const lists = tasksOf(pid).map((task) => read(`/proc/${pid}/task/${task}/children`));
  return lists.join(" ").split(" ").filter(Boolean).map(Number);
}

/** What was copied from the processes below that children are copied from; bubblewrap may stand between. */
const copiesBelow = (pid: number): number[] =>
  childrenOf(pid).flatMap((child) => (runsChild(child) ? childrenOf(child) : copiesBelow(child)));

function runsChild(pid: number): boolean {
  const [program = "", ...words] = read(`/proc/${pid}/cmdline`).split("\0");
  return !program.endsWith("bwrap") && words.some((word) => word.endsWith("child.js"));
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    // It has ended.
    return [];
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // It has ended.
    return "";
  }
}
