/** The desk where questions lie: who is shown what, and when nobody is asked. */
import { expect, test } from "bun:test";

import { contentHash } from "../../src/base/hash.ts";
import type { PermissionPrompt } from "../../src/base/permission-prompt.ts";
import { PromptDesk } from "../../src/permission/prompt-desk.ts";

const question = (over: Partial<PermissionPrompt> = {}) => ({
  slot: 1,
  module: "Weather",
  hash: contentHash("weather"),
  permission: "net",
  scope: "a.com:443",
  ...over,
});

function surface(desk: PromptDesk) {
  const place = { shown: [] as number[], withdrawn: [] as number[], isAttended: true };
  const detach = desk.attach({
    attended: () => place.isAttended,
    show: ({ id }) => place.shown.push(id),
    withdraw: (id) => place.withdrawn.push(id),
  });
  return Object.assign(place, { detach });
}

test("[P6] all are shown the same question; the first answer counts, and it is taken away everywhere", async () => {
  const desk = new PromptDesk();
  const [terminal, page] = [surface(desk), surface(desk)];
  const answer = desk.ask(question());
  expect(desk.answer(1, "run")).toBe(true);
  expect(desk.answer(1, "never")).toBe(false);
  expect(await answer).toBe("run");
  for (const { shown, withdrawn } of [terminal, page]) expect([shown, withdrawn]).toEqual([[1], [1]]);
});

test("[P6] who comes later is shown what is still open", () => {
  const desk = new PromptDesk();
  surface(desk);
  void desk.ask(question());
  expect(surface(desk).shown).toEqual([1]);
});

test("[P6] a module that asks too much at once is refused the rest, and others are not", async () => {
  const desk = new PromptDesk();
  surface(desk);
  for (let at = 0; at < 8; at++) void desk.ask(question({ scope: `${at}.com:443` }));
  expect(await desk.ask(question({ scope: "one-more.com:443" }))).toBeUndefined();
  void desk.ask(question({ slot: 2 }));
  expect(desk.open()).toHaveLength(9);
});

test("[P6] what is too long to read is refused", async () => {
  const desk = new PromptDesk();
  const { shown } = surface(desk);
  expect(await desk.ask(question({ scope: "a/".repeat(1500) }))).toBeUndefined();
  expect(shown).toEqual([]);
});

test("[P6] nobody is asked where nobody is, and questions do not outlive who could answer", async () => {
  const desk = new PromptDesk();
  expect(await desk.ask(question())).toBeUndefined();
  const place = surface(desk);
  const [first, second] = [desk.ask(question()), desk.ask(question({ slot: 2 }))];
  place.isAttended = false;
  desk.recheck();
  expect(await Promise.all([first, second])).toEqual([undefined, undefined]);
  place.isAttended = true;
  const third = desk.ask(question());
  place.detach();
  expect(await third).toBeUndefined();
});

test("[P6] the question of a module that is gone or was replaced is withdrawn", async () => {
  const desk = new PromptDesk();
  surface(desk);
  const [old, other] = [desk.ask(question()), desk.ask(question({ slot: 2 }))];
  const { hash } = question();
  desk.keep([{ slot: 1, hash }]); // slot 2 asks while it is being put on the stage
  expect(desk.open()).toHaveLength(2);
  desk.keep([
    { slot: 1, hash: contentHash("newer") },
    { slot: 2, hash },
  ]);
  expect(await old).toBeUndefined();
  expect(desk.answer(2, "once")).toBe(true);
  expect(await other).toBe("once");
});

test("[P6] at the end of the run every question is refused", async () => {
  const desk = new PromptDesk();
  surface(desk);
  const open = desk.ask(question());
  desk.close();
  expect(await open).toBeUndefined();
  expect(await desk.ask(question())).toBeUndefined();
});
