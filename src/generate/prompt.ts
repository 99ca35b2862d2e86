/**
 * What a model is told: the kind's contract in plain sentences, the declarations, the scenes that fit best, and the form
 * of the answer.
 *
 * The first message is the same for every description, so that endpoints can reuse it; what differs comes after. All
 * text is made from the kind's table and what is handed in: a rule that changes there changes here.
 */
import type { Extension, Hook, Kind } from "../kinds/kind.ts";
import { divide } from "../kinds/sections.ts";
import type { Message } from "./client.ts";
import { fittingScenes, mentions, type Scene } from "./words.ts";

export interface PromptParts {
  readonly kind: Kind;
  /** Everything the engine exports, as TypeScript declarations. */
  readonly declarations: string;
  readonly scenes: readonly Scene[];
}

export interface Prompt {
  /** A new module from a description. */
  create(description: string): Message[];
  /** A module that is there, changed as a person asks. */
  edit(change: string, source: string): Message[];
}

export function makePrompt({ kind, declarations, scenes }: PromptParts): Prompt {
  const { core, extensions } = divide(declarations);
  const system: Message = { role: "system", content: contract(kind, core) };
  const withTask = (
    words: string,
    sources: readonly string[],
    shown: readonly Scene[],
    ...task: string[]
  ): Message[] => {
    const called = calledFor(kind.extensions, extensions, words, [...sources, ...shown.map(({ source }) => source)]);
    const more = called.flatMap((extension) => extended(extension, extensions.get(extension.name)!));
    return [system, { role: "user", content: [...more, ...examples(shown), ...task, ANSWER_FORM].join("\n\n") }];
  };
  return {
    create: (description) =>
      withTask(description, [], examplesFor(description, scenes), tagged("description", description)),
    // The module itself shows the form.
    edit: (change, source) =>
      withTask(
        change,
        [source],
        fittingScenes(change, scenes).slice(0, 1),
        tagged("module", fenced(source)),
        tagged("change", change),
      ),
  };
}

/** Those that the words name, and those that the modules shown beside them use. */
const calledFor = (
  known: readonly Extension[],
  sections: ReadonlyMap<string, string>,
  words: string,
  sources: readonly string[],
): Extension[] =>
  known.filter((extension) => {
    const section = sections.get(extension.name);
    if (section === undefined) return false;
    return mentions(words, extension.words) || sources.some((source) => usesAny(source, exportedBy(section)));
  });

const exportedBy = (section: string): string[] =>
  Array.from(section.matchAll(/^ {2}export (?:abstract )?(?:class|const|function) (\w+)/gm), (match) => match[1]!);

/** As an import: the names of classes are common words in comments. */
const usesAny = (source: string, names: readonly string[]): boolean => {
  const imported = new Set(/import\s*\{([^}]*)\}/.exec(source)?.[1]?.match(/\w+/g));
  return names.some((name) => imported.has(name));
};

const extended = ({ name, notes }: Extension, section: string): string[] => [
  `More that the engine exports, for ${name}:`,
  fenced(section),
  ...(notes.length === 0 ? [] : [bullets(notes)]),
];

export const fenced = (source: string): string => `\`\`\`ts\n${source.trimEnd()}\n\`\`\``;

/** The text between a prompt's tags, for a client that answers without a model. */
export const taggedText = (
  messages: readonly Message[],
  tag: "description" | "module" | "change",
): string | undefined =>
  messages
    .findLast(({ role, content }) => role === "user" && content.includes(`<${tag}>`))
    ?.content.split(`<${tag}>\n`)[1]
    ?.split(`\n</${tag}>`)[0];

const tagged = (tag: string, text: string): string => `<${tag}>\n${text}\n</${tag}>`;

const ANSWER_FORM = `Answer with the whole module in one \`\`\`ts block, and nothing else: no explanation, no second block, nothing left out.`;

