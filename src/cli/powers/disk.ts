/** The disk, for rooms that keep something. What comes from a person or over the network is read by `sources.ts`. */
import { Database } from "bun:sqlite";
import * as files from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";

export const disk = {
  files,
  openDatabase: (path: string) => new Database(path, { create: true }),
  readText: (path: string) => Bun.file(path).text(),
  writeText: (path: string, text: string) => Bun.write(path, text),
  /** Undefined where there is no such file. */
  readBytes: async (path: string) => {
    const file = Bun.file(path);
    return (await file.exists()) ? file.bytes() : undefined;
  },
  /** As long as it is now, to be read later; undefined where there is no such file. */
  contentOf: async (path: string): Promise<Blob | undefined> => {
    const file = Bun.file(path);
    return (await file.exists()) ? file.slice(0, file.size) : undefined;
  },
  homeFolder: () => homedir(),
  makeFolder: () => files.mkdtemp(join(tmpdir(), "nodegen-")),
  remove: (path: string) => files.rm(path, { recursive: true, force: true }),
};
