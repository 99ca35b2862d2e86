/** The limit flags, from the command line to the child: each is what ends a module that passes without it. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";

import { limitsOf } from "../../src/cli/permissions/options.ts";
import { makePlace, nodegen, type Place, start } from "./nodegen.ts";

let place: Place;
beforeAll(async () => (place = await makePlace()));
afterAll(() => place[Symbol.asyncDispose]());

const node = (body: string): string =>
  `import { Circle } from "nodegen";\n\nexport default class Busy extends Circle {\n  radius = 4;\n${body}\n}\n`;

interface Results {
  readonly results: readonly { readonly status: string; readonly findings: readonly { readonly code: string }[] }[];
}

async function verify(source: string, ...flags: string[]) {
  await place.write("busy.ts", source);
  const { stdout, exit } = await nodegen(place, ["verify", "busy.ts", "--allow-exec", "--json", ...flags]);
  const [result] = (JSON.parse(stdout) as Results).results;
  return { exit, status: result!.status, codes: result!.findings.map((finding) => finding.code) };
}

describe("a limit flag reaches the child", () => {
  test("--max-nodes", async () => {
    const source = node("  onReady() {\n    for (let i = 0; i < 50; i++) this.addChild(new Circle());\n  }");
    expect(await verify(source)).toMatchObject({ status: "verified" });
    expect(await verify(source, "--max-nodes", "20")).toMatchObject({ exit: 1, codes: ["SMOKE_TOO_MANY_NODES"] });
  }, 60_000);

  test("--max-memory", async () => {
    const source = node(
      "  kept: Uint8Array[] = [];\n  onReady() {\n    for (let i = 0; i < 60; i++) this.kept.push(new Uint8Array(2 ** 20).fill(1));\n  }",
    );
    expect(await verify(source)).toMatchObject({ status: "verified" });
    const { exit, codes } = await verify(source, "--max-memory", "16");
    expect(exit).toBe(1);
    expect(["SMOKE_OUT_OF_MEMORY", "SMOKE_THREW"]).toContain(codes[0]!);
  }, 60_000);

  test("--max-tick", async () => {
    const source = node("  onUpdate() {\n    for (let i = 0; i < 3e8; i++) this.radius = 4 + (i % 2);\n  }");
    const { exit, codes } = await verify(source, "--max-tick", "20");
    expect({ exit, codes }).toEqual({ exit: 1, codes: ["SMOKE_TOO_SLOW"] });
  }, 60_000);

  test("--max-log, and what a permission set says where no flag does", () => {
    const set = { maxLog: 9, maxNodes: 7, maxMemory: 64 };
    const none = { maxMemory: undefined, maxTick: undefined, maxNodes: undefined, maxLog: undefined };
    expect(limitsOf({ ...none, maxLog: 3 }, set)).toEqual({
      logLinesPerSecond: 3,
      nodes: 7,
      memoryBytes: 64 * 2 ** 20,
    });
  });

  test("a value outside the table is refused with what it may be", async () => {
    await place.write("busy.ts", node(""));
    const { exit, stderr } = await nodegen(place, ["verify", "busy.ts", "--allow-exec", "--max-memory", "4"]);
    expect(exit).toBe(2);
    expect(stderr).toContain("a whole number from 16 to 4096");
  });
});

describe("--pool", () => {
  /** The confined children below a process: those that run the child's program, and not the layer around it. */
  const confined = (pid: number): number => {
    const parents = new Map<number, number>();
    const programs: number[] = [];
    for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
      const { parent, words } = look(name);
      parents.set(Number(name), parent);
      if (!words[0]?.endsWith("bwrap") && words.some((word) => word.endsWith("/child/child.js")))
        programs.push(Number(name));
    }
    const isBelow = (at: number): boolean => at === pid || (at > 1 && isBelow(parents.get(at) ?? 0));
    return programs.filter(isBelow).length;
  };

  function look(name: string): { parent: number; words: string[] } {
    try {
      const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1];
      return { parent: Number(parent), words: readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0") };
    } catch (error) {
      // It has ended between the listing and the look.
      if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ESRCH")
        return { parent: 0, words: [] };
      throw error;
    }
  }

  for (const [flag, waiting] of [
    ["0", 0],
    ["1", 1],
    ["3", 3],
  ] as const)
    test(`${flag} keeps ${waiting} beside the scene's own`, async () => {
      await place.write("busy.ts", node("  onUpdate() {\n    this.x += 1;\n  }"));
      await using running = start(place, ["run", "busy.ts", "--allow-exec", "--port", "0", "--pool", flag]);
      await running.document();
      // The scene has one, and one is what all are copied from. The verdict's own may still be ending; were there ever more, or
      // fewer, it would not stay so.
      for (let looks = 0; looks < 20; await Bun.sleep(10))
        looks = confined(running.pid) === waiting + 2 ? looks + 1 : 0;
      expect(await running.end("SIGTERM")).toBe(0);
    }, 60_000);
});
