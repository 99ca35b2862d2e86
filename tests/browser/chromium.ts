/** The Chrome or Chromium that page tests run in: without one they fail, with the one command to run. */
import { existsSync } from "node:fs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export function chromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  throw new Error(
    "Cannot run the page tests: no Chrome or Chromium was found. Install one, e.g. `sudo apt-get install -y chromium`.",
  );
}

export const findChromium = (): string | undefined =>
  names.map((name) => Bun.which(name)).find((path) => path !== null) ?? places.find((path) => existsSync(path));
