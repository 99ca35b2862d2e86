/** Pages that are made from the code, and what the README says about the commands, held to what the code says. */
import { describe, expect, test } from "bun:test";
import { join } from "node:path";

import { codesPage } from "../../src/cli/build/codes-page.ts";
import { commandNames } from "../../src/cli/commands.ts";
import { flags } from "../../src/cli/flags.ts";
import { root } from "./sources.ts";

const read = (path: string) => Bun.file(join(root, path)).text();

describe("docs", () => {
  test("[H14] docs/codes.md is what its generator makes of the table", async () => {
    expect(await read("docs/codes.md")).toBe(codesPage());
  });

  test("[H14] the README names every command and every option, and no option that is not there", async () => {
    const readme = await read("README.md");
    for (const name of commandNames) expect(readme).toContain(`\`${name}`);
    for (const { name } of flags) expect(readme).toContain(name);
    const known = new Set<string>([...flags.map(({ name }) => name), "--help"]);
    const named = [...readme.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([word]) => word);
    expect(named.filter((word) => !known.has(word))).toEqual([]);
  });

  test("[H14] links between the project's pages lead to a file", async () => {
    const pages = ["README.md", "SPEC.md", "SECURITY.md", "CHANGELOG.md", "docs/architecture.md", "docs/decisions.md"];
    for (const page of pages)
      for (const [, target] of (await read(page)).matchAll(/\]\((?!https?:|#)([^)#]+)/g))
        expect([page, target, await Bun.file(join(root, page, "..", target!)).exists()]).toEqual([page, target, true]);
  });
});
