/**
 * The Chrome or Chromium that page tests run in. A machine without one gets Debian's where that can be installed, and
 * otherwise an error with the one command to run: page tests never pass by not running.
 */
import { existsSync } from "node:fs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"];

export async function chromium(): Promise<string> {
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) await installChromium();
  const installed = find();
  if (installed) return installed;
  throw new Error(
    "Cannot run the page tests: no Chrome or Chromium was found. Install one, e.g. `sudo apt-get install -y chromium`.",
  );
}

const find = (): string | undefined =>
  names.map((name) => Bun.which(name)).find((path) => path !== null) ?? places.find((path) => existsSync(path));

async function installChromium(): Promise<void> {
  const env = { PATH: process.env.PATH, DEBIAN_FRONTEND: "noninteractive" };
  for (const command of [["apt-get", "update"], install]) {
    const run = Bun.spawn(command, { env, stdout: "ignore", stderr: "pipe" });
    const said = await new Response(run.stderr).text();
    if ((await run.exited) !== 0) throw new Error(`Cannot install Chromium: \`${command.join(" ")}\` failed: ${said}`);
  }
}
