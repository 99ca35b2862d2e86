/**
 * Which scene fits a description best, by the words they share: picks the examples of the prompt and the offline
 * client's answer. Nothing is learnt and nothing is random: the same words always give the same order.
 */

/** A hand-written module with the sentence that describes it. */
export interface Scene {
  /** The file's stem: "bouncing-balls". */
  readonly name: string;
  /** The comment on its first line. */
  readonly description: string;
  readonly source: string;
}

/** Reads the description off the first line; without a comment there, the name has to do. */
export function asScene(name: string, source: string): Scene {
  const comment = /^\/\/ *(.+)/.exec(source)?.[1];
  return { name, description: comment ?? name.replaceAll("-", " "), source };
}

/** The scenes that share a word with the description, best first. Ties keep the order of `scenes`. */
export function fittingScenes(description: string, scenes: readonly Scene[]): Scene[] {
  const wanted = stems(description);
  const texts = scenes.map((scene) => ({
    scene,
    name: stems(scene.name),
    about: stems(scene.description),
  }));
  const rarity = (stem: string): number => {
    const holders = texts.filter(({ name, about }) => name.has(stem) || about.has(stem)).length;
    return holders === 0 ? 0 : Math.log(1 + scenes.length / holders);
  };
  return texts
    .map(({ scene, name, about }) => {
      let score = 0;
      for (const stem of wanted) score += rarity(stem) * (name.has(stem) ? 3 : about.has(stem) ? 1 : 0);
      return { scene, score };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ scene }) => scene);
}

const STOP_WORDS = new Set(
  "a about all an and another are as at be by down for from has have in into is it its make makes me my node of on one or out over own please show some that the their them they this to up with".split(
    " ",
  ),
);

/** Whether a text has one of the words, in any of their forms. */
export function mentions(text: string, words: readonly string[]): boolean {
  const there = stems(text);
  return words.some((word) => there.has(stem(word)));
}

/** Words cut down to what their forms share: "spins", "spinning" and "spinner" are all "spin". */
function stems(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return new Set(words.filter((word) => !STOP_WORDS.has(word)).map(stem));
}

function stem(word: string): string {
  const bare = word.replace(/(?:ings?|ers?|ed|e?s)$/u, "");
  const root = bare.length >= 3 ? bare : word;
  return root.replace(/(\p{L})\1$/u, "$1").replace(/e$/u, "");
}
