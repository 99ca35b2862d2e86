/**
 * Freezes everything a module can reach without being given it, so that no module can change what the engine and the
 * harness rely on: the context's own standard objects, walked from the named ones and from those that only syntax reaches.
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
  [Array.prototype, ["toString"]],
  [Promise.prototype, ["constructor"]],
  [Iterator.prototype, ["constructor", "toString"]],
  ...[Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map(
    (type) => [type.prototype, ["constructor", "message", "name", "toString", "stack", "cause"]] as const,
  ),
];

/** What the last match was, on the constructor: a place that outlives whoever left it. */
export function removeLastMatch(): void {
  for (const name of Object.getOwnPropertyNames(RegExp))
    if (/^(?:\$.|input|lastMatch|lastParen|leftContext|rightContext|multiline)$/.test(name))
      Reflect.deleteProperty(RegExp, name);
}

export function harden(roots: readonly unknown[]): void {
  // All is found before anything is frozen: walking by methods that are accessors already takes twice as long.
  const all = reachable([...roots, ...syntaxOnly()]);
  const accessors = assigned.flatMap(([prototype, names]) => makeAssignable(prototype, names));
  for (const value of [...all, ...accessors]) Object.freeze(value);
}

/** Values that are no objects are among them: looking at each once is quicker than asking before. */
function reachable(roots: readonly unknown[]): Set<unknown> {
  // A set is walked to its end, which moves on as more is found.
  const found = new Set(roots);
  for (const value of found) {
    if (Object(value) !== value) continue;
    const object = value as object;
    found.add(Object.getPrototypeOf(object));
    const keys = Reflect.ownKeys(object);
    // Nine of ten are functions that have a length and a name and nothing else.
    if (keys.length === 2 && typeof object === "function" && keys[0] === "length" && keys[1] === "name") continue;
    for (const key of keys) {
      const slot = Object.getOwnPropertyDescriptor(object, key)!;
      if ("value" in slot) found.add(slot.value);
      else found.add(slot.get).add(slot.set);
    }
  }
  return found;
}

/** Gives the functions that it made. */
function makeAssignable(prototype: object, names: readonly string[] | "all"): object[] {
  const made: object[] = [];
  for (const name of names === "all" ? Object.getOwnPropertyNames(prototype) : names) {
    const slot = Object.getOwnPropertyDescriptor(prototype, name);
    if (slot === undefined || !("value" in slot) || !slot.configurable) continue;
    const value: unknown = slot.value;
    const get = () => value;
    const set = function (this: object, own: unknown) {
      if (this === prototype) throw new TypeError(`Cannot assign to "${name}" of a standard object: it is frozen`);
      Object.defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
    };
    Object.defineProperty(prototype, name, { get, set, enumerable: false, configurable: false });
    made.push(get, set, set.prototype as object);
  }
  return made;
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