const contract = (kind: Kind, declarations: string): string =>
  `You are an expert in games and generative art. You write modules for nodegen, a small 2D scene engine: one TypeScript \
file each, type-checked, tried for ${kind.smoke.frames} frames and then shown live to the person who described it.

# The contract
A module's default export is ${kind.is}. A module that breaks one of these rules is rejected:
${bullets(kind.rules)}

# Hooks
${hookLine(everyonesHooks(kind))} Every other method is your own and is called by your own code only.

# How the engine works
${bullets(ENGINE_HABITS)}

# What makes a good module
${bullets(CRAFT)}

# Mistakes that are often made
${bullets(mistakes(kind))}

# Everything that "${kind.engine}" exports
${fenced(declarations)}`;

/** What the declarations cannot say. */
const ENGINE_HABITS = [
  "The module's root node stands at (0, 0), the top left of the stage; a node's position is relative to its parent. `view.center` is the middle.",
  "Create children in class fields, `ball = this.addChild(new Circle({ radius: 20 }))`, or in onReady. They are drawn by themselves.",
  "Vectors do not change by arithmetic: `this.position = this.position.add(step)`, or `this.x += step.x`, or `this.translate(step)`.",
  "Angles are radians, times are seconds, colours are CSS colours as strings. y grows downwards.",
  "A steady motion belongs in onUpdate; a motion with an end is a tween; something regular is `this.every`; something later is `this.after`.",
  "queueFree removes a node at the end of the tick. Free what has left the stage or faded out, so that the number of nodes stays bounded.",
  "Vec2, points and colours are values: assign a new one (`line.points = [...]`) instead of changing one in place.",
];

const CRAFT = [
  "It does what the description says, and it moves from the first frame on without anyone touching it, unless the description says otherwise.",
  "It fills the stage well: a backdrop Rect of view.width × view.height, a few colours that go together, sizes that can be seen.",
  "Two to five @property fields with ranges for what a person would like to play with.",
  "Short, readable code: small methods with good names, no dead code, comments only where a reason is needed.",
];

const mistakes = (kind: Kind): string[] => [
  `Hooks under other names, which are refused: ${nearMisses(kind)}.`,
  "Something of your own under the name of an engine member (name, parent, children, scale, visible, width …): choose another name.",
  "`override x: number = 0`, or a getter for an engine property: write `x = 0`.",
  "A plain object where a Vec2 is kept: `velocity = new Vec2(1, 0)`, not `{ x: 1, y: 0 }`.",
  "getNode, pop, find and the like without a check for null or undefined.",
  "Names of other libraries: there is no Scene, Game, Graphics, Sprite, ctx, canvas, requestAnimationFrame or delta.",
];

/** A few for each hook: "update, tick, process → onUpdate". */
function nearMisses(kind: Kind): string {
  const named = [...kind.hookNearMisses].filter(([name]) => !name.startsWith("_"));
  const lines = everyonesHooks(kind).map((hook) => {
    const names = named.filter(([, miss]) => miss.hook === hook.name).map(([name]) => name);
    return names.length === 0 ? "" : `${names.slice(0, 4).join(", ")} → ${hook.name}`;
  });
  return lines.filter(Boolean).join("; ");
}

/** Those of one class come with its extension. */
const everyonesHooks = ({ hooks }: Kind): Hook[] => hooks.filter(({ of }) => of === undefined);

function hookLine(hooks: readonly Hook[]): string {
  const names = hooks.map(({ name, async: mayWait }) => (mayWait ? name : `${name} (never async)`));
  return `The engine calls ${names.join(", ")}.`;
}

/** The best that fit; where hardly any does, the shortest ones show the form. */
function examplesFor(description: string, scenes: readonly Scene[]): Scene[] {
  const fitting = fittingScenes(description, scenes).slice(0, MOST_EXAMPLES);
  const short = scenes.filter((scene) => !fitting.includes(scene)).sort((a, b) => a.source.length - b.source.length);
  return [...fitting, ...short.slice(0, Math.max(0, FEWEST_EXAMPLES - fitting.length))];
}

const MOST_EXAMPLES = 3;
const FEWEST_EXAMPLES = 2;

const examples = (scenes: readonly Scene[]): string[] =>
  scenes.length === 0
    ? []
    : [
        "Modules that were accepted, as examples of the form and the style:",
        ...scenes.map(({ source }) => fenced(source)),
      ];

const bullets = (sentences: readonly string[]): string => sentences.map((sentence) => `- ${sentence}`).join("\n");
