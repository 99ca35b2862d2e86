/**
 * What is known of each node class: its name as the author wrote it, its engine fields and its `@property` fields.
 *
 * Fields are accessors on the class's prototype, with the value under a symbol: an assignment always passes the check, a
 * class field of an author's is such an assignment, and a node whose fields are all as they were holds nothing.
 * The table is filled by `engineClass`, and for a module's own classes when the first of them is constructed.
 */
import { parseColor } from "./color.ts";
import type { FieldKind } from "./fields.ts";
import { touch } from "./inner.ts";
import type { Node } from "./node.ts";
import { declaredOn, installProperty, type Property } from "./property.ts";

// A class, by what `new.target` is.
// oxlint-disable-next-line typescript/no-unsafe-function-type
export type Class = Function;

export interface EngineField {
  readonly name: string;
  readonly kind: FieldKind;
  /** Past `fixed`, for the engine's own use; the value is checked all the same. */
  readonly write: (node: Node, value: unknown) => void;
}

export interface ClassInfo {
  readonly name: string;
  /** The engine class it is or extends. */
  readonly base: string;
  /** By name, the base's first; the order is that of digests and of the inspector. */
  readonly fields: ReadonlyMap<string, EngineField>;
  /** The same, to be walked for every node: among frozen standard objects a list by its index is ten times as quick. */
  readonly fieldList: readonly EngineField[];
  /** What the constructor's options may name, and assignments and tweens may set. */
  readonly settable: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, Property>;
}

const infos = new Map<Class, ClassInfo>();
const names = new Map<Class, string>();

/** For drivers: the author's name for a class, from the syntax tree; the transpiled class may be called otherwise. */
export function nameClass(type: Class, name: string): void {
  names.set(type, name);
  const known = infos.get(type);
  if (known !== undefined) infos.set(type, { ...known, name });
}

/** `also` names accessors of the class that are views of other fields, like `x` of `position`. */
export function engineClass(
  type: Class,
  name: string,
  fields: Readonly<Record<string, FieldKind>>,
  also: readonly string[] = [],
): void {
  const parent = infos.get(Object.getPrototypeOf(type) as Class);
  const own = Object.entries(fields).map(([field, kind]) => defineField(type, field, kind));
  const all = new Map([...(parent?.fields ?? []), ...own.map((field) => [field.name, field] as const)]);
  infos.set(type, {
    name,
    base: name,
    fields: all,
    fieldList: [...all.values()],
    settable: new Set([...(parent?.settable ?? []), ...Object.keys(fields), ...also]),
    properties: new Map(),
  });
}

/** Called with `new.target` by the constructor of every node. */
export function infoOf(type: Class): ClassInfo {
  return infos.get(type) ?? learn(type);
}

function learn(type: Class): ClassInfo {
  const parent = infoOf(Object.getPrototypeOf(type) as Class);
  const own = declaredOn(type);
  for (const property of own) installProperty(type, property);
  const info: ClassInfo = {
    ...parent,
    // Lowering puts an underscore before the name of a decorated class.
    name: names.get(type) ?? (type.name.replace(/^_+(?=[A-Z])/, "") || parent.name),
    properties: new Map([...parent.properties, ...own.map((property) => [property.name, property] as const)]),
  };
  infos.set(type, info);
  return info;
}

const packedColors = new Map<string, symbol>();

/** The number that a colour field stands for, 0xRRGGBBAA; parsed once, at the assignment. */
export const packedColor = (node: Node, field: string): number =>
  (node as unknown as Record<symbol, number>)[packedColors.get(field)!]!;

function defineField(type: Class, name: string, kind: FieldKind): EngineField {
  if (kind.handmade) {
    const assign = (node: Node, value: unknown): void => {
      (node as unknown as Record<string, unknown>)[name] = value;
    };
    return { name, kind, write: assign };
  }
  const prototype = type.prototype as Record<PropertyKey, unknown>;
  const slot = Symbol(name);
  // The initial value stands on the prototype: a node takes a slot of its own when it is first set.
  const { admit, own } = kind;
  Object.defineProperty(prototype, slot, { value: own ? undefined : kind.initial, writable: true });
  let write = (node: Node, value: unknown): void => {
    (node as unknown as Record<symbol, unknown>)[slot] = admit(value, node, name);
    touch(node);
  };
  if (kind.kind === "color") {
    const packed = packedSlot(name);
    Object.defineProperty(prototype, packed, { value: parseColor(kind.initial as string), writable: true });
    const writeText = write;
    write = (node, value) => {
      writeText(node, value);
      (node as unknown as Record<symbol, unknown>)[packed] = parseColor(value as string);
    };
  }
  Object.defineProperty(prototype, name, {
    configurable: true,
    get: own
      ? function (this: Record<symbol, unknown>) {
          return (this[slot] ??= own());
        }
      : function (this: Record<symbol, unknown>) {
          return this[slot];
        },
    ...(kind.fixed
      ? {}
      : {
          set(this: Node, value: unknown) {
            write(this, value);
          },
        }),
  });
  return { name, kind, write };
}

function packedSlot(field: string): symbol {
  const known = packedColors.get(field);
  if (known !== undefined) return known;
  const made = Symbol(`${field} packed`);
  packedColors.set(field, made);
  return made;
}
