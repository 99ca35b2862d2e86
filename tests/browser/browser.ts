/**
 * A page in a real browser, watched: it fails the test when the page asked another host for anything, broke the
 * Content-Security-Policy, or threw. One browser a test file; each page has a context of its own.
 */
import { afterAll, expect, setDefaultTimeout } from "bun:test";

import { type Browser, type BrowserContextOptions, chromium as driver, type Page } from "playwright-core";

import { chromium } from "./chromium.ts";

/** Quiet and bounded: nothing of the browser's own goes to the network. */
const flags = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--disable-extensions",
  "--no-first-run",
  "--no-default-browser-check",
  "--no-pings",
  "--force-color-profile=srgb",
];

export interface PageOptions extends BrowserContextOptions {
  /** Error texts that belong to the test, e.g. of a server that is away on purpose. */
  readonly expected?: RegExp;
}

export type WithPage = <T>(url: string, test: (page: Page) => Promise<T>, options?: PageOptions) => Promise<T>;

/** For a test file, once: its browser, started when it is first needed and closed when the file's tests have ended. */
export function pages(): WithPage {
  // A browser starts in a third of a second, on a machine that does nothing else.
  setDefaultTimeout(60_000);
  let browser: Promise<Browser> | undefined;
  /** Made while the test before runs, for the next one that wants nothing special. */
  let spare: Promise<Page> | undefined;
  afterAll(async () => {
    await spare;
    await (await browser)?.close();
  });
  return async (url, test, { expected, ...options } = {}) => {
    const running = await (browser ??= launch());
    const isPlain = Object.keys(options).length === 0;
    const opened = (isPlain ? spare : undefined) ?? open(running, options);
    if (isPlain) spare = open(running, {});
    return watch(await opened, url, test, expected);
  };
}

const launch = async (): Promise<Browser> =>
  driver.launch({
    executablePath: chromium(),
    // Chromium's own sandbox does not work as root; what it shows here is ours.
    chromiumSandbox: process.getuid?.() !== 0,
    args: flags,
  });

async function open(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  return context.newPage();
}

async function watch<T>(page: Page, url: string, test: (page: Page) => Promise<T>, expected?: RegExp): Promise<T> {
  const { host } = new URL(url);
  const errors: string[] = [];
  const foreign: string[] = [];
  try {
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("request", (request) => !isOwn(request.url(), host) && foreign.push(request.url()));
    page.on("websocket", (socket) => !isOwn(socket.url(), host) && foreign.push(socket.url()));
    await page.goto(url);
    const result = await test(page);
    expect(foreign).toEqual([]);
    expect(errors.filter((error) => !expected?.test(error))).toEqual([]);
    return result;
  } finally {
    await page.context().close();
  }
}

const isOwn = (url: string, host: string): boolean => /^(data|blob):/.test(url) || new URL(url).host === host;
