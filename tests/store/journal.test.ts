/** Journals on the disk: chained, bounded, and read back only as far as they hold. */
import { describe, expect, test } from "bun:test";
import * as fs from "node:fs/promises";
import { join } from "node:path";

import type { Problem } from "../../src/base/problem.ts";
import type { Disk } from "../../src/store/disk.ts";
import { readJournalFile } from "../../src/store/journal-file.ts";
import { beginJournal, type JournalBounds } from "../../src/store/journal-folder.ts";
import type { ThisProcess } from "../../src/store/journal-owner.ts";
import { temporaryFolder } from "./a-store.ts";

const now = new Date("2026-11-20T09:00:00Z");
/** Process 7 began twice: the first one was killed. */
const host = (pid: number, began = "1") => ({ pid, beganAt: (other: number) => (other === pid ? began : undefined) });
const entry = (n: number) => ({ n, text: "grün 🎈" });

async function begin(
  directory: string,
  {
    disk = fs,
    bounds,
    at = now,
    process = host(7),
  }: { disk?: Disk; bounds?: JournalBounds; at?: Date; process?: ThisProcess } = {},
) {
  const ends: Problem[] = [];
  const begun = await beginJournal({
    directory,
    disk,
    now: at,
    process,
    bounds,
    onEnd: (problem) => ends.push(problem),
  });
  if (!begun.ok) throw new Error(begun.error.message);
  return { ...begun.value, ends };
}

