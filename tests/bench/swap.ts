/**
 * From the write of a file to its first frame in a real browser, beside Vite's hot replacement of a page that draws the
 * same: both watch a folder, both pages are open in one Chromium, and the saves take turns. A frame counts when a pixel of
 * the canvas has the colour of the text that was saved, as the page itself sees it before it is shown.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Browser, chromium as driver, type Page } from "playwright-core";

import { chromium } from "../browser/chromium.ts";
import type { BenchRow } from "./row.ts";
import { nodegenPage, type SavedPage, vitePage } from "./swap-pages.ts";

const WARM = 5;
const SWAPS = 30;

export async function rows(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "nodegen-swap-"));
  const browser = await driver.launch({
    executablePath: chromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const opened: SavedPage[] = [];
  try {
    for (const open of [nodegenPage, vitePage]) opened.push(await open(folder));
    return await saveInTurns(browser, opened);
  } finally {
    await browser.close();
    for (const page of opened) await page.close();
    await rm(folder, { recursive: true });
  }
}

async function saveInTurns(browser: Browser, saved: readonly SavedPage[]): Promise<BenchRow[]> {
  const watched = await Promise.all(saved.map(async (one) => ({ one, page: await openPage(browser, one.url) })));
  const times = saved.map((): number[] => []);
  for (let swap = 0; swap < WARM + SWAPS; swap++)
    for (const [at, { one, page }] of watched.entries()) {
      const ms = await save(one, page, colorOf(swap + 1));
      if (swap >= WARM) times[at]!.push(ms);
    }
  return Promise.all(saved.map(async (one, at) => row(one.name, times[at]!, await one.note())));
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
    requestAnimationFrame(look);
  };
  look();
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
