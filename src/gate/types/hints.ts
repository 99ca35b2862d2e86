/**
 * What each type error means for a module: concrete advice, by TypeScript's number. These are the errors that models
 * make most; the others get the general hint. The same hint goes to people and to the model.
 */
import { nearest } from "../../base/nearest.ts";
import type { Kind } from "../../kinds/kind.ts";

/** `names` are the words that the message quotes, in order; `all` is the whole message with its explanation. */
type Advise = (names: readonly string[], kind: Kind, all: string) => string;

export function hintFor(number: number, message: string, kind: Kind): string {
  const names = Array.from(message.matchAll(/'([^']*)'/g), (match) => match[1]!);
  return (hints[number] ?? general)(names, kind, message);
}

const general: Advise = () => "Make the types agree: look at the declaration of what is used here.";

const inDeclarations = (kind: Kind): string => `look it up in the declarations of "${kind.engine}"`;

const unknownMember: Advise = ([name = "", type = ""], kind, all) => {
  const meant = /Did you mean (?:to write )?'([^']+)'/.exec(all)?.[1];
  if (meant !== undefined) return `Write "${meant}" instead of "${name}".`;
  const ours = kind.synonyms.get(name);
  if (ours !== undefined) return `This engine calls it \`${ours}\`.`;
  if (/^(?:Node|never|unknown|\{\})$/.test(type))
    return `Tell the type first: \`getNode<Label>("…")\`, \`childrenOf(Label)\`, \`const items: Item[] = []\`, or keep the child in a field of its own class.`;
  return `"${type}" has no "${name}": declare it as a field (\`${name} = 0\`), or ${inDeclarations(kind)}.`;
};

const unknownName: Advise = ([name = ""], kind, all) => {
  const meant = /Did you mean '([^']+)'/.exec(all)?.[1];
  if (meant !== undefined) return `Write "${meant}" instead of "${name}".`;
  const { nodes, otherClasses, values, types } = kind.exports;
  if ([...nodes, ...otherClasses, ...values, ...types].includes(name))
    return `Add "${name}" to the import from "${kind.engine}".`;
  return kind.absent.get(name) ?? `Declare "${name}", or import it from "${kind.engine}" if the engine has it.`;
};

const overridden: Advise = ([name = ""], _kind, all) => {
  if (/missing the following properties from type 'Vec2'/.test(all)) return `Write \`${name} = new Vec2(x, y)\`.`;
  if (name.startsWith("on"))
    return `Give "${name}" exactly the parameters and result that the engine declares, e.g. \`onUpdate(dt: number): void\`.`;
  return `"${name}" is the engine's: set it with a value of its own type (\`${name} = …\`), or choose another name for your own field or method.`;
};

/** These name the class first. */
const redefined: Advise = ([, ...names], kind, all) => overridden(names, kind, all);

const assigned: Advise = (_names, _kind, all) => {
  if (/'\{ x: number; y: number; \}'/.test(all) && /'Vec2'/.test(all))
    return "Write `new Vec2(x, y)` instead of `{ x, y }`.";
  if (/'null'|\| null/.test(all))
    return "It may be null: test for that first (`if (node) { … }`), or use `?.` and `??`.";
  if (/'undefined'|\| undefined/.test(all))
    return "It may be undefined: test for that first, or give a default with `??`.";
  if (/Type '(?:"[^"]*"|string)' is not assignable to type '(?:"|[A-Z]\w*'\.)/.test(all))
    return "Write one of the words that the type allows; declare a constant that holds one with `as const`.";
  if (/'number'/.test(all) && /'string'/.test(all))
    return "Convert it: `String(value)` or a template literal for text, `Number(text)` for numbers.";
  return "Give a value of the declared type, or change the declaration of your own field.";
};

const nullable: Advise = ([name = "it"]) =>
  `"${name}" may be missing: test it first (\`if (${name}) { … }\`), or use \`?.\`.`;
