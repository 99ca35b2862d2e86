/** Views: how they begin, what a saved file does to them, how they end, and what their children know. */
import { describe, expect, test } from "bun:test";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

import { api, makePlace, nodegen, type Place, scenes, slotWhen, start } from "./nodegen.ts";

const spinning = (speed: string) => `// Spins.
import { property, Sprite2D } from "nodegen";

export default class Spinner extends Sprite2D {
  @property({ range: [0, 10] }) speed = 1;

  onUpdate(dt: number) {
    this.rotation += this.speed * ${speed} * dt;
  }
}
`;

/** Passes a smoke run, and does not end its tick soon after it. */
const sticks = `import { Node2D } from "nodegen";
export default class Sticks extends Node2D {
  ticks = 0;
  onUpdate() {
    this.ticks++;
    while (this.ticks > 20);
  }
}
`;

async function watched(place: Place) {
  await place.write("spinner.ts", spinning("1"));
  const running = start(place, ["run", "spinner.ts", "--allow-exec", "--watch", "--port", "0"]);
  return { running, view: await running.document() };
}

describe("view", () => {
  test("[C9] SIGTERM ends a view with 0, and its address answered until then", async () => {
    await using place = await makePlace();
    await using running = start(place, ["run", join(scenes, "spinner.ts"), "--allow-exec", "--port", "0"]);
    const view = await running.document();
    expect(view).toEqual({
      version: 1,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//),
      token: expect.any(String),
    });
    expect(await (await api(view, "/health")).json()).toMatchObject({ ok: true, wall: "held" });
    expect(await running.end("SIGTERM")).toBe(0);
    expect(api(view, "/health")).rejects.toThrow();
  });

  test("[C9] one press of Ctrl-C that arrives twice, as under bun run, still ends a view in good order", async () => {
    await using place = await makePlace();
    await using running = start(place, ["run", join(scenes, "spinner.ts"), "--allow-exec", "--port", "0"]);
    await running.document();
    process.kill(running.pid, "SIGINT");
    expect(await running.end("SIGINT")).toBe(0);
    const journals = join(place.path, "out/journals");
    const [journal] = (await readdir(journals)).filter((name) => name.endsWith(".journal"));
    expect(await readFile(join(journals, journal!), "utf8")).toEndWith("\nclosed\n");
  });

  test("[C9] at a terminal Esc ends the view with 0", async () => {
    await using place = await makePlace();
    const shown = Promise.withResolvers<void>();
    let screen = "";
    const main = join(import.meta.dir, "../../src/cli/main.ts");
    const child = Bun.spawn([process.execPath, main, "--allow-exec", "--port", "0"], {
      cwd: place.path,
      env: { TERM: "xterm" },
      terminal: {
        data(_, bytes) {
          screen += new TextDecoder().decode(bytes);
          if (screen.includes("Esc or Ctrl-C ends it")) shown.resolve();
        },
      },
    });
    await Promise.race([shown.promise, child.exited]);
    child.terminal?.write("\u001b");
    expect(await child.exited).toBe(0);
    expect(screen).toContain("\u001b[");
    expect(screen).toContain("export default class");
  });

  test("[C10] no child of a view has the key, or anything else of the environment", async () => {
    await using place = await makePlace();
    const env = { NODEGEN_LLM_API_KEY: "sk-of-the-test-0123456789", HOME: "/home/of-the-test" };
    await using running = start(place, ["run", join(scenes, "spinner.ts"), "--allow-exec", "--port", "0"], env);
    await running.document();
    const environments = await environmentsBelow(running.pid);
    // A locked child shows its environment to root alone.
    if (process.getuid?.() === 0) expect(environments.join()).toContain("TZ=UTC");
    expect(environments.length).toBeGreaterThan(0);
    for (const text of environments) expect(text).not.toContain("of-the-test");
  });

  test("[C11] a saved file is swapped in, a wrong one turned away with its place, and the next good one comes in", async () => {
    await using place = await makePlace();
    const { running, view } = await watched(place);
    await using _ = running;
    const first = await slotWhen(view, () => true);

    await place.write("spinner.ts", spinning("2"));
    const second = await slotWhen(view, ({ hash }) => hash !== first.hash);
    expect(second).toMatchObject({ state: "live", findings: [] });

    await place.write("spinner.ts", spinning("(2"));
    const turnedAway = await slotWhen(view, ({ findings }) => findings.length > 0);
    expect(turnedAway).toMatchObject({ state: "live", hash: second.hash, findings: [{ line: 8, column: 42 }] });
    await running.told(/spinner\.ts:8:42/);

    // It passes the gate, and is made ready while its smoke run finds it out.
    await place.write("spinner.ts", spinning("Number((2).toFixed(101))"));
    const thrown = await slotWhen(view, ({ findings }) => findings[0]?.code === "SMOKE_THREW");
    expect(thrown).toMatchObject({ state: "live", hash: second.hash });

    await place.write("saving.tmp", spinning("3"));
    await rename(join(place.path, "saving.tmp"), join(place.path, "spinner.ts"));
    const third = await slotWhen(view, ({ hash }) => hash !== second.hash);
    expect(third).toMatchObject({ state: "live", findings: [] });

    await rm(join(place.path, "spinner.ts"));
    await running.told(/gone/);
    expect((await slotWhen(view, () => true)).hash).toBe(third.hash);
    await place.write("spinner.ts", spinning("4"));
    await slotWhen(view, ({ hash }) => hash !== third.hash);
    expect(await running.end("SIGINT")).toBe(0);
  });

  test("[T3] that a module is stopped is told at the terminal, and that it is back", async () => {
    await using place = await makePlace();
    await place.write("sticks.ts", sticks);
    await using running = start(place, ["run", "sticks.ts", "--allow-exec", "--no-journal", "--port", "0"]);
    const view = await running.document();
    await running.told(/stopped +Sticks: /);
    expect((await api(view, "/api/stage/modules/1/revive", { method: "POST" })).status).toBe(200);
    await running.told(/back +Sticks\n/);
    expect(await running.end("SIGTERM")).toBe(0);
  });

  test("[C5] a port that is taken is told, and ends with 3", async () => {
    await using place = await makePlace();
    await using running = start(place, ["run", join(scenes, "spinner.ts"), "--allow-exec", "--port", "0"]);
    const { url } = await running.document();
    const { port } = new URL(String(url));
    const second = await nodegen(place, ["run", join(scenes, "spinner.ts"), "--allow-exec", "--port", port, "--json"]);
    expect(second.exit).toBe(3);
    expect(JSON.parse(second.stdout).error.code).toBe("PORT_IN_USE");
  });

  test("[M3] serve loads what lies in the project only after judging it again, and nothing outside", async () => {
    await using place = await makePlace();
    await place.write("good.ts", spinning("1"));
    await place.write("bad.ts", spinning("this.sped"));
    await using running = start(place, ["serve", "--allow-exec", "--port", "0"]);
    const view = await running.document();
    const load = (file: string) =>
      api(view, "/api/stage/load", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ file }),
      });
    expect((await load("good.ts")).ok).toBe(true);
    const bad = await load("bad.ts");
    expect([bad.status, JSON.stringify(await bad.json())]).toEqual([409, expect.stringContaining("TYPES_2551")]);
    const outside = await load("../../etc/passwd");
    expect(outside.ok).toBe(false);
    expect(await outside.text()).not.toContain("root:");
  });
});

/** Of every process below `pid`; a child that locked itself shows its environment to nobody, so root reads it. */
async function environmentsBelow(pid: number): Promise<readonly string[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
  }
  const isBelow = (one: number | undefined): boolean =>
    one !== undefined && one > 1 && (one === pid || isBelow(parents.get(one)));
  const below = [...parents.keys()].filter((one) => one !== pid && isBelow(one));
  return Promise.all(below.map((one) => readFile(`/proc/${one}/environ`, "utf8").catch(() => "")));
}
