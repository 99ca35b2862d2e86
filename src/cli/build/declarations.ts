/**
 * The types of "nodegen", made from the engine's own source: what the type gate checks modules against and the prompt shows.
 *
 * Every public member has its type written out in the source, so that no type checker is needed: bodies and initial
 * values are dropped, doc comments are kept, and the defaults of fields are read from the engine's table. Fields that
 * authors may set stand in an interface that is merged with the class: there, a class field of an author's may take the place
 * of what is an accessor.
 */
import type * as Babel from "@babel/types";

import { type Class, infoOf } from "../../engine/classes.ts";
import * as engine from "../../engine/index.ts";
import { sectionLine } from "../../kinds/sections.ts";
import {
  annotation,
  compact,
  docs,
  exportedNames,
  oneLine,
  readSource,
  signature,
  slice,
  type Source,
} from "./engine-source.ts";

/** What the realm itself adds to the standard objects. */
const globals = `declare const console: { log(...values: unknown[]): void; info(...values: unknown[]): void; warn(...values: unknown[]): void; error(...values: unknown[]): void; debug(...values: unknown[]): void };
/** Simulated time, in milliseconds. \`Date\` is simulated too. */
declare const performance: { now(): number };
`;

export async function declarations(engineDirectory: string): Promise<string> {
  const index = await readSource(engineDirectory, "./index.ts");
  const sources = new Map<string, Source>();
  for (const statement of index.ast.program.body)
    if (statement.type === "ExportNamedDeclaration" && statement.source != null && !sources.has(statement.source.value))
      sources.set(statement.source.value, await readSource(engineDirectory, statement.source.value));

  const wanted = exportedNames(index);
  const sections = new Map<string, string[]>();
  for (const [name, file] of wanted) {
    const section = folderOf(file);
    const parts = sections.get(section) ?? [];
    sections.set(section, parts);
    parts.push(...helpers(sources.get(file)!, name, wanted), ...declare(sources.get(file)!, name));
  }
  const text = [...sections].map(
    ([name, parts]) =>
      `${name === "" ? "" : `${sectionLine(name)}\n`}declare module "nodegen" {\n${indent(parts.join("\n"))}\n}\n`,
  );
  return `${docs(index, index.ast.program.body[0]!)}${globals}\n${text.join("\n")}`;
}

/** A folder of the engine is an extension, and a section of the declarations; the engine's own files are the core. */
const folderOf = (file: string): string => /^\.\/([\w-]+)\//.exec(file)?.[1] ?? "";

/** Types of the same file that are not exported but named by what is. Each stands before the first that names it. */
function helpers(source: Source, name: string, wanted: ReadonlyMap<string, string>): string[] {
  const first = [...wanted].find(([, file]) => file === wanted.get(name))![0];
  if (first !== name) return [];
  const used = [...wanted.keys()].flatMap((other) =>
    wanted.get(other) === wanted.get(name) ? declare(source, other) : [],
  );
  return source.ast.program.body
    .filter((statement) => statement.type === "TSInterfaceDeclaration")
    .filter(({ id }) => used.some((text) => new RegExp(`\\b${id.name}\\b`).test(text)))
    .map((statement) => oneLine(slice(source, statement)));
}

/** All the declarations of one name, without bodies. */
function declare(source: Source, name: string): string[] {
  const found = source.ast.program.body.flatMap((statement) => {
    if (statement.type !== "ExportNamedDeclaration" || statement.declaration == null) return [];
    return nameOf(statement.declaration) === name ? [{ statement, declaration: statement.declaration }] : [];
  });
  const overloaded = found.some(({ declaration }) => declaration.type === "TSDeclareFunction");
  return found
    .filter(({ declaration }) => !(overloaded && declaration.type === "FunctionDeclaration"))
    .map(({ statement, declaration }) => docs(source, statement) + declareOne(source, declaration));
}

function nameOf(declaration: Babel.Declaration): string | undefined {
  if (declaration.type === "VariableDeclaration") {
    const id = declaration.declarations[0]?.id;
    return id?.type === "Identifier" ? id.name : undefined;
  }
  return "id" in declaration && declaration.id?.type === "Identifier" ? declaration.id.name : undefined;
}

function declareOne(source: Source, declaration: Babel.Declaration): string {
  switch (declaration.type) {
    case "ClassDeclaration":
      return declareClass(source, declaration);
    case "FunctionDeclaration":
    case "TSDeclareFunction":
      return `export function ${declaration.id!.name}${signature(source, declaration)};`;
    case "VariableDeclaration": {
      const id = declaration.declarations[0]!.id as Babel.Identifier;
      return `export const ${id.name}${annotation(source, id, id.name)};`;
    }
    default:
      return `export ${compact(slice(source, declaration))}`;
  }
}

