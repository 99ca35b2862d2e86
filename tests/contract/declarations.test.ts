/**
 * Holds what is generated from the engine's source equal, in names and types, to the contract beside this file; and holds both
 * to what authors write: every scene, and fields that set engine properties, pass the type check against it.
 */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parse } from "@babel/parser";
import type * as Babel from "@babel/types";

import { declarations } from "../../src/cli/build/declarations.ts";

const root = join(import.meta.dir, "../..");
const generated = await declarations(join(root, "src/engine"));
const contract = await Bun.file(join(import.meta.dir, "nodegen.d.ts")).text();

describe("[E7] the declarations that are made from the engine", () => {
  test("say what the contract says, name by name", () => {
    const [made, agreed] = [surface(generated), surface(contract)];
    expect([...made.keys()].sort()).toEqual([...agreed.keys()].sort());
    for (const [name, type] of agreed) expect(`${name}: ${made.get(name)}`).toBe(`${name}: ${type}`);
  });

  test("say the same defaults", () => {
    const defaultOf = (text: string, field: string): unknown =>
      new RegExp(`\\b${field}(?:\\(\\))?: [\\w"| ]+?;? *(?:\\/\\/|\\/\\*) *([^\\s:*]+)`).exec(text)?.[1];
    for (const field of [
      "radius",
      "outlineWidth",
      "fontSize",
      "cellSize",
      "columns",
      "rows",
      "zoom",
      "opacity",
      "texture",
    ])
      expect(`${field} ${String(defaultOf(generated, field))}`).toBe(`${field} ${String(defaultOf(contract, field))}`);
  });

  test("are made quickly, and the same each time", async () => {
    expect(await declarations(join(root, "src/engine"))).toBe(generated);
  });
});

describe("modules that are checked against them", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "nodegen-types-"));
    await Bun.write(join(folder, "nodegen.d.ts"), generated);
    const compilerOptions = {
      strict: true,
      lib: ["ES2025", "ESNext.Decorators"],
      target: "ES2022",
      module: "ESNext",
      moduleResolution: "bundler",
      types: [],
      noEmit: true,
    };
    await Bun.write(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const check = async (files: Record<string, string>): Promise<string> => {
    for (const [name, text] of Object.entries(files)) await Bun.write(join(folder, name), text);
    const run = Bun.spawnSync([process.execPath, "check", "-p", join(folder, "tsconfig.json")], {
      cwd: folder,
      env: {},
    });
    await Promise.all(Object.keys(files).map((name) => rm(join(folder, name))));
    return run.exitCode === 0 ? "" : run.stdout.toString() + run.stderr.toString();
  };

  test("every scene passes", async () => {
    const scenes = [...new Bun.Glob("*.ts").scanSync({ cwd: join(root, "scenes") })];
    const texts = await Promise.all(scenes.map((name) => Bun.file(join(root, "scenes", name)).text()));
    expect(await check(Object.fromEntries(scenes.map((name, index) => [name, texts[index]!])))).toBe("");
  });

  test("class fields may set what the engine declares", async () => {
    const text = `
      import { Circle, Node, Rect, Sprite2D, Timer, Vec2, property } from "nodegen";
      class Ball extends Circle { radius = 20; position = new Vec2(1, 2); color = "red"; opacity = 0.5; override name = "Ball"; }
      class Box extends Rect { override width = 3; scale = new Vec2(2, 2); visible = false; anchor = "top" as const; }
      class Clock extends Timer { seconds = 2; repeating = true; }
      export default class Game extends Node {
        @property({ range: [0, 10] }) speed = 3;
        @property({ options: ["a", "b"] }) mode = "a";
        override async onReady() {
          this.addChild(new Ball()).scale = 2;
          this.addChild(new Box({ x: 3 })).position = { x: 1, y: 2 };
          this.addChild(new Sprite2D({ texture: "star" }));
          const clock: Clock = this.addChild(new Clock());
          clock.timeout.connect(() => this.queueFree(), { owner: this });
          await this.after(1);
          this.after(1, () => {});
        }
      }`;
    expect(await check({ "game.ts": text })).toBe("");
  });

  test("what is wrong is found", async () => {
    const text = `
      import { Circle, PixelGrid, property } from "nodegen";
      export default class Ball extends Circle {
        @property({ range: [0, 1] }) label = "no number";
        override onUpdate() { this.radus = 3; new PixelGrid().columns = 3; this.position = 4; }
      }`;
    const found = await check({ "ball.ts": text });
    for (const code of ["TS1240", "TS2551", "TS2540", "TS2322"]) expect(found).toContain(code);
  });
});

/** "Circle.radius" to "number", for every member of every exported thing; helper interfaces are folded into their users. */
function surface(text: string): Map<string, string> {
  const { program } = parse(text, { sourceType: "module", plugins: [["typescript", { dts: true }]] });
  const body = program.body
    .filter((statement) => statement.type === "TSModuleDeclaration")
    .flatMap((module) => (module.body as Babel.TSModuleBlock).body);
  const slice = ({ start, end }: { start?: number | null; end?: number | null }): string =>
    text
      .slice(start!, end!)
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .replace(/\/\/.*/g, "")
      .replace(/\s+/g, "")
      .replace(/[;,](?=[})\]])/g, "")
      .replace(/([:=])\|/g, "$1")
      .replace(/;$/, "");
  const found = new Map<string, string>();
  const hidden = new Map<string, Babel.TSInterfaceDeclaration>();
  for (const statement of body)
    if (statement.type === "TSInterfaceDeclaration") hidden.set(statement.id.name, statement);

  const add = (name: string, type: string): void =>
    void found.set(name, found.has(name) ? `${found.get(name)} & ${type}` : type);
  const addMembers = (owner: string, members: readonly Babel.Node[]): void => {
    for (const member of members) {
      const key = (member as { key?: Babel.Identifier }).key?.name ?? "new";
      add(`${owner}.${key}`, slice(member));
    }
  };
  const addInterface = (
    owner: string,
    { body: { body: members }, extends: parents }: Babel.TSInterfaceDeclaration,
  ): void => {
    addMembers(owner, members);
    for (const parent of parents ?? []) {
      const fields = hidden.get(slice(parent));
      if (slice(parent) === "ShapeFields" && fields !== undefined) addInterface(owner, fields);
      else add(owner, `extends ${slice(parent)}`);
    }
  };
  const visit = (declaration: Babel.Statement): void => {
    if (declaration.type === "ClassDeclaration") {
      add(declaration.id!.name, `class extends ${declaration.superClass ? slice(declaration.superClass) : "nothing"}`);
      addMembers(declaration.id!.name, declaration.body.body);
    } else if (declaration.type === "TSInterfaceDeclaration") addInterface(declaration.id.name, declaration);
    else if (declaration.type === "VariableDeclaration") {
      for (const { id } of declaration.declarations) add((id as Babel.Identifier).name, slice(id));
    } else if ("id" in declaration && declaration.id?.type === "Identifier")
      add(declaration.id.name, slice(declaration));
  };
  for (const statement of body)
    if (statement.type === "ExportNamedDeclaration") visit(statement.declaration!);
    else if (statement.type === "TSInterfaceDeclaration" && statement.id.name !== "ShapeFields") visit(statement);
  return found;
}