const decorator: Advise = (_names, _kind, all) =>
  /NumberPropertyOptions|, number>/.test(all)
    ? 'Use `range` and `step` with number fields only (`@property({ range: [0, 10] }) speed = 2`); for text write `@property()` or `@property({ options: ["a", "b"] })`.'
    : "Write `@property({ … })` before a public field that is not static: nothing else is decorated.";
const missingMembers: Advise = (names, kind, all) =>
  /type 'Vec2'/.test(all) ? "Write `new Vec2(x, y)` instead of `{ x, y }`." : assigned(names, kind, all);
const noMember: Advise = ([, name = ""], kind, all) => {
  const meant = /Did you mean '([^']+)'/.exec(all)?.[1];
  if (meant !== undefined) return `Import "${meant}" instead.`;
  const { nodes, otherClasses, values, types } = kind.exports;
  const near = kind.synonyms.get(name) ?? nearest(name, [...nodes, ...otherClasses, ...values, ...types]);
  return near === undefined
    ? `"${kind.engine}" has no "${name}": delete it from the import, and write it yourself.`
    : `The engine calls it \`${near}\`.`;
};
const argumentCount: Advise = (_names, kind) =>
  `Count the arguments again: ${inDeclarations(kind)}. Node classes take one object: \`new Circle({ radius: 8, color: "red" })\`.`;
const optionName: Advise = ([name = ""], kind, all) => {
  const meant = /Did you mean to write '([^']+)'/.exec(all)?.[1];
  const ours = meant ?? kind.synonyms.get(name);
  return ours === undefined
    ? `"${name}" is not an option here: delete it, or set a field of your own after construction.`
    : `Write "${ours}" instead of "${name}".`;
};
/** Of the two, the literal `permissions` must keep its name. */
const declaredTwice: Advise = ([name = "it"], kind) =>
  `Import it under another name (\`import { ${name} as other } from "${kind.engine}"\`), or rename what you declare.`;
const always =
  (text: string): Advise =>
  () =>
    text;

