/** The project's own scenes, as the command line hands them in. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { asScene, type Scene } from "../../src/generate/words.ts";

const directory = join(import.meta.dir, "../../scenes");

export async function readScenes(): Promise<Scene[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".ts")).sort();
  return Promise.all(
    names.map(async (name) => asScene(name.slice(0, -3), await Bun.file(join(directory, name)).text())),
  );
}