describe("a journal's file", () => {
  test("[J3] is read back as it was written, and says whether it was closed", async () => {
    await using folder = await temporaryFolder();
    const { file } = await begin(folder.path);
    for (let n = 0; n < 100; n++) file.append(entry(n));
    await file.close();
    const read = await readJournalFile(fs, file.path);
    expect(read).toEqual({
      ok: true,
      value: { entries: Array.from({ length: 100 }, (_, n) => entry(n)), isClosed: true },
    });
    expect((await fs.readFile(file.path, "utf8")).split("\n")[0]).toContain("never a request's headers");
  });

  test("[J3] cut anywhere it gives what came before; changed, shortened or put in another order anywhere it is refused", async () => {
    await using folder = await temporaryFolder();
    const { file } = await begin(folder.path);
    for (let n = 0; n < 5; n++) file.append(entry(n));
    await file.close();
    const text = await fs.readFile(file.path, "utf8");
    const readAgain = (changed: string) =>
      readJournalFile({ readFile: (async () => changed) as unknown as Disk["readFile"] }, "x");
    const first = text.indexOf("\n") + 1;
    for (let at = first; at < text.length; at++) {
      const read = await readAgain(text.slice(0, at));
      expect(read).toMatchObject({ ok: true, value: { isClosed: false } });
    }
    for (let at = first; at < text.lastIndexOf("closed") - 1; at += 3) {
      const other = text[at] === "7" ? "8" : "7";
      expect(await readAgain(text.slice(0, at) + other + text.slice(at + 1))).toMatchObject({
        ok: false,
        error: { code: "JOURNAL_DAMAGED" },
      });
    }
    const [title, one, two, ...rest] = text.split("\n");
    expect(await readAgain([title, two, one, ...rest].join("\n"))).toMatchObject({
      error: { message: expect.stringContaining("line 2") },
    });
    expect(await readAgain([title, one, ...rest].join("\n"))).toMatchObject({
      error: { message: expect.stringContaining("line 3") },
    });
    expect(await readAgain("# README\n")).toMatchObject({ error: { code: "JOURNAL_FOREIGN" } });
    expect(await readAgain(text.replace(/^nodegen journal \d+/, "nodegen journal 999"))).toMatchObject({
      error: { code: "JOURNAL_VERSION" },
    });
    expect(await readAgain(text.replace(/^nodegen journal \d+/, "nodegen journal 1"))).toMatchObject({ ok: true });
    expect(await readJournalFile(fs, join(folder.path, "none"))).toMatchObject({
      error: { code: "JOURNAL_UNREADABLE" },
    });
  });

  test("[J4] is bounded: what comes after is not recorded, and that is told once", async () => {
    await using folder = await temporaryFolder();
    const { file, ends } = await begin(folder.path, { bounds: { files: 5, bytes: 1e6, fileBytes: 1000 } });
    for (let n = 0; n < 200; n++) file.append(entry(n));
    await file.close();
    expect(ends.map(({ code }) => code)).toEqual(["JOURNAL_FULL"]);
    expect((await fs.stat(file.path)).size).toBeLessThan(1200);
    const read = await readJournalFile(fs, file.path);
    expect(read.ok && read.value.entries.length).toBeGreaterThan(5);
  });

  test("[J4] a disk that refuses ends it with a message, and nothing throws", async () => {
    await using folder = await temporaryFolder();
    const open: Disk["open"] = async (path, flags) => {
      const file = await fs.open(path, flags);
      if (path.toString().endsWith(".journal") && flags === "wx")
        file.appendFile = () => Promise.reject(Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" }));
      return file;
    };
    const { file, ends } = await begin(folder.path, { disk: { ...fs, open } });
    file.append(entry(1));
    await file.close();
    expect(ends).toMatchObject([{ code: "DISK_REFUSED", message: expect.stringContaining("the disk is full") }]);
  });
});

describe("the folder of journals", () => {
  test("[J4] the oldest go first, and the one that was not closed is told of", async () => {
    await using folder = await temporaryFolder();
    const bounds = { files: 3, bytes: 1e6, fileBytes: 1e6 };
    const at = (minute: number) => new Date(now.getTime() + 60_000 * minute);
    for (let minute = 0; minute < 3; minute++) await (await begin(folder.path, { at: at(minute) })).file.close();
    const crashed = await begin(folder.path, { bounds, at: at(3) });
    expect(crashed).toMatchObject({ dropped: ["2026-11-20T09-00-00.journal"], unfinished: undefined });
    crashed.file.append(entry(1));
    // The number of the process that was killed has gone to another one.
    const next = await begin(folder.path, { bounds, at: at(4), process: host(7, "2") });
    expect(next).toMatchObject({ dropped: ["2026-11-20T09-01-00.journal"], unfinished: crashed.file.path });
    await Promise.all([crashed.file.close(), next.file.close()]);
    const small = await begin(folder.path, { bounds: { ...bounds, bytes: 10 }, at: at(5), process: host(7, "2") });
    expect(small.dropped.length).toBe(3);
    await small.file.close();
    expect(await fs.readdir(folder.path)).toEqual(["2026-11-20T09-05-00.journal"]);
  });

  test("[J8] one that is still being written is neither offered nor dropped, and one whose writer is gone is", async () => {
    await using folder = await temporaryFolder();
    const both = { pid: 8, beganAt: (pid: number) => (pid === 7 || pid === 8 ? "1" : undefined) };
    const first = await begin(folder.path);
    first.file.append(entry(1));
    const bounds = { files: 1, bytes: 10, fileBytes: 1e6 };
    const second = await begin(folder.path, { bounds, process: both });
    expect(second).toMatchObject({ dropped: [], unfinished: undefined, running: [first.file.path] });
    await second.file.close();
    const third = await begin(folder.path, { at: new Date(now.getTime() + 1000), process: host(8) });
    expect(third).toMatchObject({ running: [], unfinished: first.file.path });
    await Promise.all([third.file.close(), first.file.close()]);
    expect((await fs.readdir(folder.path)).filter((name) => name.endsWith(".owner"))).toEqual([]);
  });

  test("two runs that begin in one second have files of their own, and strangers' files are left alone", async () => {
    await using folder = await temporaryFolder();
    await fs.writeFile(join(folder.path, "notes.txt"), "mine");
    const [one, two] = [await begin(folder.path), await begin(folder.path)];
    expect(two.file.path).not.toBe(one.file.path);
    await Promise.all([one.file.close(), two.file.close()]);
    expect(await fs.readFile(join(folder.path, "notes.txt"), "utf8")).toBe("mine");
  });
});
