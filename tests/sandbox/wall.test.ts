/**
 * The kernel's part of the wall: the filter's answers by the table, and what the kernel says of a real locked child. These
 * tests never pass by not running: a machine that should have a wall and has none fails them.
 */
import { dlopen } from "bun:ffi";
import { afterAll, describe, expect, test } from "bun:test";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

import {
  AUDIT_ARCH_X86_64,
  BPF_JEQ_K,
  BPF_JGE_K,
  BPF_LD_W_ABS,
  SECCOMP_RET_ALLOW,
  SECCOMP_RET_ERRNO,
  SECCOMP_RET_KILL_PROCESS,
  syscalls,
} from "../../src/child/kernel/abi.ts";
import { encodeFilter, type Instruction, makeFilter } from "../../src/child/kernel/filter.ts";
import { policy } from "../../src/child/kernel/policy.ts";
import { defaultLimits } from "../../src/sandbox/limits.ts";
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import { lookAtThreads } from "../../src/sandbox/wall-check.ts";
import { checkedFrom, options, powers, startChild, value } from "./helpers.ts";
import { inPublic } from "./public.ts";

/** Elsewhere there is no wall to test, unless this machine was said to have one. */
const hasWall = process.platform === "linux" && process.arch === "x64";
const mustConfine = process.env.NODEGEN_MUST_CONFINE === "1";

const needs = { memoryBytes: defaultLimits.memoryBytes } as const;
const sandbox = makeSandbox(powers);
afterAll(() => sandbox.close());

test("this machine can confine", () => {
  if (mustConfine) expect(hasWall).toBe(true);
  if (!hasWall) console.warn("not Linux x86-64: the wall is not there, and nothing is run without it");
});

/** What the kernel's interpreter of classic BPF would return. */
function answer(
  program: readonly Instruction[],
  nr: number,
  args: readonly bigint[] = [],
  arch = AUDIT_ARCH_X86_64,
): number {
  const data = new DataView(new ArrayBuffer(64));
  data.setUint32(0, nr, true);
  data.setUint32(4, arch, true);
  args.forEach((arg, place) => data.setBigUint64(16 + 8 * place, arg, true));
  let accumulator = 0;
  for (let at = 0; ; at++) {
    const { code, jt, jf, k } = program[at]!;
    if (code === BPF_LD_W_ABS) accumulator = data.getUint32(k, true);
    else if (code === BPF_JEQ_K) at += accumulator === k >>> 0 ? jt : jf;
    else if (code === BPF_JGE_K) at += accumulator >= k >>> 0 ? jt : jf;
    else return k;
  }
}

describe("[W2] the filter", () => {
  const program = makeFilter(policy, 4242);
  const verdict = (nr: number, ...args: bigint[]) => answer(program, nr, args);

  test("answers every system call number by the table, and ends the process for the rest", () => {
    const byNumber = new Map(
      Object.entries(policy).map(([name, row]) => [syscalls[name as keyof typeof syscalls] as number, row]),
    );
    for (let nr = 0; nr < 1024; nr++) {
      const row = byNumber.get(nr);
      const expected =
        row === undefined || "allowWhen" in row
          ? SECCOMP_RET_KILL_PROCESS
          : "allow" in row
            ? SECCOMP_RET_ALLOW
            : SECCOMP_RET_ERRNO | row.errno;
      expect([nr, verdict(nr, 0xffff_ffffn)]).toEqual([nr, expected]);
    }
  });

  test("starts threads and no processes", () => {
    expect(verdict(syscalls.clone, 0x3d0f00n)).toBe(SECCOMP_RET_ALLOW);
    expect(verdict(syscalls.clone, 0x7d0f00n)).toBe(SECCOMP_RET_ALLOW);
    for (const flags of [0n, 17n, 0x3d0f01n, 0x1_003d0f00n, 0x10000000n])
      expect(verdict(syscalls.clone, flags)).toBe(SECCOMP_RET_KILL_PROCESS);
  });

  test("signals its own threads only, and names them", () => {
    expect(verdict(syscalls.tgkill, 4242n, 1n)).toBe(SECCOMP_RET_ALLOW);
    expect(verdict(syscalls.tgkill, 1n, 4242n)).toBe(SECCOMP_RET_KILL_PROCESS);
    expect(verdict(syscalls.prctl, 15n)).toBe(SECCOMP_RET_ALLOW);
    expect(verdict(syscalls.prctl, 0x53564d41n)).toBe(SECCOMP_RET_ALLOW);
    expect(verdict(syscalls.prctl, 22n)).toBe(SECCOMP_RET_KILL_PROCESS);
  });

  test("limits its own processor time and nothing else", () => {
    expect(verdict(syscalls.setrlimit, 0n)).toBe(SECCOMP_RET_ALLOW);
    for (let resource = 1n; resource < 16n; resource++)
      expect(verdict(syscalls.setrlimit, resource)).toBe(SECCOMP_RET_KILL_PROCESS);
  });

  test("refuses other architectures and the x32 range", () => {
    expect(answer(program, syscalls.read, [], 0x40000003)).toBe(SECCOMP_RET_KILL_PROCESS);
    for (const name of ["read", "write", "mmap"] as const)
      expect(verdict(0x40000000 + syscalls[name])).toBe(SECCOMP_RET_KILL_PROCESS);
  });

  test("is written as the kernel reads it", () => {
    expect([...encodeFilter([{ code: 0x15, jt: 1, jf: 2, k: 0xc000003e }])]).toEqual([0x15, 0, 1, 2, 0x3e, 0, 0, 0xc0]);
  });
});

