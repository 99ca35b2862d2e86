/**
 * Golden files: long texts that are read as a whole and compared to the letter. `bun run golden` writes them anew; the
 * diff is there to be read.
 */
import { expect } from "bun:test";
import { join } from "node:path";

/** `path` is below this folder. */
export async function expectGolden(path: string, text: string): Promise<void> {
  const file = join(import.meta.dir, path);
  if (process.env.NODEGEN_GOLDEN === "write") await Bun.write(file, text);
  expect(text).toBe(await Bun.file(file).text());
}
