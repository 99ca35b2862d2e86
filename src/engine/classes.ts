/**
 * What is known of each node class: its name as the author wrote it, its engine fields and its `@property` fields.
 *
 * Fields are accessors on the class's prototype, with the value in a slot of the node's inner list: an assignment always
 * passes the check, and a class field of an author's is such an assignment.
 * The table is filled by `engineClass`, and for a module's own classes when the first of them is constructed.
 */
import { parseColor } from "./color.ts";
import type { FieldKind } from "./fields.ts";
import { inner, touch } from "./inner.ts";
import type { Node } from "./node.ts";
import { declaredOn, installProperty, type Property } from "./property.ts";

// A class, by what `new.target` is.
// oxlint-disable-next-line typescript/no-unsafe-function-type
export type Class = Function;

export interface EngineField {
  readonly name: string;
  readonly kind: FieldKind;
  /** Where it stands in `Inner.values`, in subclasses too; of a colour, the number that it stands for is behind it. */
  readonly slot: number;
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
  /** What the slots of a new node hold: one for each field and property, and behind a colour the number that it stands for. */
  readonly initials: readonly unknown[];
  /** Of colour fields, the slot of that number. */
  readonly packed: Readonly<Record<string, number>>;
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
  const initials = [...(parent?.initials ?? [])];
  const packed = { ...parent?.packed };
  const own = Object.entries(fields).map(([field, kind]) => {
    // What is only another beginning for a field of the base's stays where it was.
    const slot = parent?.fields.get(field)?.slot ?? initials.length;
    initials[slot] = kind.own ? undefined : kind.initial;
    if (kind.kind === "color") initials[(packed[field] = slot + 1)] = parseColor(kind.initial as string);
    return defineField(type, field, kind, slot);
  });
  const all = new Map([...(parent?.fields ?? []), ...own.map((field) => [field.name, field] as const)]);
  infos.set(type, {
    name,
    base: name,
    fields: all,
    fieldList: [...all.values()],
    settable: new Set([...(parent?.settable ?? []), ...Object.keys(fields), ...also]),
    properties: new Map(),
    initials,
    packed,
  });
}

/** Called with `new.target` by the constructor of every node. */
export function infoOf(type: Class): ClassInfo {
  return infos.get(type) ?? learn(type);
}

function learn(type: Class): ClassInfo {
  const parent = infoOf(Object.getPrototypeOf(type) as Class);
  const own = declaredOn(type);
  const { length } = parent.initials;
  for (const [index, property] of own.entries()) installProperty(type, property, length + index);
  const info: ClassInfo = {
    ...parent,
    // Lowering puts an underscore before the name of a decorated class.
    name: names.get(type) ?? (type.name.replace(/^_+(?=[A-Z])/, "") || parent.name),
    properties: new Map([...parent.properties, ...own.map((property) => [property.name, property] as const)]),
    initials: [...parent.initials, ...own.map(() => undefined)],
  };
  infos.set(type, info);
  return info;
}

/** The number that a colour field stands for, 0xRRGGBBAA; parsed once, at the assignment. */
export function packedColor(node: Node, field: string): number {
  const { values, info } = inner(node);
  return values[info.packed[field]!] as number;
}

function defineField(type: Class, name: string, kind: FieldKind, slot: number): EngineField {
  if (kind.handmade) {
    const assign = (node: Node, value: unknown): void => {
      (node as unknown as Record<string, unknown>)[name] = value;
    };
    return { name, kind, slot, write: assign };
  }
  const { admit, own } = kind;
  const isColor = kind.kind === "color";
  const write = (node: Node, value: unknown): void => {
    const { values } = inner(node);
    const admitted = admit(value, node, name);
    values[slot] = admitted;
    if (isColor) values[slot + 1] = parseColor(admitted as string);
    touch(node);
  };
  Object.defineProperty(type.prototype, name, {
    configurable: true,
    get: own
      ? function (this: Node) {
          return (inner(this).values[slot] ??= own());
        }
      : function (this: Node) {
          return inner(this).values[slot];
        },
    ...(kind.fixed
      ? {}
      : {
          set(this: Node, value: unknown) {
            write(this, value);
          },
        }),
  });
  return { name, kind, slot, write };
}
