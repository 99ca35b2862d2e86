/**
 * What the tests need of the machine beside Bun: a browser, a font with emoji in colour, and the outer layer of the wall.
 * As root on Debian they are installed; elsewhere the tests that need one say what to install, and fail or are named as
 * skipped. Before the tests start, since two test files that install at once would wait for each other's lock.
 */
import { existsSync } from "node:fs";

import { findChromium } from "./browser/chromium.ts";

const needs: readonly { readonly package: string; readonly found: () => boolean }[] = [
  { package: "chromium", found: () => findChromium() !== undefined },
  { package: "fonts-noto-color-emoji", found: hasEmoji },
  { package: "bubblewrap", found: () => Bun.which("bwrap") !== null },
];

/** The packages that were installed. An error tells the command that failed and what it said. */
export async function prepareMachine(): Promise<readonly string[]> {
  const missing = needs.filter(({ found }) => !found()).map((need) => need.package);
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return [];
  await run(["apt-get", "update"]);
  await run(["apt-get", "install", "-y", "--no-install-recommends", ...missing]);
  return missing;
}

/** A language of fontconfig's own: whoever covers it has pictures for emoji. */
function hasEmoji(): boolean {
  if (Bun.which("fc-list") === null) return false;
  return Bun.spawnSync(["fc-list", ":lang=und-zsye"], { env: {} }).stdout.length > 0;
}

async function run(command: readonly string[]): Promise<void> {
  const env = { PATH: process.env.PATH, DEBIAN_FRONTEND: "noninteractive" };
  const child = Bun.spawn([...command], { env, stdout: "ignore", stderr: "pipe" });
  const said = await new Response(child.stderr).text();
  if ((await child.exited) !== 0)
    throw new Error(`Cannot prepare this machine: \`${command.join(" ")}\` failed: ${said}`);
}
