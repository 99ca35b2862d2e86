/** A browser and a folder of their own for a part of the bench; both are gone when it is over. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type Browser, chromium as driver } from "playwright-core";

import { chromium } from "../browser/chromium.ts";

export async function withBrowser<T>(part: string, run: (browser: Browser, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `nodegen-${part}-`));
  const browser = await driver.launch({
    executablePath: chromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    return await run(browser, folder);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true });
  }
}
