/**
 * Freezes everything a module can reach without being given it, so that no module can change what the engine and the
 * harness rely on: one realm's own standard objects, walked from the named ones and from those that only syntax reaches.
 *
 * Frozen prototypes bring the "override mistake": assigning `error.name` would fail because the inherited slot is read
 * only. Slots that ordinary code assigns are therefore turned into accessors first, which define an own property.
 */

/** Makes every kind of function's `constructor` throw: they are compilers, and there is nothing to compile here. */
export function removeCompilers(): void {
  const functionPrototypes = [
    Object.getPrototypeOf(function () {}),
    Object.getPrototypeOf(async function () {}),
    Object.getPrototypeOf(function* () {}),
    Object.getPrototypeOf(async function* () {}),
  ] as object[];
  for (const prototype of functionPrototypes) {
    const refuse = function Function(): never {
      throw new TypeError('Cannot make a function of text: "Function" does not exist in a module');
    };
    // `f instanceof f.constructor` goes on holding.
    Object.defineProperty(refuse, "prototype", { value: prototype });
    Object.defineProperty(prototype, "constructor", { value: refuse });
    for (const name of ["caller", "arguments", "callee"]) Reflect.deleteProperty(prototype, name);
  }
}

/** Methods and fields of these names are given to instances by assignment, in modules as elsewhere. */
const assigned: readonly (readonly [object, readonly string[] | "all"])[] = [
  [Object.prototype, "all"],
  [Function.prototype, ["constructor", "toString", "name", "length", "call", "apply", "bind"]],
  [Array.prototype, ["constructor", "toString", "push", "concat", "at", "length"]],
  [Promise.prototype, ["constructor"]],
  [Map.prototype, ["constructor", "get", "set", "has", "delete", "clear"]],
  [Set.prototype, ["constructor", "has", "add", "delete", "clear"]],
  [Iterator.prototype, ["constructor", "toString"]],
  ...[Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map(
    (type) => [type.prototype, ["constructor", "message", "name", "toString", "stack", "cause"]] as const,
  ),
];

export function harden(roots: readonly unknown[]): void {
  for (const [prototype, names] of assigned) makeAssignable(prototype, names);
  const seen = new Set<unknown>();
  const waiting: unknown[] = [...roots, ...syntaxOnly()];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) continue;
    seen.add(value);
    waiting.push(Object.getPrototypeOf(value));
    const keys = Reflect.ownKeys(value);
    // Nine of ten are functions that have a length and a name and nothing else.
    if (!(keys.length === 2 && typeof value === "function" && keys[0] === "length" && keys[1] === "name"))
      for (const key of keys) {
        const slot = Object.getOwnPropertyDescriptor(value, key)!;
        if ("value" in slot) waiting.push(slot.value);
        else waiting.push(slot.get, slot.set);
      }
    Object.freeze(value);
  }
}

function makeAssignable(prototype: object, names: readonly string[] | "all"): void {
  for (const name of names === "all" ? Object.getOwnPropertyNames(prototype) : names) {
    const slot = Object.getOwnPropertyDescriptor(prototype, name);
    if (slot === undefined || !("value" in slot) || !slot.configurable) continue;
    const value: unknown = slot.value;
    Object.defineProperty(prototype, name, {
      get: () => value,
      set(this: object, own: unknown) {
        if (this === prototype) throw new TypeError(`Cannot assign to "${name}" of a standard object: it is frozen`);
        Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
      },
      enumerable: false,
      configurable: false,
    });
  }
}

/** Prototypes that no named object leads to. */
function syntaxOnly(): unknown[] {
  return [
    function* () {},
    async function () {},
    async function* () {},
    [][Symbol.iterator](),
    new Map()[Symbol.iterator](),
    new Set()[Symbol.iterator](),
    ""[Symbol.iterator](),
    "".matchAll(/x/g),
    [].values().map((value) => value),
    Iterator.from({ next: () => ({ done: true, value: undefined }) }),
    Object.getOwnPropertyDescriptor(
      (function () {
        "use strict";
        return arguments;
      })(),
      "callee",
    )?.get,
  ];
}
