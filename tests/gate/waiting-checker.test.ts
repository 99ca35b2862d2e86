/** A type checker that starts before there is a text: the kernel has it wait, and what it says is what any other says. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { holdFile } from "../../src/cli/powers/leases.ts";
import type { GatePowers, HeldFile } from "../../src/gate/powers.ts";
import { makeTypeChecker } from "../../src/gate/types/check.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { gatePowers } from "./gate-powers.ts";

const PATIENCE_MS = 30_000;
const right = `import { Circle } from "nodegen";
export default class Dot extends Circle { onUpdate(dt: number): void { this.x += dt; } }`;
const wrong = right.replace("dt;", "'fast';");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nodegen-held-"));
});
afterAll(() => rm(folder, { recursive: true }));

function counted() {
  const pids: number[] = [];
  const spawn = ((command: string[], settings: object) => {
    const child = Bun.spawn(command, settings);
    pids.push(child.pid);
    return child;
  }) as unknown as typeof Bun.spawn;
  return { spawn, pids };
}

/** Settles when one of its threads waits for a lease's holder. */
async function isHeldUp(pid: number): Promise<void> {
  for (;;) {
    const threads = await readdir(`/proc/${pid}/task`);
    const places = await Promise.all(threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/wchan`, "utf8")));
    if (places.some((place) => place.includes("lease"))) return;
    await Bun.sleep(1);
  }
}

describe("a file that holds up who opens it", () => {
  test("is read when it was given, as it was given", async () => {
    const path = join(folder, "given.txt");
    const held = holdFile(path, "not yet\n".repeat(9), PATIENCE_MS)!;
    const reader = Bun.spawn(["cat", path], { stdout: "pipe" });
    await isHeldUp(reader.pid);
    held.give("now");
    expect(await new Response(reader.stdout).text()).toBe("now");
  });

  test("is read as it was, when it is dropped", async () => {
    const path = join(folder, "dropped.txt");
    const held = holdFile(path, "not yet", PATIENCE_MS)!;
    const reader = Bun.spawn(["cat", path], { stdout: "pipe" });
    await isHeldUp(reader.pid);
    held.drop();
    expect(await new Response(reader.stdout).text()).toBe("not yet");
  });

  test("is none where the kernel would not wait for so long", () => {
    const path = join(folder, "none.txt");
    expect(holdFile(path, "not yet", 24 * 3_600_000)).toBeUndefined();
    expect(existsSync(path)).toBe(false);
  });
});

describe("[G7] a checker that waits", () => {
  const checking = async (
    more: Partial<GatePowers>,
    work: (check: (text: string) => Promise<unknown>) => Promise<void>,
  ) => {
    const powers = { ...(await gatePowers()), makeFolder: () => mkdtemp(join(folder, "gate-")), ...more };
    const checker = makeTypeChecker(powers);
    await work((text) => {
      checker.prepare();
      return checker.check(text, nodeKind);
    });
    await checker.close();
  };

  test("says what one says that was started with its text", async () => {
    const said: unknown[][] = [];
    for (const more of [{}, { holdFile: () => undefined }])
      await checking(more, async (check) => {
        said.push([await check(right), await check(wrong), await check(right)]);
      });
    expect(said[0]).toEqual(said[1]!);
    expect(said[0]).toMatchObject([[], [{ code: "TYPES_2322" }], []]);
  });

  test("is not believed about what it read before it was told", async () => {
    // As where the kernel no longer waits for the holder.
    const impatient: GatePowers["holdFile"] = (path, content) => {
      const held = holdFile(path, content, PATIENCE_MS)!;
      held.drop();
      const give: HeldFile["give"] = () => {};
      return { give, drop() {} };
    };
    await checking({ holdFile: impatient }, async (check) => {
      const findings = (await check(right)) as { code: string }[];
      // Whatever it is, no pass.
      expect(findings.length).toBeGreaterThan(0);
    });
  });

  test("whose life ended is replaced", async () => {
    const { spawn, pids } = counted();
    const powers = { ...(await gatePowers()), spawn };
    const checker = makeTypeChecker(powers);
    checker.prepare();
    while (pids.length === 0) await Bun.sleep(1);
    await isHeldUp(pids[0]!);
    process.kill(pids[0]!, "SIGKILL");
    while (existsSync(`/proc/${pids[0]}`)) await Bun.sleep(1);
    expect(await checker.check(wrong, nodeKind)).toMatchObject([{ code: "TYPES_2322" }]);
    expect(pids.length).toBe(2);
    await checker.close();
  });

  test("that nobody needs is ended", async () => {
    const { spawn, pids } = counted();
    let due: (() => void) | undefined;
    const at = (_: number, run: () => void) => {
      due = run;
      return () => {};
    };
    const checker = makeTypeChecker({ ...(await gatePowers()), spawn, clock: { now: () => 0, at } });
    checker.prepare();
    while (pids.length === 0) await Bun.sleep(1);
    await isHeldUp(pids[0]!);
    due!();
    while (existsSync(`/proc/${pids[0]}`)) await Bun.sleep(1);
    expect(await checker.check(wrong, nodeKind)).toMatchObject([{ code: "TYPES_2322" }]);
    await checker.close();
  });

  test("leaves no process and no file when it is closed", async () => {
    const { spawn, pids } = counted();
    const before = await readdir(folder);
    const powers = { ...(await gatePowers()), spawn, makeFolder: () => mkdtemp(join(folder, "gate-")) };
    const checker = makeTypeChecker(powers);
    checker.prepare();
    while (pids.length === 0) await Bun.sleep(1);
    await isHeldUp(pids[0]!);
    await checker.close();
    expect(existsSync(`/proc/${pids[0]}`)).toBe(false);
    expect(await readdir(folder)).toEqual(before);
  });
});
