/**
 * `bun run ok`: everything that must hold before a change is done, in one command. Every step runs even if an earlier one
 * failed. The last line is `N passed, N failed`, alone; the exit code is 1 when anything failed.
 *
 * Counts are those of the test runner, and one for each other step.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ensureBuilt } from "../src/cli/build/build.ts";
import { prepareMachine } from "./machine.ts";

const root = join(import.meta.dir, "..");
const bun = process.execPath;

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const tools = join(root, "node_modules/.bin");
const steps: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: "format", command: [bun, "fmt", "--no-script", "--check"] },
  { name: "types", command: [bun, "check", "--no-pretty"] },
  {
    name: "lint",
    command: [bun, join(tools, "oxlint"), "--deny-warnings", "src", "tests"],
  },
  { name: "unused", command: [bun, join(tools, "knip")] },
];

const started = performance.now();
const counts = [
  await countWork("machine", async () => void (await prepareMachine())),
  await countWork("build", async () => void (await ensureBuilt(root))),
];
for (const step of steps) counts.push(await countStep(step.name, step.command));
counts.push(await countTests());

const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exit(sum("failed") === 0 ? 0 : 1);

async function countWork(name: string, work: () => Promise<void>): Promise<Count> {
  const began = performance.now();
  const error = await work().then(
    () => null,
    (reason: unknown) => String(reason),
  );
  if (error !== null) console.log(error);
  return done(name, error === null, began);
}

/** A quiet step: its output is worth reading only when it failed. */
async function countStep(name: string, command: readonly string[]): Promise<Count> {
  const began = performance.now();
  const child = Bun.spawn([...command], { cwd: root, stdout: "pipe", stderr: "pipe", env: process.env });
  const [out, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code !== 0) console.log(`${out}${errors}`.trimEnd());
  return done(name, code === 0, began);
}

async function countTests(): Promise<Count> {
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "nodegen-ok-"));
  const report = join(folder, "junit.xml");
  const child = Bun.spawn(
    [
      bun,
      "test",
      "--parallel",
      "--only-failures",
      "--timeout=60000",
      "--reporter=junit",
      `--reporter-outfile=${report}`,
    ],
    { cwd: root, stdout: "inherit", stderr: "inherit", env: process.env },
  );
  const code = await child.exited;
  const text = await Bun.file(report)
    .text()
    .catch(() => "");
  await rm(folder, { recursive: true });
  const count = readReport(text, code);
  tell("tests", count.failed === 0, performance.now() - began);
  return count;
}

/** A run that ended badly without saying so (a crash, no report) is a failure. */
function readReport(xml: string, code: number): Count {
  const head = /<testsuites [^>]*>/.exec(xml)?.[0] ?? "";
  const figure = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const failed = figure("failures") + figure("errors");
  const passed = figure("tests") - failed - figure("skipped");
  for (const name of skippedIn(xml)) console.log(`skipped ${name}`);
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

/** By name, as the report spells it: nothing is left out in silence. */
function skippedIn(xml: string): string[] {
  const found = xml.matchAll(/<testcase name="([^"]*)"[^>]*file="([^"]*)"[^>]*>\s*<skipped/g);
  return Array.from(found, ([, name, file]) => `${file}  ${name}`);
}

function done(name: string, good: boolean, began: number): Count {
  tell(name, good, performance.now() - began);
  return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function tell(name: string, good: boolean, ms: number): void {
  console.log(`${good ? "ok    " : "FAILED"}  ${name.padEnd(8)} ${(ms / 1000).toFixed(1)} s`);
}
