/** The page without a browser: what messages do to the state, what actions send, how things are written. */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import type { MakeEvent } from "../../src/base/make-event.ts";
import type { NodeDescription, PropertyDescription } from "../../src/base/node-description.ts";
import { makeActions } from "../../src/viewer/actions.ts";
import { delay } from "../../src/viewer/connection.ts";
import { ago, bytes, degrees, milliseconds, plural, shortHash, whole } from "../../src/viewer/format.ts";
import { highlight } from "../../src/viewer/highlight.ts";
import { nodeOf, slotOf, stageId } from "../../src/viewer/ids.ts";
import { foldMaking, isOver, type Making } from "../../src/viewer/making.ts";
import { Playhead } from "../../src/viewer/playhead.ts";
import { receive } from "../../src/viewer/receive.ts";
import { createState } from "../../src/viewer/state.ts";
import { treeRows } from "../../src/viewer/tree-rows.ts";
import type { PageUp } from "../../src/wire/page.ts";
import { slotInfo } from "../browser/slot-info.ts";

/** A state with its actions, what they sent, and the next picture by hand. */
function page() {
  const state = createState();
  const sent: PageUp[] = [];
  const waiting: (() => void)[] = [];
  const resting: (() => void)[] = [];
  let now = 0;
  const actions = makeActions(state, {
    send: (message) => (sent.push(message), true),
    onNextFrame: (run) => waiting.push(run),
    clock: {
      now: () => now,
      at: (_, run) => {
        resting.push(run);
        return () => resting.splice(resting.indexOf(run), 1);
      },
    },
    retry: () => {},
    savePicture: () => {},
    toggleRecording: () => {},
    sample: () => {},
    findSource: async () => true,
    rootOf: (slot) => stageId(slot, 1),
  });
  const nextFrame = () => {
    for (const run of waiting.splice(0)) run();
  };
  const later = () => {
    now += 1000;
    for (const run of resting.splice(0)) run();
  };
  return { state, actions, sent, nextFrame, later };
}

const speedProperty: PropertyDescription = {
  name: "speed",
  value: 1,
  initial: 1,
  type: "number",
  tunable: true,
  range: [0, 10],
};
const spinner: NodeDescription = {
  id: 7,
  name: "Spinner",
  type: "Spinner",
  base: "Sprite2D",
  path: "/",
  properties: [speedProperty],
  children: [],
};

describe("playhead", () => {
  test("at 60 pictures a second it follows 64 ticks a second evenly, about a tick and a half behind", () => {
    const playhead = new Playhead();
    const steps: number[] = [];
    for (let picture = 1; picture <= 600; picture++) {
      const before = playhead.at;
      playhead.advance(1000 / 60, 64, Math.floor((picture * 64) / 60));
      if (picture > 300) steps.push(playhead.at - before);
    }
    expect(Math.min(...steps)).toBeGreaterThan(0.8);
    expect(Math.max(...steps)).toBeLessThan(1.4);
    expect(640 - playhead.at).toBeGreaterThan(0.5);
    expect(640 - playhead.at).toBeLessThan(3);
  });

  test("frames that come in bursts still make an even picture", () => {
    const playhead = new Playhead();
    const steps: number[] = [];
    for (let picture = 1; picture <= 600; picture++) {
      const before = playhead.at;
      playhead.advance(1000 / 60, 64, Math.floor((picture * 64) / 60 / 3) * 3);
      if (picture > 300) steps.push(playhead.at - before);
    }
    expect(Math.max(...steps)).toBeLessThan(1.6);
  });

  test("it stops at the newest tick, and jumps after a silence or a restart", () => {
    const playhead = new Playhead();
    for (let i = 0; i < 100; i++) playhead.advance(16, 64, 5);
    expect(playhead.at).toBe(5);
    playhead.advance(16, 64, 500);
    expect(playhead.at).toBe(499);
    playhead.advance(16, 64, 0);
    expect(playhead.at).toBe(0);
  });
});