describe("a locked child, as the kernel sees it", () => {
  test("every thread is filtered, may gain nothing, and is not root", async () => {
    const { child, threads } = value(await startChild(powers, needs));
    expect(threads.length).toBeGreaterThan(1);
    for (const thread of threads) {
      expect(thread).toMatchObject({ seccomp: "2", noNewPrivileges: "1" });
      expect(thread.user).not.toBe("0");
    }
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    for (const set of ["CapPrm", "CapEff", "CapAmb"]) expect(status).toMatch(new RegExp(`^${set}:\\s+0+$`, "m"));
    if (process.getuid!() === 0) expect(status).toMatch(/^Groups:\s*$/m);
    child.kill("seen");
    await child.ended;
  });

  test("its limits are set, hard", async () => {
    const { child } = value(await startChild(powers, { memoryBytes: 64 * 2 ** 20, cpuSeconds: 7 }));
    const limits = readFileSync(`/proc/${child.pid}/limits`, "utf8");
    const limit = (name: string) => new RegExp(`^${name}\\s+(\\S+)\\s+(\\S+)`, "m").exec(limits)!.slice(1);
    expect(limit("Max core file size")).toEqual(["0", "0"]);
    expect(limit("Max file size")).toEqual(["0", "0"]);
    expect(limit("Max open files")).toEqual(["16", "16"]);
    expect(limit("Max locked memory")).toEqual(["0", "0"]);
    expect(limit("Max msgqueue size")).toEqual(["0", "0"]);
    expect(limit("Max cpu time")).toEqual(["7", "7"]);
    const [space] = limit("Max address space");
    expect(Number(space)).toBeLessThan(600 * 2 ** 20);
    child.kill("seen");
    await child.ended;
  });

  test("it has a session of its own, so that Ctrl-C at the host's terminal is the host's", async () => {
    const { child } = value(await startChild(powers, needs));
    // proc(5): behind the name in brackets come the state, the parent, the process group and the session.
    const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    expect(fields.slice(2, 4)).toEqual([`${child.pid}`, `${child.pid}`]);
    child.kill("seen");
    await child.ended;
  });

  test("it has the environment that it was given and nothing of the host's", async () => {
    const { child, hello } = value(await startChild(powers, needs));
    expect([...hello.environment].sort()).toEqual([
      "BUN_JSC_jitMemoryReservationSize",
      "BUN_JSC_numberOfGCMarkers",
      "BUN_JSC_structureHeapSizeInKB",
      "BUN_JSC_thresholdForFTLOptimizeAfterWarmUp",
      "BUN_JSC_thresholdForJITAfterWarmUp",
      "BUN_JSC_thresholdForJITSoon",
      "BUN_JSC_thresholdForOptimizeAfterLongWarmUp",
      "BUN_JSC_thresholdForOptimizeAfterWarmUp",
      "BUN_JSC_useConcurrentGC",
      "BUN_JSC_useConcurrentJIT",
      "BUN_JSC_useWarmUpMarkedBlocks",
      "BUN_JSC_useWasm",
      "BUN_RUNTIME_TRANSPILER_CACHE_PATH",
      "DO_NOT_TRACK",
      "MIMALLOC_ARENA_RESERVE",
      "MIMALLOC_PURGE_DELAY",
      "TZ",
    ]);
    child.kill("seen");
    await child.ended;
  });

  test("no file that the host has open reaches it", async () => {
    const libc = dlopen("libc.so.6", {
      open: { args: ["buffer", "i32"], returns: "i32" },
      close: { args: ["i32"], returns: "i32" },
    });
    // Without close-on-exec, as a careless library would open it.
    const file = libc.symbols.open(Buffer.from("/etc/hostname\0"), 0);
    expect(file).toBeGreaterThan(2);
    const { child } = value(await startChild(powers, needs));
    // Only root may look at the files of a process that is not dumpable.
    if (process.getuid!() === 0) {
      const files = readdirSync(`/proc/${child.pid}/fd`).map((name) => readlinkSync(`/proc/${child.pid}/fd/${name}`));
      // Its stream twice, and nowhere for what the runtime says when it crashes.
      expect(files.map((target) => target.replace(/\d+/, "n"))).toEqual(["socket:[n]", "socket:[n]", "/dev/null"]);
    }
    libc.symbols.close(file);
    child.kill("seen");
    await child.ended;
  });

  test("started by someone who is not root, it is held as well", async () => {
    if (process.getuid!() !== 0) return expect(lookAtThreads(process.pid, powers.proc)![0]!.user).not.toBe("0");
    const spawn = ((command: string[], more: object) =>
      Bun.spawn(command, { ...more, uid: 12_345, gid: 12_345 })) as typeof Bun.spawn;
    await using reachable = await inPublic();
    const { child, threads } = value(await startChild({ ...reachable.powers, spawn }, needs));
    expect(new Set(threads.map(({ user }) => user))).toEqual(new Set(["12345"]));
    child.kill("seen");
    await child.ended;
  });

  for (const [name, number] of Object.entries({
    ptrace: 101,
    fork: 57,
    vfork: 58,
    connect: 42,
    sendmsg: 46,
    recvmsg: 47,
    socketpair: 53,
    bpf: 321,
    mount: 165,
    unshare: 272,
    setns: 308,
    keyctl: 250,
    io_uring_setup: 425,
    process_vm_readv: 310,
    userfaultfd: 323,
    memfd_create: 319,
    execveat: 322,
    openat2: 437,
    pidfd_open: 434,
    getuid: 102,
    setuid: 105,
    perf_event_open: 298,
    dup: 32,
    pipe: 22,
  }))
    test(`${name} ends it`, async () => {
      const { child } = value(await startChild(powers, needs));
      await child.ask({ op: "trespass", syscall: number }, { ms: 5_000, headBytes: 100, frameBytes: 0 });
      child.kill("it lived");
      expect(await child.ended).toMatchObject({ kind: "died", detail: "was ended by SIGSYS" });
    });

  test("it dies with its host", async () => {
    const script = `import { powers, startChild } from ${JSON.stringify(`${import.meta.dir}/helpers.ts`)};
      const started = await startChild(powers, { memoryBytes: 64 * 2 ** 20, cpuSeconds: 7 });
      console.log(started.value.child.pid);
      process.kill(process.pid, "SIGKILL");`;
    const host = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", env: {} });
    const pid = Number(await new Response(host.stdout).text());
    await host.exited;
    expect(pid).toBeGreaterThan(1);
    // Killed, it is gone as soon as its new parent has noticed.
    while (isAlive(pid)) await Bun.sleep(1);
  });
});

