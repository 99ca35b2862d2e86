/** What happens to a command whose output cannot be delivered. */
import { expect, test } from "bun:test";
import { join } from "node:path";

import { makePlace, nodegen, scenes } from "./nodegen.ts";

test("[C6] a reader that goes away ends the printing, and is no fault", async () => {
  const main = join(import.meta.dir, "../../src/cli/main.ts");
  const files = Array.from({ length: 5 }, () => join(scenes, "spinner.ts")).join(" ");
  const script = `"$0" "${main}" check ${files} | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const child = Bun.spawn(["bash", "-c", script, process.execPath], { env: {}, stdout: "pipe", stderr: "pipe" });
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  expect(stdout.trim().split("\n").at(-1)).toBe("0");
  expect(stderr).toBe("");
});

test("[C6] output that could not be written does not look like success", async () => {
  const main = join(import.meta.dir, "../../src/cli/main.ts");
  const script = `"$0" "${main}" check "${join(scenes, "spinner.ts")}" --json > /dev/full`;
  const child = Bun.spawn(["bash", "-c", script, process.execPath], { env: {}, stdout: "pipe", stderr: "pipe" });
  expect(await child.exited).toBe(3);
  expect(await new Response(child.stderr).text()).toContain("Cannot write the output");
});

test("[C4] a file that is none, or never ends, is a finding and not a wait", async () => {
  await using place = await makePlace();
  expect(await Bun.spawn(["mkfifo", "pipe.ts"], { cwd: place.path, env: { PATH: "/usr/bin:/bin" } }).exited).toBe(0);
  const { exit, stdout } = await nodegen(place, ["check", "pipe.ts", ".", "/dev/zero", "missing.ts", "--json"]);
  expect(exit).toBe(1);
  const { results } = JSON.parse(stdout) as { results: { findings: { message: string }[] }[] };
  expect(results.map(({ findings }) => findings[0]?.message)).toEqual([
    'Cannot read "pipe.ts": it is no ordinary file',
    'Cannot read ".": it is a folder',
    'Cannot read "/dev/zero": it is no ordinary file',
    'Cannot read "missing.ts": there is no such file',
  ]);
});
