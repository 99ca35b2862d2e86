/** The project's own card: what must never be published, which scripts a person finds, which files lie at the top. */
import { describe, expect, test } from "bun:test";
import { exists } from "node:fs/promises";
import { join } from "node:path";

import packageJson from "../../package.json" with { type: "json" };
import { root } from "./sources.ts";

describe("package", () => {
  test("[H10] the package is private: its name belongs to someone else on the registry", () => {
    expect(packageJson.private).toBe(true);
  });

  test("[H10] versions are exact, and none is a range, a link or an address", () => {
    const versions = Object.entries({ ...packageJson.dependencies, ...packageJson.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test("[H11] the scripts that README and CI call are there, and install what they need", () => {
    const { demo, ok, nodegen, bench } = packageJson.scripts;
    for (const script of [demo, ok]) expect(script).toStartWith("bun install --frozen-lockfile");
    expect([nodegen, bench]).toEqual(["bun src/cli/main.ts", "bun tests/bench/main.ts"]);
  });

  for (const path of [
    ...["README.md", "SPEC.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "bun.lock", "bunfig.toml", ".ci/run"],
    ...["docs/architecture.md", "docs/decisions.md", "docs/codes.md", "cache/.gitignore", "out/.gitignore"],
  ])
    test(`[H11] ${path} is there`, async () => {
      expect(await exists(join(root, path))).toBe(true);
    });

  test("[H12] bun prints nothing of its own, and nothing missing is downloaded", async () => {
    const config = Bun.TOML.parse(await Bun.file(join(root, "bunfig.toml")).text()) as {
      run: { silent: boolean };
      install: { auto: string };
    };
    expect([config.run.silent, config.install.auto]).toEqual([true, "disable"]);
  });
});
