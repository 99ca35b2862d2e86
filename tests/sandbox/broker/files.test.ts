/** `readText` and textures at the broker: real files, links, pipes and folders. */
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import * as files from "node:fs/promises";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { openBroker, readText, refused, type TestBroker } from "./a-broker.ts";

let made: TestBroker;
const inside = (path: string) => join(made.project, path);

beforeEach(async () => {
  made = await openBroker();
  await mkdir(inside("data"));
  await mkdir(inside("other"));
  await writeFile(inside("data/a.txt"), "granted");
  await writeFile(inside("other/b.txt"), "not granted");
  await writeFile(join(made.project, "../secret.txt"), "secret");
  made.allow({ read: ["data"] });
});
afterEach(() => made.close());

const session = () => made.session({ read: ["data", "other"] });

describe("a path", () => {
  test("[B8] that is granted is read, and on record", async () => {
    expect(await session().call(readText("./data//a.txt"))).toEqual({ id: 1, ok: true, value: "granted" });
    expect(made.audit).toMatchObject([{ permission: "read", scope: "data/a.txt", outcome: "granted" }]);
  });

  test("[B8] that is not granted is refused in the same words whether or not there is such a file", async () => {
    const [there, absent] = [
      await session().call(readText("other/b.txt")),
      await session().call(readText("other/c.txt")),
    ];
    expect(refused(there)).toBe('Requires read access to "other/b.txt", run again with the --allow-read flag');
    expect(refused(absent)).toBe(refused(there).replace("b.txt", "c.txt"));
  });

  for (const path of [
    "../secret.txt",
    "data/../../secret.txt",
    "/etc/passwd",
    "~/x",
    "data\\..\\x",
    "data/a.txt\u0000.png",
    "",
  ])
    test(`[B8] that leads out of the project is refused: ${JSON.stringify(path)}`, async () => {
      expect(refused(await session().call(readText(path)))).toContain("Cannot read");
      expect(made.audit).toEqual([]);
    });

  test("what is wrong with a file is told", async () => {
    await writeFile(inside("data/bytes"), Uint8Array.of(0xff, 0xfe));
    await writeFile(inside("data/large"), new Uint8Array(2 ** 20 + 1));
    for (const [path, why] of [
      ["data/none", "there is no such file"],
      ["data", "it is no plain file"],
      ["data/a.txt/x", "there is no such file"],
      ["data/bytes", "it is not UTF-8 text"],
      ["data/large", "it is larger than 1024 kB"],
    ] as const)
      expect(refused(await session().call(readText(path)))).toBe(`Cannot read "${path}": ${why}`);
  });
});

describe("a link", () => {
  test("[B8] to what is granted too is followed, and both names are on record", async () => {
    await symlink("a.txt", inside("data/link"));
    expect(await session().call(readText("data/link"))).toMatchObject({ ok: true, value: "granted" });
    expect(made.audit.map(({ scope }) => scope)).toEqual(["data/link", "data/a.txt"]);
  });

  test("[B8] out of what is granted is refused by where it leads", async () => {
    await symlink("../other/b.txt", inside("data/link"));
    await symlink("../other", inside("data/folder"));
    for (const path of ["data/link", "data/folder/b.txt"])
      expect(refused(await session().call(readText(path)))).toStartWith('Requires read access to "other/b.txt"');
  });

  test("[B8] that is hard is refused: a secret may have its second name in the granted folder", async () => {
    await files.link(join(made.project, "../secret.txt"), inside("data/hard"));
    expect(refused(await session().call(readText("data/hard")))).toContain("more than one name (hard links)");
  });

  test("[B8] out of the project is refused, however it gets there", async () => {
    await symlink(join(made.project, "../secret.txt"), inside("data/absolute"));
    await symlink("../../secret.txt", inside("data/relative"));
    await symlink("../..", inside("data/up"));
    await symlink("/proc/self/environ", inside("data/environ"));
    await symlink("loop", inside("data/loop"));
    for (const [path, why] of [
      ["data/absolute", "it leads out of the project"],
      ["data/relative", "it leads out of the project"],
      ["data/up/secret.txt", "it leads out of the project"],
      ["data/environ", "it leads out of the project"],
      ["data/loop", "its links lead in a circle"],
    ] as const)
      expect(refused(await session().call(readText(path)))).toBe(`Cannot read "${path}": ${why}`);
  });

  test("[B8] that is put in a file's place after the check changes nothing: what was opened is what counts", async () => {
    const swapping: TestBroker = await openBroker({
      files: {
        ...files,
        // The file is plain when it is looked at, and a link when it is opened.
        async stat(path: string) {
          const seen = await files.stat(path);
          await rm(path);
          await symlink("../other/b.txt", path);
          return seen;
        },
      } as typeof files,
    });
    for (const folder of ["data", "other"]) await mkdir(join(swapping.project, folder));
    await writeFile(join(swapping.project, "data/a.txt"), "granted");
    await writeFile(join(swapping.project, "other/b.txt"), "not granted");
    swapping.allow({ read: ["data"] });
    const answer = await swapping.session({ read: ["data", "other"] }).call(readText("data/a.txt"));
    expect(refused(answer)).toStartWith('Requires read access to "other/b.txt"');
    await swapping.close();
  });
});

describe("special files", () => {
  test("[B8] a pipe is refused at once, and nobody waits for its writer", async () => {
    expect(Bun.spawnSync(["mkfifo", inside("data/pipe")], { env: { PATH: "/usr/bin:/bin" } }).exitCode).toBe(0);
    expect(refused(await session().call(readText("data/pipe")))).toBe('Cannot read "data/pipe": it is no plain file');
  });

  test("[B8] so is a device", async () => {
    await symlink("/dev/zero", inside("data/zero"));
    expect(refused(await session().call(readText("data/zero")))).toBe('Cannot read "data/zero": it is no plain file');
  });
});

describe("a texture", () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2);

  test("[B9] is told from its bytes and never from its name", async () => {
    await writeFile(inside("data/cat.txt"), png);
    await writeFile(inside("data/cat.jpg"), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0));
    await writeFile(inside("data/cat.webp"), "RIFF\0\0\0\0WEBPVP8 ");
    await writeFile(inside("data/cat.png"), "<svg onload=alert(1)>");
    const type = async (path: string) => {
      const read = await session().texture(path);
      return read.ok ? read.value.type : read.error.message;
    };
    expect(await type("data/cat.txt")).toBe("image/png");
    expect(await type("data/cat.jpg")).toBe("image/jpeg");
    expect(await type("data/cat.webp")).toBe("image/webp");
    expect(await type("data/cat.png")).toBe('Cannot show "data/cat.png": it is no png, jpeg or webp');
  });

  test("[B9] is decided upon and written down as any reading is", async () => {
    await writeFile(inside("other/cat.png"), png);
    expect(await session().texture("other/cat.png")).toMatchObject({
      ok: false,
      error: {
        code: "TEXTURE_NOT_PERMITTED",
        message: expect.stringContaining('Requires read access to "other/cat.png"'),
      },
    });
    expect(made.audit).toMatchObject([{ scope: "other/cat.png", outcome: "denied" }]);
  });
});
