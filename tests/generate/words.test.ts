import { expect, test } from "bun:test";

import { asScene, fittingScenes } from "../../src/generate/words.ts";
import { readScenes } from "./scenes.ts";

const scenes = await readScenes();

test("a scene's description is its first line", () => {
  expect(asScene("a", "// Something that moves.\nexport default 1;\n").description).toBe("Something that moves.");
  expect(asScene("bouncing-balls", "export default 1;\n").description).toBe("bouncing balls");
});

test.each([
  ["a node that spins", "spinner"],
  ["A SPRITE THAT SPINS!", "spinner"],
  ["bouncing balls", "bouncing-balls"],
  ["a ball that bounces", "bouncing-balls"],
  ["boids flocking", "boids"],
  ["play pong against me", "pong"],
  ["an analogue clock", "clock"],
  ["planets orbiting the sun", "orbit"],
  ["a heart that pulses", "pulse"],
  ["the game of life", "grid-life"],
  ["an ocean with waves and a boat", "waves"],
  ["a fern growing from an L-system", "l-system"],
  ["a fountain of particles", "particles"],
  ["flying through the stars", "starfield"],
  ["a fish that follows the pointer", "follow-pointer"],
  ["all the easing curves", "easing-gallery"],
])('"%s" is like %s', (description, name) => {
  expect(fittingScenes(description, scenes)[0]?.name).toBe(name);
});

test("words that say nothing fit nothing", () => {
  for (const description of ["", "please make me one of them", "xyzzy", "日本語", "🎈"])
    expect(fittingScenes(description, scenes)).toEqual([]);
});

test("the order does not depend on chance", () => {
  const names = (): string[] => fittingScenes("a ball with a moving star", scenes).map(({ name }) => name);
  expect(names()).toEqual(names());
});
