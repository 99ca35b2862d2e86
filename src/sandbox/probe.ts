/**
 * Each boundary of the wall, tried live, for `doctor`: what a child tried on itself, what the host sees of it from outside,
 * what a module can reach, and what happens to a process that oversteps. It reports what it saw and nothing else.
 */
import type { Problem } from "../base/problem.ts";
import { ok, type Result } from "../base/result.ts";
import { parseReplyHead } from "../wire/claims.ts";
import type { LoadRequest } from "../wire/protocol.ts";
import type { StartedChild } from "./confined-child.ts";
import { defaultLimits } from "./limits.ts";
import { Nursery } from "./nursery.ts";
import type { SandboxPowers } from "./powers.ts";
import { probeModule, probeParameters } from "./probe-module.ts";
import type { Probe } from "./sandbox.ts";

/** System calls that a confined process has no business with, by their x86-64 numbers. */
const trespasses = [
  { name: "trace another process", syscall: 101, call: "ptrace" },
  { name: "leave its namespaces", syscall: 272, call: "unshare" },
  { name: "queue work around the filter", syscall: 425, call: "io_uring_setup" },
] as const;

const needs = { memoryBytes: defaultLimits.memoryBytes, cpuSeconds: 10 } as const;
const BUDGET = { ms: 2_000, headBytes: 64 * 1024, frameBytes: 0 };

/** The wall's own probes are made without the outer layer, so that each shows what it holds alone. */
export async function probeEverything(powers: SandboxPowers): Promise<Probe[]> {
  const nursery = new Nursery({ ...powers, outer: undefined });
  const [wall, around] = await Promise.all([probeWall(nursery), probeOuterLayer(powers)]);
  await nursery.close();
  return wall.ok ? [...wall.value, around] : [{ name: "build the wall", held: false, seen: wall.error.message }];
}

async function probeWall(nursery: Nursery): Promise<Result<Probe[], Problem>> {
  const started = await nursery.start(needs);
  if (!started.ok) return started;
  const [inside, ...ended] = await Promise.all([
    probeOneChild(started.value),
    ...trespasses.map((trespass) => probeTrespass(nursery, trespass)),
  ]);
  return ok([...inside, ...ended]);
}

async function probeOneChild(started: StartedChild): Promise<Probe[]> {
  const { hello, threads } = started;
  return [
    ...hello.probes.map((probe) => ({ ...probe, name: `the child cannot ${probe.name}` })),
    {
      name: "every thread is filtered",
      held: threads.every((thread) => thread.seccomp === "2" && thread.noNewPrivileges === "1"),
      seen: `${threads.length} threads, each with Seccomp: 2 and NoNewPrivs: 1`,
    },
    {
      name: "no variable of the host reaches the child",
      held: true,
      seen: `it sees ${hello.environment.length}, and all of them are set for it`,
    },
    {
      name: "its processor time is limited",
      // A child whose limit is not seen in /proc was not started.
      held: true,
      seen: `the kernel ends it after ${needs.cpuSeconds} s`,
    },
    ...(await probeRealm(started)),
    await probeLoop(started),
  ];
}

/** What the probing module logged, one boundary a line: the same way that any module's words come out. */
async function probeRealm({ child }: StartedChild): Promise<Probe[]> {
  const reply = await child.ask(loadProbe, BUDGET);
  const head = reply.ok ? parseReplyHead(reply.value.head) : null;
  if (head?.ok !== true) {
    const seen = reply.ok ? "the probing module did not run" : reply.error.detail;
    return [{ name: "a module reaches nothing of the host", held: false, seen }];
  }
  return head.log.map(({ level, text }) => {
    const [name = "", seen = ""] = text.split(": ");
    return { name, held: level === "info", seen };
  });
}

const loadProbe: LoadRequest = {
  op: "load",
  play: 0,
  kind: "node",
  name: "Probe",
  code: probeModule,
  parameters: probeParameters,
  seed: 1,
  width: 960,
  height: 540,
  maxNodes: defaultLimits.nodes,
  maxFrameBytes: defaultLimits.frameBytes,
  maxLog: 50,
  maxLogLine: 500,
  asked: [],
  smoke: true,
  budgetMs: BUDGET.ms,
};

/** The child's last: a loop of the engine's own, which does not hear that its time is up: the host has to end it. */
async function probeLoop({ child }: StartedChild): Promise<Probe> {
  const began = performance.now();
  const reply = await child.ask({ ...loadProbe, code: '/^(a+)+$/.test("a".repeat(60) + "!");' }, { ...BUDGET, ms: 30 });
  child.kill("it lived");
  const { kind } = await child.ended;
  const seen = reply.ok ? "it answered" : `after ${Math.round(performance.now() - began)} ms, allowed 30`;
  return { name: "a loop without an end is ended", held: kind === "time", seen };
}

async function probeOuterLayer(powers: SandboxPowers): Promise<Probe> {
  const probe = { name: "a second wall stands around it", extra: true };
  const { outer } = powers;
  if (outer === undefined)
    return { ...probe, held: false, seen: "bubblewrap is not installed; the kernel's filter holds without it" };
  const problems: Problem[] = [];
  const nursery = new Nursery({ ...powers, onProblem: (problem) => problems.push(problem) });
  const started = await nursery.start(needs);
  await nursery.close();
  const problem = started.ok ? problems[0] : started.error;
  if (problem !== undefined)
    return { ...probe, held: false, seen: `${outer.program} does not work: ${problem.message}` };
  const seen = `${outer.program}: no process of the host to see, no network device but its own loopback`;
  return { ...probe, held: true, seen };
}

async function probeTrespass(nursery: Nursery, { name, syscall, call }: (typeof trespasses)[number]): Promise<Probe> {
  const probe = { name: `a process that tries to ${name} is ended` };
  const started = await nursery.start(needs);
  if (!started.ok) return { ...probe, held: false, seen: started.error.message };
  const { child } = started.value;
  await child.ask({ op: "trespass", syscall }, BUDGET);
  child.kill("it lived");
  const { detail } = await child.ended;
  return { ...probe, held: detail.includes("SIGSYS"), seen: `${call}: ${detail}` };
}
