/**
 * A program that plays the host: it judges and runs one module at a time, with the layers that it is asked for, and tells
 * everything that came out. It is a process of its own, with a secret in its environment, so that a module which gets hold
 * of it takes down nothing but this.
 *
 * With all layers it is the product, plugged together by the hand of `src/cli`; with fewer, the same sandbox around a
 * child that was built differently. Argument: `HostSetup` as JSON; requests and answers over IPC.
 */
import { clock } from "../../src/cli/powers/clock.ts";
import { takeEnvironment } from "../../src/cli/powers/environment.ts";
import { processes } from "../../src/cli/powers/processes.ts";
import { sockets } from "../../src/cli/powers/sockets.ts";
import type { SandboxPowers } from "../../src/sandbox/powers.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import type { Answer, Ask, HostSetup } from "./hosts.ts";

const environment = takeEnvironment();
const { makeRooms } = await import("../../src/cli/make-rooms.ts");
const { makeSandbox } = await import("../../src/sandbox/make-sandbox.ts");
const { judgeAll, judgeUngated } = await import("./host-judge.ts");
const { endWhenSignalled } = await import("./signalled.ts");

endWhenSignalled();
const setup = JSON.parse(process.argv[2]!) as HostSetup;
/** What the children of the altered layers wrote, byte for byte. */
let written = "";
const rooms = makeRooms({
  environment,
  onProblem: (problem) => (written += JSON.stringify(problem)),
  onFault: (error) => (written += String(error)),
});

const openTapped: SandboxPowers["sockets"]["open"] = ({ data, ...more }) =>
  sockets.open({
    data(bytes) {
      if (written.length < 2 ** 22) written += Buffer.from(bytes).toString("latin1");
      data(bytes);
    },
    ...more,
  });

const altered: Readonly<Record<"kernel" | "realm", Sandbox>> = {
  kernel: makeSandbox({ ...powersFor("kernel"), proc: processes.proc }),
  realm: makeSandbox({ ...powersFor("realm"), proc: { ...processes.proc, text: pretendToBeLocked } }),
};

function powersFor(layer: "kernel" | "realm"): Omit<SandboxPowers, "proc"> {
  return {
    spawn: processes.spawn,
    end: processes.end,
    interrupt: processes.interrupt,
    sockets: { ...sockets, open: openTapped },
    executable: processes.bun,
    program: setup.programs[layer],
    realm: setup.realm,
    folder: setup.folder,
    platform: processes.platform,
    arch: processes.arch,
    every: clock.every,
  };
}

/** The sandbox looks at its child from outside and would start none without a lock. */
function pretendToBeLocked(path: string): string | null {
  const text = processes.proc.text(path);
  if (!path.endsWith("/status")) return text;
  return `${text?.replace(/^(Seccomp|NoNewPrivs|Uid):.*$/gm, "") ?? ""}\nSeccomp:\t2\nNoNewPrivs:\t1\nUid:\t65534\n`;
}

async function answer({ id, layer, source, ...how }: Ask): Promise<Answer> {
  written = "";
  const watch = watchSelf();
  const began = performance.now();
  const outcome =
    layer === "all" || layer === "gate"
      ? await judgeAll(await rooms.gate(), layer === "all" ? await rooms.sandbox() : undefined, source, how)
      : await judgeUngated(altered[layer], source, how);
  const self = watch();
  return { id, ...outcome, ...self, output: `${outcome.output}\n${written}`, ms: performance.now() - began };
}

/** How late the host's own timers were, and how much it has grown. */
function watchSelf(): () => { lateMs: number; grownBytes: number } {
  const before = process.memoryUsage.rss();
  let [last, lateMs, most] = [performance.now(), 0, before];
  const timer = setInterval(() => {
    const now = performance.now();
    lateMs = Math.max(lateMs, now - last);
    last = now;
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  return () => {
    clearInterval(timer);
    return { lateMs: Math.max(lateMs, performance.now() - last), grownBytes: most - before };
  };
}

process.on("message", (ask: Ask) => {
  void answer(ask).then(
    (made) => process.send!(made),
    (error: unknown) => process.send!({ id: ask.id, threw: `${String(error)}\n${(error as Error).stack}` }),
  );
});
process.on("disconnect", () => process.exit(0));
process.send!("ready");