const isAlive = (pid: number): boolean => /^State:\s+[^ZX]/m.test(powers.proc.text(`/proc/${pid}/status`) ?? "");

test("[W8] doctor's probes all hold, and each says what it saw", async () => {
  const probes = await sandbox.probe();
  expect(probes.length).toBeGreaterThan(12);
  expect(probes.filter((probe) => !probe.held && !probe.extra)).toEqual([]);
  for (const { name, seen } of probes) expect([name, seen.length > 5]).toEqual([name, true]);
});

test("[W8] where no wall can be built, doctor says so in one line, and tells nothing that it did not try", async () => {
  const probes = await makeSandbox({ ...powers, platform: "darwin", arch: "arm64" }).probe();
  expect(probes).toMatchObject([{ name: "build the wall", held: false }]);
  expect(probes[0]!.seen).toContain("darwin arm64");
});

test("the outer layer is told as an extra: absent is no fault of the wall", async () => {
  const probes = await sandbox.probe();
  expect(probes.filter((probe) => probe.extra)).toMatchObject([
    { held: false, seen: expect.stringContaining("not installed") },
  ]);
});

test("a long run does nothing that the filter refuses: heavy use of memory, strings, promises and the collector", async () => {
  const source = `import { Circle, random } from "nodegen";
    export default class Busy extends Circle {
      list: { a: number; b: string }[] = [];
      onUpdate() {
        this.list = Array.from({ length: 5000 }, (_, i) => ({ a: random.float() * i, b: "n" + i }));
        this.list.sort((x, y) => x.b.localeCompare(y.b));
        const text = JSON.stringify(this.list); JSON.parse(text);
        this.x = text.match(/n1/g)!.length + new Float64Array(1e5).fill(2).reduce((a, b) => a + b);
        this.list = [];
        void (async () => { await null; this.y = new Map(Object.entries({ a: 1 })).size; })();
      }
    }`;
  const { verdict } = value(
    await sandbox.prove(await checkedFrom(source), { ...options, frames: 50, limits: { tickHardMs: 5_000 } }),
  );
  expect(verdict.findings).toEqual([]);
  expect(verdict.frames).toBe(50);
}, 60_000);
