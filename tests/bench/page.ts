/**
 * What a picture costs on the page: a real stage in a headless Chromium, alone on the machine with its host and its child.
 * A figure is the page's own work a picture on its main thread, script and painting; beside it the pictures a second and
 * what each process takes of a core.
 */
import { join } from "node:path";

import type { Browser, Page } from "playwright-core";

import { firstLine } from "./first-line.ts";
import { secondsOf, withDescendants } from "./processes.ts";
import type { BenchRow } from "./row.ts";
import { withBrowser } from "./with-browser.ts";

const root = join(import.meta.dir, "../..");
/** Before the first window the browser compiles what runs often. */
const WARM_MS = 3000;
const WINDOWS = 5;
const WINDOW_MS = 1000;

const crowd = (nodes: number, moves: boolean) => `import { Circle, Node2D, Rect } from "nodegen";
const colors = ["#5cc8b0", "#ffcb47", "#e4572e", "#8fbef2"];
export default class Crowd extends Node2D {
  dots = Array.from({ length: ${nodes} }, (_, i) => {
    const at = { x: (i * 97) % 960, y: (i * 61) % 540, color: colors[i % 4]! };
    return this.addChild(i % 2 ? new Rect({ ...at, width: 6, height: 6 }) : new Circle({ ...at, radius: 4 }));
  });
${moves ? "  onUpdate() { for (const dot of this.dots) dot.x = (dot.x + 1) % 960; }" : ""}
}
`;

const scenes = [
  ["1,000 nodes that move, a picture", crowd(1_000, true)],
  ["5,000 nodes that move, a picture", crowd(5_000, true)],
  ["10,000 nodes that move, a picture", crowd(10_000, true)],
  ["5,000 nodes at rest, a second", crowd(5_000, false)],
] as const;

/** Of the scenes, those whose name has `part` in it. */
export const rows = (part = ""): Promise<BenchRow[]> =>
  withBrowser("page", async (browser, folder) => {
    const measured: BenchRow[] = [];
    for (const [name, source] of scenes)
      if (name.includes(part)) measured.push(row(name, await measure(browser, folder, source)));
    return measured;
  });

async function measure(browser: Browser, folder: string, source: string): Promise<Window[]> {
  await Bun.write(join(folder, "crowd.ts"), source);
  const command = ["src/cli/main.ts", "run", join(folder, "crowd.ts"), "--allow-exec", "--port", "0", "--json"];
  const host = Bun.spawn([process.execPath, ...command, "--out", join(folder, "out")], {
    cwd: root,
    env: {},
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
  });
  try {
    const { url } = JSON.parse(await firstLine(host.stdout, /\n/)) as { url: string };
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(countPictures);
    await page.goto(url);
    await page.locator("html[data-tick]").waitFor({ state: "attached" });
    await Bun.sleep(WARM_MS);
    const windows = await watch(page, host.pid);
    await context.close();
    return windows;
  } finally {
    host.kill("SIGTERM");
    await host.exited;
  }
}

interface Window {
  readonly pictures: number;
  /** Seconds in the window of the page's main thread: in script, and in all. */
  readonly script: number;
  readonly main: number;
  /** Seconds of a core in the window: the browser with all its processes; host and child. */
  readonly browser: number;
  readonly host: number;
}

async function watch(page: Page, host: number): Promise<Window[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const look = async (): Promise<Window> => {
    const { metrics } = await session.send("Performance.getMetrics");
    const seconds = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    const hosts = withDescendants(host);
    const browsers = withDescendants(process.pid).filter((pid) => pid !== process.pid && !hosts.includes(pid));
    return {
      pictures: await page.evaluate(() => (window as unknown as { pictures: number }).pictures),
      script: seconds("ScriptDuration"),
      main: seconds("TaskDuration"),
      browser: secondsOf(browsers),
      host: secondsOf(hosts),
    };
  };
  const windows: Window[] = [];
  let before = await look();
  for (let i = 0; i < WINDOWS; i++) {
    await Bun.sleep(WINDOW_MS);
    const after = await look();
    windows.push({
      pictures: after.pictures - before.pictures,
      script: after.script - before.script,
      main: after.main - before.main,
      browser: after.browser - before.browser,
      host: after.host - before.host,
    });
    before = after;
  }
  return windows;
}

/** Runs in the page, before its own script: counts the turns of its loop, which draws a picture in each while something moves. */
function countPictures(): void {
  const counted = window as unknown as { pictures: number };
  const ask = window.requestAnimationFrame.bind(window);
  counted.pictures = 0;
  window.requestAnimationFrame = (run) => {
    counted.pictures++;
    return ask(run);
  };
}

/** Milliseconds of the main thread for each picture, or in a second where there is none. */
function row(name: string, windows: readonly Window[]): BenchRow {
  const sorted = (of: (window: Window) => number) => windows.map(of).toSorted((a, b) => a - b);
  const middle = (of: (window: Window) => number) => sorted(of)[WINDOWS >> 1]!;
  const percent = (of: (window: Window) => number) => `${((100_000 * middle(of)) / WINDOW_MS).toFixed(0)} %`;
  const each = sorted(({ main, pictures }) => (1000 * main) / Math.max(1, pictures));
  const script = middle((window) => (1000 * window.script) / Math.max(1, window.pictures));
  return {
    name,
    medianMs: each[WINDOWS >> 1]!,
    p90Ms: each.at(-1)!,
    note:
      `${middle(({ pictures }) => pictures)} pictures a second, ${script.toFixed(2)} ms of it script; ` +
      `of a core: browser ${percent(({ browser }) => browser)}, host and child ${percent(({ host }) => host)}`,
  };
}

if (import.meta.main) console.table(await rows(process.argv[2]));
