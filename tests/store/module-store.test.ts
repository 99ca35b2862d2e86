import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import * as fs from "node:fs/promises";
import { join } from "node:path";

import type { Disk } from "../../src/store/disk.ts";
import { aRecord, open, temporaryFolder, tryOpen } from "./a-store.ts";

describe("[K2] keeping", () => {
  test("a kept module is a folder that a person can read, and comes back as it was", async () => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path);
    const record = aRecord({ name: "BouncingBalls" });
    const path = await store.put(record);
    const name = `bouncing-balls-${record.hash.slice(7, 15)}`;
    expect(path).toEqual({ ok: true, value: join(folder.path, name, "bouncing-balls.ts") });
    expect(await fs.readFile(join(folder.path, name, "bouncing-balls.ts"), "utf8")).toBe(record.source);
    expect((await fs.readdir(join(folder.path, name))).sort()).toEqual(["bouncing-balls.ts", "module.json"]);
    expect(await store.get(record.hash)).toEqual(record);
    expect(store.pathOf(record.hash)).toBe(join(folder.path, name, "bouncing-balls.ts"));
    store.close();
  });

  test("the list has no sources, newest first, and is there after the store was opened again", async () => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path);
    const old = aRecord();
    const young = aRecord({ source: "// young\n", name: "Young", createdAt: "2026-11-21T09:00:00.000Z" });
    await store.put(young);
    await store.put(old);
    store.close();
    const again = await open(folder.path);
    const list = await again.list();
    expect(list.map(({ name }) => name)).toEqual(["Young", "Spinner"]);
    expect(list[0]).not.toContainKeys(["source", "attempts"]);
    expect(again.damaged).toEqual([]);
    again.close();
  });

  test("a module that is kept again has its record replaced, under the name it has", async () => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path);
    const first = await store.put(aRecord({ status: "static-validated" }));
    const second = await store.put(aRecord({ status: "verified", name: "Other" }));
    expect(second).toEqual(first);
    expect(await store.list()).toMatchObject([{ name: "Spinner", status: "verified" }]);
    expect(await store.get(aRecord().hash)).toMatchObject({ name: "Spinner", status: "verified" });
    store.close();
  });

  test.each([
    ["../../etc/passwd", "etc-passwd"],
    ["Ünïcode", "n-code"],
    ["", "module"],
    ["x".repeat(300), "x".repeat(40)],
  ])("a module called %j cannot choose where it is kept", async (name, slug) => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path);
    const record = aRecord({ name });
    const path = await store.put(record);
    expect(path).toEqual({ ok: true, value: join(folder.path, `${slug}-${record.hash.slice(7, 15)}`, `${slug}.ts`) });
    expect(await store.get(record.hash)).toEqual(record);
    store.close();
  });

  test("a record whose hash is not its source's is a fault of ours", async () => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path);
    expect(store.put({ ...aRecord(), source: "// another\n" })).rejects.toThrow("another hash");
    store.close();
  });

  test("what is not kept is undefined", async () => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path);
    expect(await store.get(aRecord().hash)).toBeUndefined();
    expect(store.pathOf(aRecord().hash)).toBeUndefined();
    store.close();
  });
});

describe("[K3] what is damaged or unknown is reported and left alone", () => {
  test("a changed source, a broken record, a stranger's file", async () => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path);
    const changed = await store.put(aRecord());
    const broken = await store.put(aRecord({ source: "// broken\n", name: "Broken" }));
    await store.put(aRecord({ source: "// whole\n", name: "Whole" }));
    store.close();
    if (!changed.ok || !broken.ok) throw new Error("expected both to be kept");
    await fs.appendFile(changed.value, "// edited by hand\n");
    const brokenRecord = join(broken.value, "../module.json");
    await fs.writeFile(brokenRecord, '{"version": 99}');
    await fs.writeFile(join(folder.path, "notes.txt"), "mine");
    await fs.mkdir(join(folder.path, "my folder"));

    const again = await open(folder.path);
    expect((await again.list()).map(({ name }) => name).sort()).toEqual(["Spinner", "Whole"]);
    expect(await again.get(aRecord().hash)).toBeUndefined();
    const reports = again.damaged.map(({ path, reason }) => `${path.slice(folder.path.length + 1)}: ${reason}`).sort();
    expect(reports).toEqual([
      expect.stringMatching(/^broken-.*: module\.json is no record of a module/),
      expect.stringMatching(/^my folder: ENOENT/),
      "notes.txt: it is no module that was kept here",
      expect.stringMatching(/^spinner-.*: spinner\.ts was changed after it was kept/),
    ]);
    expect(await fs.readFile(brokenRecord, "utf8")).toBe('{"version": 99}');
    expect(await fs.readFile(join(folder.path, "notes.txt"), "utf8")).toBe("mine");
    again.close();
  });

  test("where the name is taken by something else, the whole hash is used", async () => {
    await using folder = await temporaryFolder();
    const record = aRecord();
    const taken = join(folder.path, `spinner-${record.hash.slice(7, 15)}`);
    await fs.mkdir(taken);
    await fs.writeFile(join(taken, "spinner.ts"), "// somebody's\n");
    const store = await open(folder.path);
    const path = await store.put(record);
    expect(path).toEqual({ ok: true, value: join(folder.path, `spinner-${record.hash.slice(7)}`, "spinner.ts") });
    expect(await fs.readFile(join(taken, "spinner.ts"), "utf8")).toBe("// somebody's\n");
    expect(await store.get(record.hash)).toEqual(record);
    store.close();
  });
});

