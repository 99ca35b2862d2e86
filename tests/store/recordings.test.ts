import { expect, test } from "bun:test";
import * as fs from "node:fs/promises";
import { join } from "node:path";

import { makeRecordingFolder } from "../../src/store/recordings.ts";
import { temporaryFolder } from "./a-store.ts";

const KEY = "a".repeat(64);

test("a recording comes back; a folder that is not there is empty", async () => {
  await using folder = await temporaryFolder();
  const recordings = makeRecordingFolder({ directory: join(folder.path, "cache"), disk: fs });
  expect(await recordings.read(KEY)).toEqual({ ok: true, value: undefined });
  expect(await recordings.all()).toEqual([]);
  expect(await recordings.write(KEY, { text: "hello" })).toEqual({ ok: true, value: null });
  expect(await recordings.read(KEY)).toEqual({ ok: true, value: { text: "hello" } });
  expect(await recordings.all()).toEqual([{ text: "hello" }]);
  expect(await fs.readdir(join(folder.path, "cache"))).toEqual([`${KEY}.json`]);
});

test("a damaged one is told by its path and left out of the list", async () => {
  await using folder = await temporaryFolder();
  const recordings = makeRecordingFolder({ directory: folder.path, disk: fs });
  await fs.writeFile(join(folder.path, `${KEY}.json`), '{"text": "hel');
  expect(await recordings.read(KEY)).toMatchObject({ ok: false, error: { code: "RECORDING_DAMAGED" } });
  expect(await recordings.all()).toEqual([]);
});

test("a folder that cannot be made is a problem", async () => {
  await using folder = await temporaryFolder();
  await fs.writeFile(join(folder.path, "file"), "");
  const recordings = makeRecordingFolder({ directory: join(folder.path, "file/cache"), disk: fs });
  expect(await recordings.write(KEY, {})).toMatchObject({ ok: false, error: { code: "DISK_REFUSED" } });
});
