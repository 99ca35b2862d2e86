/**
 * The import table of the house, held: rooms import downwards only, names end in `.ts`, and there are no barrels.
 */
import { describe, expect, test } from "bun:test";
import { exists } from "node:fs/promises";
import { join } from "node:path";

import packageJson from "../../package.json" with { type: "json" };
import { mayImport, type Room, rooms } from "./import-table.ts";
import { readSource, readSources, roomOf, root } from "./sources.ts";

const files = await readSources("src/**/*.{ts,tsx}");
const isRoom = (name: string): name is Room => (rooms as readonly string[]).includes(name);

describe("imports", () => {
  test("[H1] every file lives in a room of the table", () => {
    expect(files.filter((file) => !isRoom(roomOf(file.path))).map((file) => file.path)).toEqual([]);
  });

  test("[H1] rooms import only what the table allows, types and dynamic imports included", () => {
    const wrong: string[] = [];
    for (const file of files) {
      const from = roomOf(file.path);
      for (const { target, specifier, line } of file.imports) {
        if (target === undefined || !isRoom(from)) continue;
        const to = roomOf(target);
        const allowed = to === from || (isRoom(to) && mayImport[from].includes(to)) || target === "package.json";
        if (!allowed) wrong.push(`${file.path}:${line} imports "${specifier}": ${from} may not import ${to || target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("[H1] the reader of imports sees types, dynamic imports, re-exports and import types", () => {
    const { imports } = readSource(
      "src/base/x.ts",
      'import type { A } from "../a.ts";\nexport * from "../b.ts";\nconst c = await import("../c.ts");\n' +
        'type D = import("../d.ts").D;\nexport { e } from "../e.ts";',
    );
    expect(imports.map((one) => one.target)).toEqual(["src/a.ts", "src/b.ts", "src/c.ts", "src/d.ts", "src/e.ts"]);
  });

  test("[H1] relative imports name a file that exists, with its ending", async () => {
    const wrong: string[] = [];
    for (const file of files)
      for (const { target, line } of file.imports)
        if (target !== undefined && !(/\.(tsx?|json)$/.test(target) && (await exists(join(root, target)))))
          wrong.push(`${file.path}:${line} imports "${target}"`);
    expect(wrong).toEqual([]);
  });

  test("[H2] packages that are imported are declared", () => {
    const declared = new Set([...Object.keys(packageJson.dependencies), ...Object.keys(packageJson.devDependencies)]);
    const undeclared = files.flatMap((file) =>
      file.imports
        .filter(({ specifier, target }) => target === undefined && !/^(bun|bun:.*|node:.*)$/.test(specifier))
        .filter(({ specifier }) => !declared.has(specifier.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? ""))
        .map(({ specifier, line }) => `${file.path}:${line} imports "${specifier}"`),
    );
    expect(undeclared).toEqual([]);
  });

  test("[H3] there are no barrels but the two faces: the engine's, for modules, and the library's", () => {
    const faces = new Set(["src/engine/index.ts", "src/index.ts"]);
    expect(files.filter((file) => file.reexports > 0 && !faces.has(file.path)).map((file) => file.path)).toEqual([]);
  });
});