describe("[K4] the index", () => {
  test("is made again from the folders when it is gone", async () => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path);
    await store.put(aRecord());
    const list = await store.list();
    store.close();
    await fs.rm(join(folder.path, "index.sqlite"));
    const again = await open(folder.path);
    expect(await again.list()).toEqual(list);
    again.close();
  });

  test("is put aside and made again when it is no database", async () => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path);
    await store.put(aRecord());
    store.close();
    await fs.writeFile(join(folder.path, "index.sqlite"), "x".repeat(8192));
    const again = await open(folder.path);
    expect(await again.list()).toHaveLength(1);
    expect(again.damaged).toEqual([expect.objectContaining({ path: join(folder.path, "index.sqlite") })]);
    again.close();
  });

  test("of another version is refused with a sentence", async () => {
    await using folder = await temporaryFolder();
    const database = new Database(join(folder.path, "index.sqlite"));
    database.run("PRAGMA user_version = 7");
    database.close();
    const store = await tryOpen(folder.path);
    expect(store).toMatchObject({ ok: false, error: { code: "STORE_VERSION" } });
    expect(!store.ok && store.error.message).toContain("version 7");
  });

  test("forgets a folder that a person deleted, and learns one that was copied in", async () => {
    await using folder = await temporaryFolder();
    await using other = await temporaryFolder();
    const store = await open(folder.path);
    await store.put(aRecord());
    store.close();
    const [name] = (await fs.readdir(folder.path)).filter((entry) => entry.startsWith("spinner-"));
    await fs.cp(join(folder.path, name!), join(other.path, name!), { recursive: true });
    await fs.rm(join(folder.path, name!), { recursive: true });

    const without = await open(folder.path);
    expect(await without.list()).toEqual([]);
    without.close();
    const copied = await open(other.path);
    expect(await copied.get(aRecord().hash)).toEqual(aRecord());
    copied.close();
  });

  test("is shared by two stores over one folder", async () => {
    await using folder = await temporaryFolder();
    const [one, two] = await Promise.all([open(folder.path), open(folder.path)]);
    await Promise.all(
      [one, two].flatMap((store) =>
        Array.from({ length: 5 }, (_, i) => store.put(aRecord({ source: `// module ${i}\n`, name: `Module${i}` }))),
      ),
    );
    expect(await one.list()).toHaveLength(5);
    expect(await two.list()).toEqual(await one.list());
    one.close();
    two.close();
  });
});

describe("[K5] a disk that refuses", () => {
  const refusing = (code: string): Disk => ({
    ...fs,
    open: () => Promise.reject(Object.assign(new Error(`${code}: refused`), { code })),
  });

  test.each([
    ["ENOSPC", "the disk is full"],
    ["EROFS", "the disk is read-only"],
  ])("%s is told, and nothing is half kept", async (code, state) => {
    await using folder = await temporaryFolder();
    const store = await open(folder.path, refusing(code));
    const result = await store.put(aRecord());
    expect(result).toMatchObject({ ok: false, error: { code: "DISK_REFUSED" } });
    expect(!result.ok && result.error.message).toContain(state);
    expect(!result.ok && result.error.hint).toContain("--out");
    expect(await fs.readdir(folder.path)).toEqual(["index.sqlite"]);
    store.close();
  });

  test("a file where the folder should be", async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, "out");
    await fs.writeFile(path, "");
    const store = await tryOpen(path);
    expect(store).toMatchObject({ ok: false, error: { code: "DISK_REFUSED" } });
    expect(!store.ok && store.error.message).toContain(`"${path}": a file is in the way`);
  });

  test("what a killed process left is cleared after an hour, not before", async () => {
    await using folder = await temporaryFolder();
    await fs.mkdir(join(folder.path, ".new-left"));
    const young = await tryOpen(folder.path);
    expect(await fs.readdir(folder.path)).toContain(".new-left");
    const old = await tryOpen(folder.path, fs, () => Date.now() + 2 * 60 * 60 * 1000);
    expect(await fs.readdir(folder.path)).not.toContain(".new-left");
    for (const store of [young, old]) if (store.ok) store.value.close();
  });
});
