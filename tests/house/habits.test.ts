/**
 * Habits of the house that a machine can hold: where powers may be named, how files open, what `any` needs, and that the
 * page speaks to no other host.
 */
import { describe, expect, test } from "bun:test";

import { readSource, readSources, roomOf, type SourceFile } from "./sources.ts";

const files = await readSources("src/**/*.{ts,tsx}");
const inRooms = (...rooms: string[]) => files.filter((file) => rooms.includes(roomOf(file.path)));

/** `path:line` of every match in code (not in comments or strings). */
function find(among: readonly SourceFile[], pattern: RegExp): string[] {
  return among.flatMap((file) =>
    file.code
      .split("\n")
      .flatMap((line, at) => (pattern.test(line) ? [`${file.path}:${at + 1} ${file.lines[at]!.trim()}`] : [])),
  );
}

/** The build runs before the rooms are there, and the child has a process of its own. */
const rooms = files.filter(({ path }) => !/^src\/cli\/(?:powers|build)\//.test(path) && roomOf(path) !== "child");

const powers: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: "the environment", pattern: /\bprocess\s*\.\s*env\b|\bBun\s*\.\s*env\b|import\.meta\.env/ },
  { name: "processes", pattern: /(?<!typeof )\bBun\s*\.\s*(spawn|spawnSync|\$)|child_process/ },
  { name: "the clock", pattern: /\bDate\s*\.\s*now\b|\bnew Date\(\)|\bset(Timeout|Interval)\s*\(|\bBun\s*\.\s*sleep/ },
  { name: "the disk", pattern: /\bBun\s*\.\s*(file|write)\b/ },
  { name: "the network", pattern: /(?<![.\w]|function )fetch\s*\(|(?<!typeof )\bBun\s*\.\s*(serve|listen|connect)\b/ },
  { name: "unseeded randomness", pattern: /\bMath\s*\.\s*random\b|\bcrypto\s*\.\s*(getRandomValues|randomUUID)/ },
];

describe("habits", () => {
  for (const { name, pattern } of powers)
    test(`[H4] only cli/powers names ${name}`, () => {
      const pure = rooms.filter(({ path }) => roomOf(path) !== "viewer");
      expect(find(pure, pattern)).toEqual([]);
    });

  test("[H4] the rooms that modules run in are pure: no Bun, no process, no DOM", () => {
    expect(find(inRooms("engine", "wire"), /(?<![.\w])(Bun|process|window|document|globalThis)\b\s*[.[]/)).toEqual([]);
  });

  test("[H15] whatever starts a process names its environment", () => {
    const started = files.flatMap(({ path, code }) =>
      [...code.matchAll(/\bspawn(?:Sync)?\s*\(/g)].map(({ index }) => ({ path, call: callAt(code, index) })),
    );
    expect(started.length).toBeGreaterThan(2);
    expect(started.filter(({ call }) => !/\benv\b\s*[:,}]/.test(call))).toEqual([]);
  });

  test("[H15] a call is read to its end, and without `env` it is seen", () => {
    const code = "spawn(a(), { cwd, env: {} }); spawn([b], { env });";
    expect([callAt(code, 0), callAt(code, 30)]).toEqual(["spawn(a(), { cwd, env: {} })", "spawn([b], { env })"]);
  });

  test("[H5] a file of more than 30 lines opens with a paragraph", () => {
    const bare = files.filter((file) => file.lines.length > 31 && !opensWithParagraph(file));
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  test("[H6] `any` stands beside its reason", () => {
    const lonely = files.flatMap(({ path, code, lines, comments }) =>
      code.split("\n").flatMap((line, at) => {
        const explained = comments.some((comment) => comment.line === at + 1 || comment.line === at);
        return /[:<,|&(]\s*any\b|\bas any\b/.test(line) && !explained ? [`${path}:${at + 1} ${lines[at]!.trim()}`] : [];
      }),
    );
    expect(lonely).toEqual([]);
  });

  test("[H7] no error is swallowed: an empty catch says why", () => {
    const empty = /catch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\s*\(\s*\)\s*=>\s*(\{\s*\}|undefined|null)\s*\)/;
    const silent = find(files, empty).filter((place) => {
      const [path = "", line = ""] = place.split(/[: ]/);
      const file = files.find((one) => one.path === path);
      return !file?.comments.some((comment) => Math.abs(comment.line - Number(line)) <= 1);
    });
    expect(silent).toEqual([]);
  });

  test("[H8] the page names no other host", () => {
    const page = [...inRooms("viewer")];
    const hosts = page.flatMap(({ path, text }) =>
      (text.match(/\b(https?|wss?):\/\/[^\s"'`)]+/g) ?? []).map((url) => `${path} ${url}`),
    );
    expect(hosts.filter((place) => !place.includes("http://www.w3.org/2000/svg"))).toEqual([]);
  });

  test("[H9] nothing is left for later", () => {
    const later = files.flatMap(({ path, comments }) =>
      comments.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text)).map(({ line }) => `${path}:${line}`),
    );
    expect(later).toEqual([]);
  });

  test("[H4] the reader of habits sees code, not comments and strings", () => {
    const file = readSource("src/base/x.ts", '// process.env\nconst a = "process.env";\nprocess.env.X;');
    expect(find([file], /process\.env/)).toEqual(["src/base/x.ts:3 process.env.X;"]);
  });
});

/** From `start` to the parenthesis that closes the first one. */
function callAt(code: string, start: number): string {
  let open = 0;
  for (let at = code.indexOf("(", start); at < code.length; at++) {
    if (code[at] === "(") open++;
    if (code[at] === ")" && --open === 0) return code.slice(start, at + 1);
  }
  return code.slice(start);
}

/** Imports, and a constant that the main export needs, may stand above it; but it stands above all of them or below. */
const OPENING_LINES = 15;

function opensWithParagraph({ lines, comments }: SourceFile): boolean {
  if (/^import [^]*? \*\/\nimport /.test(lines.join("\n"))) return false;
  return comments.some(({ line, text }) => line <= OPENING_LINES && text.trim().length > 30);
}