const hints: Readonly<Record<number, Advise>> = {
  2304: unknownName,
  2552: unknownName,
  2503: unknownName,
  2749: always('It is a value, not a type: write "typeof name", or name a class or type.'),
  2693: always("It is only a type: use a class or a value here."),
  1361: always('It was imported with "type": import it without, to use it as a value.'),
  2395: declaredTwice,
  2440: declaredTwice,
  2339: unknownMember,
  2551: unknownMember,
  2576: always("It is static: write the name of the class before it."),
  2353: optionName,
  2561: optionName,
  2322: assigned,
  2345: assigned,
  2739: missingMembers,
  2740: missingMembers,
  2741: missingMembers,
  2769: always("No form of the call takes these arguments: look at each declared form, and pass exactly one of them."),
  2416: overridden,
  2415: overridden,
  2417: overridden,
  2420: always("Write every member that the interface asks for, with its types."),
  2425: redefined,
  2426: redefined,
  2610: ([name = ""]) =>
    `"${name}" is an accessor of the engine and cannot be redeclared: assign it in onReady (\`this.${name} = …\`), or choose another name.`,
  2611: ([name = ""]) =>
    `"${name}" is a field of the engine: assign it (\`${name} = …\`) instead of defining an accessor, or choose another name.`,
  2612: ([name = ""]) => `Give "${name}" an initial value (\`${name} = …\`), or delete the line.`,
  2423: redefined,
  4114: ([name = ""]) => `Write "override" before "${name}".`,
  4113: ([name = ""]) => `Delete "override": no base class has "${name}".`,
  2515: always("Write the methods that the abstract base class asks for."),
  2511: always('Delete "abstract" from the class, or construct another one.'),
  1240: decorator,
  1241: decorator,
  1238: decorator,
  1206: decorator,
  1270: decorator,
  7006: ([name = "value"]) => `Give "${name}" a type: \`(${name}: number) => …\`.`,
  7031: ([name = "value"]) => `Give the destructured "${name}" a type after the pattern.`,
  7005: ([name = "value"]) => `Give "${name}" a type: \`let ${name}: number[] = []\`.`,
  7034: ([name = "value"]) => `Give "${name}" a type: \`const ${name}: Vec2[] = []\`.`,
  7008: ([name = "value"]) => `Give "${name}" a type or an initial value.`,
  7053: always("Declare the object as `Record<string, Type>`, or use a Map."),
  7022: ([name = "value"]) => `Give "${name}" a type: it refers to itself.`,
  7030: always("Return a value on every path, or on none."),
  2355: always("Return a value of the declared type, or declare the result as void."),
  2366: always("Return a value on every path."),
  2531: always("It may be null: test for that first (`if (node) { … }`), or use `?.`."),
  2532: always("It may be undefined: test for that first, or use `?.` and `??`."),
  2533: always("It may be null or undefined: test for that first, or use `?.` and `??`."),
  18046: ([name = "it"]) =>
    `Find out what "${name}" is first: \`if (typeof ${name} === "string") { … }\`, or \`instanceof\`.`,
  18047: nullable,
  18048: nullable,
  18049: nullable,
  2454: ([name = "value"]) => `Give "${name}" an initial value.`,
  2564: ([name = "value"]) =>
    `Give "${name}" an initial value where it is declared; create child nodes there too (\`${name} = new Label()\`).`,
  2554: argumentCount,
  2555: argumentCount,
  2349: always("It is not a function: write it without the parentheses."),
  2351: always("It is not a class: call it without new, or construct one of the node classes."),
  2348: always('Write "new" before it.'),
  2540: ([name = "it"]) => `"${name}" is read-only: the engine sets it. Change what it is computed from.`,
  2588: ([name = "it"]) => `"${name}" is a const: declare it with let.`,
  2307: (_names, kind) => `Import from "${kind.engine}" only.`,
  2305: noMember,
  2724: noMember,
  2614: (_names, kind) => `Write the name in braces: \`import { … } from "${kind.engine}";\`.`,
  1192: (_names, kind) => `Write the names in braces: \`import { … } from "${kind.engine}";\`.`,
  2300: ([name = "it"]) => `"${name}" is declared twice: rename or delete one.`,
  2451: ([name = "it"]) => `"${name}" is declared twice: rename or delete one.`,
  2393: always("The function is written twice: delete one."),
  2362: always("Arithmetic needs numbers: use the methods of Vec2 (add, sub, mul) for vectors, Number(…) for text."),
  2363: always("Arithmetic needs numbers: use the methods of Vec2 (add, sub, mul) for vectors, Number(…) for text."),
  2365: always("The two sides have different types: convert one, and use the methods of Vec2 for vectors."),
  2367: always("The two sides can never be equal: look at their types, and compare like with like."),
  2445: always(
    'It is protected: only the class and its subclasses may use it. Delete "protected" from your own member.',
  ),
  2341: always('It is private: delete "private" from your own member, or do not use it here.'),
  17009: always('Call "super()" before "this" in the constructor; or set fields instead of writing a constructor.'),
  2377: always('Call "super()" first in the constructor; or set fields instead of writing a constructor.'),
  2729: ([name = "it"]) =>
    `"${name}" is used before its initialiser has run: declare it earlier, or use it in onReady.`,
  2448: ([name = "it"]) => `"${name}" is used before it is declared: move the declaration up.`,
  2449: ([name = "it"]) => `The class "${name}" is used before it is declared: move it up.`,
  1308: always("Await only in async functions; onUpdate may not be async, so await in onReady."),
  2550: always("It is not part of ES2025, which is what modules have: write it another way."),
  2583: always("It is not part of ES2025, which is what modules have: write it another way."),
  2318: always("Something here is newer than ES2025, which is what modules have: write it another way."),
  2589: always("The type refers to itself too deeply: write it out plainly."),
  2802: always("Use Array.from(…) to walk over it."),
};

/** For the test that holds each hint to something. */
export const hintedNumbers: readonly number[] = Object.keys(hints).map(Number);
