/** Started as a program in a folder that somebody else sent: nothing that lies there runs, or speaks for the user. */
import { expect, test } from "bun:test";
import { symlink } from "node:fs/promises";
import { dirname, join } from "node:path";

import { makePlace, type Place } from "./nodegen.ts";

const main = join(import.meta.dir, "../../src/cli/main.ts");

async function trap(place: Place): Promise<() => Promise<boolean>> {
  const sprung = join(place.path, "sprung");
  const evil = `require("node:fs").writeFileSync(${JSON.stringify(sprung)}, "");`;
  await place.write("evil.cjs", evil);
  await place.write("bunfig.toml", 'preload = ["./evil.cjs"]\n');
  const options = `--preload=${join(place.path, "evil.cjs")}`;
  await place.write(
    ".env",
    `BUN_OPTIONS=${options}\nNODE_OPTIONS=${options}\nXDG_STATE_HOME=${join(place.path, "theirs")}\n`,
  );
  const paths = { valibot: ["./evil.cjs"], commander: ["./evil.cjs"] };
  await place.write("tsconfig.json", JSON.stringify({ compilerOptions: { paths } }));
  await place.write("package.json", '{ "name": "theirs" }');
  return () => Bun.file(sprung).exists();
}

async function run(place: Place, command: readonly string[]) {
  const env = { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: place.path };
  const child = Bun.spawn([...command], { cwd: place.path, env, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { exit: await child.exited, stdout, stderr };
}

const scene = join(import.meta.dir, "../../scenes/spinner.ts");

test("[C12] the program runs nothing of the folder that it is started in", async () => {
  await using place = await makePlace();
  const isSprung = await trap(place);
  expect(await run(place, [main, "check", scene])).toMatchObject({ exit: 0 });
  expect(await isSprung()).toBe(false);
  // What the trap would do, where the runtime reads the folder first.
  await run(place, [process.execPath, main, "--version"]);
  expect(await isSprung()).toBe(true);
});

test("[C12] nor does a link to it, as package managers make one", async () => {
  await using place = await makePlace();
  const isSprung = await trap(place);
  await place.write("node_modules/.bin/.keep", "");
  const link = join(place.path, "node_modules/.bin/nodegen");
  await symlink(main, link);
  expect(await run(place, [link, "audit"])).toMatchObject({ exit: 0, stdout: "Nothing was decided yet.\n" });
  expect(await isSprung()).toBe(false);
});
