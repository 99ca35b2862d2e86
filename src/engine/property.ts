/**
 * `@property`: fields of a module's class that can be tuned from outside.
 *
 * The decorator only leaves its options in the class's metadata. When the first node of the class is constructed, an
 * accessor that checks and clamps is put on the prototype, once (`classes.ts`): half the cost of one on every instance.
 */
import { color, oneOf, refuse } from "./fields.ts";
import { inner, touch } from "./inner.ts";
import type { Node } from "./node.ts";

export interface PropertyOptions {
  /** Allowed values; the inspector draws a menu. */
  options?: readonly string[];
  /** How to edit it where the type alone does not say. */
  kind?: "color" | "multiline" | "angle";
  group?: string;
}
export interface NumberPropertyOptions extends PropertyOptions {
  /** Inclusive bounds. The initial value and every assignment are clamped; NaN is refused. The inspector draws a slider. */
  range: readonly [min: number, max: number];
  step?: number;
}

export interface Property {
  readonly name: string;
  readonly options: Partial<NumberPropertyOptions>;
}

const list = Symbol("properties");
type Metadata = Record<PropertyKey, unknown> & { [list]?: Property[] };

/** Marks a public instance field as tunable: shown in the inspector, kept over a hot swap, saved with the scene. */
export function property(
  options: NumberPropertyOptions,
): (target: undefined, context: ClassFieldDecoratorContext<Node, number>) => void;
export function property(
  options?: PropertyOptions,
): (target: undefined, context: ClassFieldDecoratorContext<Node>) => void;
export function property(
  options: Partial<NumberPropertyOptions> = {},
): (target: undefined, context: ClassFieldDecoratorContext<Node, never>) => void {
  checkOptions(options);
  return (_target, context) => {
    const name = context.name;
    if (context.kind !== "field" || context.static || context.private || typeof name !== "string")
      throw new TypeError(`Cannot use @property on "${String(name)}": it belongs on a public instance field`);
    const metadata = context.metadata as Metadata;
    if (!Object.hasOwn(metadata, list)) metadata[list] = [];
    metadata[list]!.push({ name, options });
    context.addInitializer(function (this: Node) {
      reassign(this as unknown as Record<string, unknown>, name);
    });
  };
}

/** What `@property` said on this class itself, in the order of the source. */
export function declaredOn(type: { [Symbol.metadata]?: DecoratorMetadataObject | null }): readonly Property[] {
  // Where the language has no such symbol yet, decorators are lowered to this registered one.
  const key = (Symbol as { metadata?: symbol }).metadata ?? Symbol.for("Symbol.metadata");
  const metadata = Object.hasOwn(type, key) ? ((type as Record<symbol, unknown>)[key] as Metadata) : undefined;
  return metadata !== undefined && Object.hasOwn(metadata, list) ? metadata[list]! : [];
}

/** `slot` is its place in the `values` of each node. */
export function installProperty(type: { readonly prototype: object }, { name, options }: Property, slot: number): void {
  Object.defineProperty(type.prototype, name, {
    configurable: true,
    get(this: Node) {
      return inner(this).values[slot];
    },
    set(this: Node, value: unknown) {
      inner(this).values[slot] = admit(value, options, this, name);
      // It may stand over a field of the engine's.
      touch(this);
    },
  });
}

/** A field that was defined over the accessor, as untranspiled classes do, is assigned through it instead. */
function reassign(node: Record<string, unknown>, name: string): void {
  if (!Object.hasOwn(node, name)) return;
  const value = node[name];
  delete node[name];
  node[name] = value;
}

function admit(value: unknown, { range, options, kind }: Property["options"], node: Node, name: string): unknown {
  if (range !== undefined) {
    if (typeof value !== "number" || Number.isNaN(value)) return refuse(node, name, value, "it must be a number");
    return Math.min(Math.max(value, range[0]), range[1]);
  }
  if (options !== undefined) return oneOf(value, options, node, name);
  if (kind === "color") return color("white").admit(value, node, name);
  return value;
}

function checkOptions({ range, step, options }: Partial<NumberPropertyOptions>): void {
  if (range !== undefined && !(range.length === 2 && range[0] <= range[1]))
    throw new RangeError(
      `Cannot use @property with range [${String(range)}]: write [min, max], with min not above max`,
    );
  if (step !== undefined && !(step > 0))
    throw new RangeError(`Cannot use @property with step ${step}: it must be above 0`);
  if (options !== undefined && options.length === 0)
    throw new RangeError("Cannot use @property with no options: list at least one value");
}
