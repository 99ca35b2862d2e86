import { expect, test } from "bun:test";

import { MakeHistory } from "../../src/server/make-history.ts";

test("the last hundred that ended are remembered, and all that did not end", () => {
  const history = new MakeHistory();
  const open = history.add("never ends").id;
  const ids = Array.from({ length: 150 }, () => {
    const { id } = history.add("a star");
    history.note(id, { step: "done", status: "verified" });
    return id;
  });
  expect(history.unfinished().map(({ id }) => id)).toEqual([open]);
  expect(history.get(open)).toBeDefined();
  expect(ids.filter((id) => history.get(id) !== undefined)).toEqual(ids.slice(-99));
});

test("the pieces of one answer are joined and cut at 64 k characters; another attempt begins anew", () => {
  const history = new MakeHistory();
  const { id } = history.add("a star");
  for (let piece = 0; piece < 200; piece++) history.note(id, { step: "generate", attempt: 1, text: "x".repeat(1000) });
  history.note(id, { step: "generate", attempt: 2, text: "y" });
  const events = history.get(id)?.events ?? [];
  expect(events.map((event) => (event.step === "generate" ? [event.attempt, event.text.length] : []))).toEqual([
    [1, 65_536],
    [2, 1],
  ]);
});