interface Member {
  readonly text: string;
  /** Whether authors may set it. */
  readonly settable: boolean;
}

function declareClass(source: Source, declaration: Babel.ClassDeclaration): string {
  const name = declaration.id!.name;
  const parent = declaration.superClass == null ? "" : ` extends ${slice(source, declaration.superClass)}`;
  const parameters = declaration.typeParameters == null ? "" : oneLine(slice(source, declaration.typeParameters));
  const members = declaration.body.body.flatMap((member) => declareMember(source, declaration, member) ?? []);
  // Without a parent there is no field that a class could have declared differently.
  const inClass = members.filter(({ settable }) => !settable || parent === "");
  const inInterface = members.filter(({ settable }) => settable && parent !== "");
  const text = `export class ${name}${parameters}${parent} ${block(inClass)}`;
  return inInterface.length === 0 ? text : `${text}\nexport interface ${name} ${block(inInterface)}`;
}

function block(members: readonly Member[]): string {
  if (members.length === 0) return "{}";
  return `{\n${indent(members.map(({ text }) => text).join("\n"))}\n}`;
}

function declareMember(
  source: Source,
  owner: Babel.ClassDeclaration,
  member: Babel.ClassBody["body"][number],
): Member | null {
  if (member.type !== "ClassMethod" && member.type !== "ClassProperty" && member.type !== "TSDeclareMethod")
    return null;
  if (member.computed || member.key.type !== "Identifier" || member.override) return null;
  if (member.accessibility === "private" || member.accessibility === "protected") return null;
  const comment = docs(source, member);
  if (comment.includes("@internal")) return null;
  const name = member.key.name;
  if (member.type === "ClassProperty") return declareProperty(source, owner, member, name, comment);
  if (member.kind === "get" || member.kind === "set") return declareAccessor(source, owner, member, name, comment);
  if (member.type === "ClassMethod" && hasOverloads(owner, name)) return null;
  const words = [member.static ? "static" : "", name].filter(Boolean).join(" ");
  return { text: `${comment}${words}${signature(source, member)};`, settable: false };
}

const hasOverloads = (owner: Babel.ClassDeclaration, name: string): boolean =>
  owner.body.body.some(
    (member) => member.type === "TSDeclareMethod" && member.key.type === "Identifier" && member.key.name === name,
  );

function declareProperty(
  source: Source,
  owner: Babel.ClassDeclaration,
  member: Babel.ClassProperty,
  name: string,
  comment: string,
): Member {
  const type = annotation(source, member, `${owner.id!.name}.${name}`);
  const initial = defaultOf(owner.id!.name, name);
  // A field of the table that cannot be set is an accessor without a setter.
  if (member.declare && member.readonly) return { text: `${comment}get ${name}()${type};${initial}`, settable: false };
  const words = [member.static ? "static" : "", member.readonly ? "readonly" : "", name].filter(Boolean).join(" ");
  return { text: `${comment}${words}${type};${initial}`, settable: member.declare === true };
}

/** A pair of one type is as good as a field; a pair of two is told at the getter. */
function declareAccessor(
  source: Source,
  owner: Babel.ClassDeclaration,
  member: Babel.ClassMethod | Babel.TSDeclareMethod,
  name: string,
  comment: string,
): Member | null {
  if (member.kind === "set") return null;
  const type = annotation(source, member, name, "returnType");
  const setter = owner.body.body.find(
    (other) =>
      other.type === "ClassMethod" &&
      other.kind === "set" &&
      other.key.type === "Identifier" &&
      other.key.name === name,
  ) as Babel.ClassMethod | undefined;
  if (setter === undefined) return { text: `${comment}get ${name}()${type};`, settable: false };
  const given = oneLine(slice(source, setter.params[0]!));
  if (given.slice(given.indexOf(":")) === type) return { text: `${comment}${name}${type};`, settable: true };
  return { text: `${comment}get ${name}()${type};\nset ${name}(${given});`, settable: true };
}

function defaultOf(className: string, field: string): string {
  const type = (engine as unknown as Record<string, Class | undefined>)[className];
  if (type === undefined || !(type === engine.Node || type.prototype instanceof engine.Node)) return "";
  const kind = infoOf(type).fields.get(field)?.kind;
  return kind === undefined || kind.type === "points" ? "" : ` // ${JSON.stringify(kind.initial)}`;
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, "  ");
