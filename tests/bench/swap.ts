/**
 * From the write of a file to its first frame in a real browser, beside Vite's hot replacement of a page that draws the
 * same: both watch a folder, and each has the one Chromium to itself, as a person has one page open. A frame counts when a
 * pixel of the canvas has the colour of the text that was saved, as the page itself sees it before it is shown.
 */
import type { Browser, Page } from "playwright-core";

import type { BenchRow } from "./row.ts";
import { nodegenPage, type SavedPage, vitePage } from "./swap-pages.ts";
import { withBrowser } from "./with-browser.ts";

const WARM = 5;
const SWAPS = 30;
/** Between a frame and the next save, milliseconds: less than anybody types in, and what each program does behind it ends. */
const REST_MS = 400;

export const rows = (): Promise<BenchRow[]> =>
  withBrowser("swap", async (browser, folder) => {
    const measured: BenchRow[] = [];
    for (const open of [nodegenPage, vitePage]) measured.push(await measure(browser, await open(folder)));
    return measured;
  });

async function measure(browser: Browser, saved: SavedPage): Promise<BenchRow> {
  try {
    const page = await openPage(browser, saved.url);
    const times: number[] = [];
    for (let swap = 0; swap < WARM + SWAPS; swap++) {
      await Bun.sleep(REST_MS);
      const ms = await save(saved, page, colorOf(swap + 1));
      if (swap >= WARM) times.push(ms);
    }
    const measured = row(saved.name, times, await saved.note());
    await page.context().close();
    return measured;
  } finally {
    await saved.close();
  }
}

/** Bright enough that no page has it by chance, and never the same twice. */
const colorOf = (swap: number): string => `#${((swap * 5 + 20) % 256).toString(16).padStart(2, "0")}a0ff`;

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 700 } })).newPage();
  await page.goto(url);
  await page.waitForSelector("canvas");
  await page.evaluate(noteColors);
  return page;
}

/** Runs in the page: when the middle of the canvas first had which colour. */
function noteColors(): void {
  const seen: Record<string, number> = {};
  (window as unknown as { seen: typeof seen }).seen = seen;
  const canvas = document.querySelector("canvas")!;
  const look = () => {
    const [red, green, blue] = canvas.getContext("2d")!.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
    const color = `#${[red, green, blue].map((one) => one!.toString(16).padStart(2, "0")).join("")}`;
    seen[color] ??= performance.timeOrigin + performance.now();
  };
  // Behind whatever the page does for the same frame, in whichever order it asked for it.
  const behind = new MessageChannel();
  behind.port1.onmessage = look;
  const frame = () => {
    behind.port2.postMessage(null);
    requestAnimationFrame(frame);
  };
  frame();
}

/** Milliseconds from the write to the first frame. */
async function save(one: SavedPage, page: Page, color: string): Promise<number> {
  const written = performance.timeOrigin + performance.now();
  await one.save(color);
  const seen = await page.waitForFunction(
    (wanted) => (window as unknown as { seen: Record<string, number> }).seen[wanted],
    color,
    { polling: 50, timeout: 30_000 },
  );
  return ((await seen.jsonValue()) as number) - written;
}

function row(name: string, times: readonly number[], note: string): BenchRow {
  const sorted = times.toSorted((a, b) => a - b);
  return { name, medianMs: sorted[SWAPS / 2]!, p90Ms: sorted[Math.floor(SWAPS * 0.9)]!, note };
}

if (import.meta.main) console.table(await rows());