describe("messages", () => {
  test("hello fills the state; a log keeps its last five hundred lines in order", () => {
    const { state } = page();
    const status = { ...state.status.value, running: true, tick: 9 };
    const lines = (slot: number) => [{ level: "log" as const, text: `from ${slot}`, tick: slot }];
    receive(state, {
      type: "hello",
      version: 1,
      viewer: 3,
      width: 640,
      height: 480,
      makes: true,
      slots: [slotInfo(1), slotInfo(2)],
      status,
      logs: [2, 1].map((slot) => ({ slot, lines: lines(slot) })),
    });
    expect(state.size.value).toEqual({ width: 640, height: 480 });
    expect(state.makes.value).toBe(true);
    expect(state.module.value?.slot).toBe(1);
    expect(state.log.value.map((entry) => entry.text)).toEqual(["from 1", "from 2"]);
    for (let i = 0; i < 600; i++) receive(state, { type: "log", slot: 1, lines: lines(i) });
    expect(state.log.value.length).toBe(500);
    expect(state.log.value.at(-1)?.text).toBe("from 599");
    expect(new Set(state.log.value.map((entry) => entry.key)).size).toBe(500);
  });

  test("a module that leaves takes its selection, its fault and its place in the panels along", () => {
    const { state, actions } = page();
    receive(state, { type: "slots", slots: [slotInfo(1), slotInfo(2, { state: "quarantined" })] });
    receive(state, { type: "fault", slot: 2, reason: "it hung", findings: [] });
    actions.select(stageId(2, 7));
    expect([state.slot.value, state.faults.value.length]).toEqual([2, 1]);
    receive(state, { type: "slots", slots: [slotInfo(1)] });
    expect([state.slot.value, state.selection.value, state.faults.value.length]).toEqual([null, null, 0]);
  });

  test("a new connection keeps the moment that is looked back to only while the server has it", () => {
    const { state, actions } = page();
    const status = { ...state.status.value, tick: 500, history: { from: 100, to: 500 } };
    const hello = {
      type: "hello",
      version: 1,
      viewer: 1,
      width: 9,
      height: 9,
      makes: false,
      slots: [],
      logs: [],
    } as const;
    receive(state, { ...hello, status });
    actions.lookBack(20);
    expect(state.moment.value).toBe(100);
    receive(state, { ...hello, status });
    expect(state.moment.value).toBe(100);
    receive(state, { ...hello, status: { ...status, history: { from: 200, to: 900 } } });
    expect(state.moment.value).toBeNull();
  });

  test("steps are those of what was while looking back, and never leave what is kept", () => {
    const { state, actions, sent } = page();
    state.status.value = { ...state.status.value, history: { from: 100, to: 500 } };
    actions.stepBack(10);
    expect(state.moment.value).toBe(490);
    actions.step(1);
    expect(state.moment.value).toBe(491);
    actions.step(100);
    expect([state.moment.value, sent]).toEqual([500, []]);
    actions.followLive();
    actions.step(1);
    expect(sent).toEqual([{ type: "transport", action: "step", ticks: 1 }]);
  });

  test("a page of another version is told to load again", () => {
    const { state } = page();
    const { status } = state;
    const hello = { type: "hello", version: 99, viewer: 1, width: 9, height: 9, makes: false } as const;
    receive(state, { ...hello, slots: [], logs: [], status: status.value });
    expect(state.problems.value[0]?.problem.hint).toBe("Load the page again.");
  });

  test("of a repeated problem one is shown, and it can be dismissed", () => {
    const { state, actions } = page();
    const problem = { code: "X", message: "No.", hint: "Yes." };
    receive(state, { type: "problem", problem });
    receive(state, { type: "problem", problem });
    expect(state.problems.value.length).toBe(1);
    actions.dismiss(state.problems.value[0]!.key);
    expect(state.problems.value).toEqual([]);
  });

  test("the description of a node that is no longer selected is not shown", () => {
    const { state, actions } = page();
    actions.select(stageId(1, 7));
    receive(state, { type: "node", node: stageId(1, 8), description: spinner });
    expect(state.description.value).toBeNull();
  });
});

describe("actions", () => {
  test("of the edits between two pictures only the last of each property goes out, clamped", () => {
    const { state, actions, sent, nextFrame } = page();
    actions.select(stageId(1, 7));
    receive(state, { type: "node", node: stageId(1, 7), description: spinner });
    actions.edit(speedProperty, 3);
    actions.edit(speedProperty, 99);
    expect(sent.filter((message) => message.type === "edit")).toEqual([]);
    nextFrame();
    nextFrame();
    const edits = sent.filter((message) => message.type === "edit");
    expect(edits).toEqual([{ type: "edit", node: stageId(1, 7), property: "speed", value: 10 }]);
    expect(state.description.value?.properties[0]?.value).toBe(10);
  });

  test("an edit belongs to the node it was made on, whatever is selected since", () => {
    const { state, actions, sent, nextFrame } = page();
    actions.select(stageId(1, 7));
    receive(state, { type: "node", node: stageId(1, 7), description: spinner });
    actions.edit(speedProperty, 3);
    actions.select(stageId(2, 1));
    nextFrame();
    expect(sent.at(-1)).toEqual({ type: "edit", node: stageId(1, 7), property: "speed", value: 3 });
  });

  test("of arrangements that follow one another at once the first and what is left go out", () => {
    const { actions, sent, later } = page();
    for (const x of [1, 2, 3]) actions.arrange(1, { x });
    actions.arrange(1, { scale: 2 });
    expect(sent).toEqual([{ type: "arrange", slot: 1, x: 1 }]);
    later();
    expect(sent.slice(1)).toEqual([{ type: "arrange", slot: 1, x: 3, scale: 2 }]);
    later();
    later();
    expect(sent.length).toBe(2);
    actions.arrange(2, { name: "Sky" });
    expect(sent.at(-1)).toEqual({ type: "arrange", slot: 2, name: "Sky" });
  });

  test("play means pause while it runs; faster and slower walk the table and stop at its ends", () => {
    const { state, actions, sent } = page();
    actions.playOrPause();
    state.status.value = { ...state.status.value, running: true, speed: 4 };
    actions.playOrPause();
    actions.faster();
    state.status.value = { ...state.status.value, speed: 10 };
    actions.faster();
    actions.slower();
    expect(sent).toEqual([
      { type: "transport", action: "play" },
      { type: "transport", action: "pause" },
      { type: "transport", action: "play", speed: 10 },
      { type: "transport", action: "play", speed: 4 },
    ]);
  });
});

describe("making", () => {
  const fold = (...events: MakeEvent[]) =>
    events.reduce<readonly Making[]>((makings, event) => foldMaking(makings, "m1", event), [])[0]!;
  const finding = { code: "TYPES_2551", severity: "error", stage: "types", line: 1, column: 1 } as const;

  test("attempts grow as the model writes and keep what was wrong with them", () => {
    const making = fold(
      { step: "describe", description: "a star", model: "scripted", attempts: 3 },
      { step: "generate", attempt: 1, text: "export " },
      { step: "generate", attempt: 1, text: "default" },
      { step: "generated", attempt: 1, source: "class A {}", cached: false, ms: 12 },
      {
        step: "judged",
        attempt: 1,
        source: "class A {}",
        findings: [{ ...finding, message: "no", hint: "yes" }],
        stages: [{ name: "types", ok: false, ms: 9 }],
      },
      { step: "generate", attempt: 2, text: "export" },
    );
    expect(making.attempts.map((attempt) => attempt.text)).toEqual(["class A {}", "export"]);
    expect(making.attempts[0]?.judged?.findings.length).toBe(1);
    expect(isOver(making)).toBe(false);
  });

  test("it is over when it is done or has failed", () => {
    expect(isOver(fold({ step: "done", status: "verified" }))).toBe(true);
    expect(isOver(fold({ step: "failed", problem: { code: "X", message: "No.", hint: "" } }))).toBe(true);
  });
});

describe("tree rows", () => {
  const node = (id: number, parent: number) => ({ id, parent, name: `N${id}`, type: "Node2D" });

  test("small branches start open, large ones closed, and a person's choice wins", () => {
    const crowd = Array.from({ length: 20 }, (_, i) => node(i + 10, 3));
    const nodes = [node(1, 0), node(2, 1), node(4, 2), node(3, 1), ...crowd];
    const names = (opened = new Map<number, boolean>()) => treeRows(1, nodes, opened).map((row) => row.name);
    expect(names()).toEqual(["N1", "N2", "N4", "N3"]);
    expect(names(new Map([[stageId(1, 2), false]]))).toEqual(["N1", "N2", "N3"]);
    expect(names(new Map([[stageId(1, 3), true]])).length).toBe(24);
    expect(names(new Map([[stageId(1, 1), false]]))).toEqual(["N1"]);
  });

  test("ids are the stage's, and come apart again", () => {
    const [root, child] = treeRows(5, [node(1, 0), node(2, 1)], new Map());
    expect([slotOf(child!.id), nodeOf(child!.id), child!.parent]).toEqual([5, 2, root!.id]);
  });
});

describe("writing", () => {
  test("highlighting loses no character of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (source) => {
        expect(
          highlight(source)
            .map((line) => line.map((token) => token.text).join(""))
            .join("\n"),
        ).toBe(source);
      }),
    );
  });

  test("highlighting tells words from what surrounds them, over several lines", () => {
    const [first, second] = highlight('/* a\nb */ const x = "y";');
    expect(first).toEqual([{ kind: "comment", text: "/* a" }]);
    expect(second?.map((token) => token.kind)).toEqual([
      "comment",
      "plain",
      "keyword",
      "plain",
      "plain",
      "plain",
      "string",
      "plain",
    ]);
  });

  test("figures are short and have units", () => {
    expect([bytes(12), bytes(1234), bytes(45_600), bytes(2_500_000)]).toEqual(["12 B", "1.2 kB", "46 kB", "2.5 MB"]);
    expect([milliseconds(1.24), milliseconds(45), milliseconds(2140), milliseconds(75_000)]).toEqual([
      "1.2 ms",
      "45 ms",
      "2.1 s",
      "1 min 15 s",
    ]);
    expect([ago(4200), ago(61_000), ago(7_300_000)]).toEqual(["4 s", "1 min", "2 h"]);
    expect(whole(1234567)).toBe("1\u202f234\u202f567");
    expect(degrees(Math.PI)).toBe("180°");
    expect([plural(1, "node"), plural(2, "node")]).toEqual(["1 node", "2 nodes"]);
    expect(shortHash(`sha256:${"ab".repeat(32)}`)).toBe("abababab");
  });

  test("a lost connection is tried again soon, then every five seconds or so", () => {
    expect(delay(0, 0.5)).toBe(250);
    expect(delay(20, 1)).toBeLessThanOrEqual(6250);
    expect(delay(20, 0)).toBeGreaterThanOrEqual(3750);
  });
});
