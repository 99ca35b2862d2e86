/**
 * The panels as a person uses them, each by mouse and by keys: what shows at once, what is closed and found again, plots,
 * versions, the log, a change by description, leaving the stage, recording; two pages at once.
 */
import { describe, expect, test } from "bun:test";

import type { Page } from "playwright-core";

import { contentHash } from "../../src/base/hash.ts";
import type { NodeDescription } from "../../src/base/node-description.ts";
import { stageId } from "../../src/viewer/ids.ts";
import { TestNode } from "../wire/scene.ts";
import { pages } from "./browser.ts";
import { PageServer } from "./page-server.ts";
import { slotInfo } from "./slot-info.ts";
import { changes, live, onPage, picture, sees } from "./stage.ts";

const withPage = pages();

const scene = (): TestNode[] => [
  new TestNode(1, 0, "Node2D", "Spinner"),
  new TestNode(2, 1, "Circle", "Ball", { x: 100, y: 100, radius: 30, color: 0xe4572eff }),
];

const root: NodeDescription = {
  id: 1,
  name: "Spinner",
  type: "Spinner",
  base: "Node2D",
  path: "/",
  children: [],
  properties: [
    { name: "speed", value: 2, initial: 1, type: "number", tunable: true, range: [0, 10], step: 0.5 },
    { name: "position", value: { x: 0, y: 0 }, initial: { x: 0, y: 0 }, type: "vector", tunable: false },
  ],
};

describe("what shows at once", () => {
  test("[V4] the first module's sliders are there before anything is clicked, and nothing is outlined", async () => {
    await using server = await PageServer.start(scene());
    await withPage(server.url, async (page) => {
      await live(page);
      await server.heard("inspect", ({ node }) => node === stageId(1, 1));
      server.say({ type: "node", node: stageId(1, 1), description: root });
      await page.getByRole("slider", { name: "speed" }).waitFor();
      await sees(page, 0, 0, 0x101216ff);
      const calm = await picture(page);
      await page.getByRole("treeitem", { name: "Spinner" }).click();
      await changes(page, calm);
      // Nothing chosen is a choice too.
      await page.keyboard.press("Escape");
      await page.getByText("Choose a node in the tree").waitFor();
      await page.getByRole("button", { name: "Spinner verified" }).click();
      await page.getByRole("treeitem", { selected: true }).waitFor();
    });
  });

  test("what was just made is chosen", async () => {
    await using server = await PageServer.start(scene());
    server.makes = true;
    await withPage(server.url, async (page) => {
      await live(page);
      await server.heard("inspect", ({ node }) => node === stageId(1, 1));
      server.show(2, [new TestNode(1, 0, "Rect", "Card")]);
      server.slots = [slotInfo(1), slotInfo(2, { name: "Card" })];
      server.say({ type: "slots", slots: server.slots });
      server.keyframe(2);
      server.say({ type: "make", id: "m", event: { step: "staged", slot: 2 } });
      await server.heard("inspect", ({ node }) => node === stageId(2, 1));
    });
  });
});

describe("arranging the page", () => {
  test("panels close by button and key, leave their room to the stage, and stay closed on the next visit", async () => {
    await using server = await PageServer.start(scene());
    await withPage(server.url, async (page) => {
      await live(page);
      const width = async () => (await page.locator("#stage").boundingBox())!.width;
      const wide = async (than: number) => {
        while ((await width()) <= than) await page.evaluate(() => new Promise(requestAnimationFrame));
      };
      const before = await width();
      await page.getByRole("button", { name: "Details", exact: true }).click();
      await page.getByRole("tablist").waitFor({ state: "hidden" });
      await wide(before);
      await page.keyboard.press("t");
      await page.getByRole("tree").waitFor({ state: "hidden" });
      await page.reload();
      await live(page);
      expect(await page.getByRole("tree").count()).toBe(0);
      await page.keyboard.press("f");
      await page.getByRole("tree").waitFor();
      await page.getByRole("tablist").waitFor();
      await page.keyboard.press("f");
      await page.getByRole("tree").waitFor({ state: "hidden" });
      // A tab that is asked for brings its panel back.
      await page.keyboard.press("3");
      await page.getByRole("tab", { name: "Log", selected: true }).waitFor();
    });
  });

  test("[V2] a panel's edge is moved by mouse and keys, and stays where it was put on the next visit", async () => {
    await using server = await PageServer.start(scene());
    await withPage(server.url, async (page) => {
      await live(page);
      const edge = page.getByRole("separator", { name: "Width of details" });
      const width = async () => (await page.getByRole("region", { name: "Details" }).boundingBox())!.width;
      const own = await width();
      const { x, y } = (await edge.boundingBox())!;
      await page.mouse.move(x + 4, y + 200);
      await page.mouse.down();
      await page.mouse.move(x - 96, y + 200, { steps: 3 });
      await page.mouse.up();
      expect(await width()).toBeCloseTo(own + 100, 0);
      await edge.press("ArrowRight");
      expect(await width()).toBeCloseTo(own + 84, 0);
      await page.reload();
      await live(page);
      expect(await width()).toBeCloseTo(own + 84, 0);
      await edge.press("End");
      expect(await width()).toBe(576);
      await edge.press("Home");
      expect(await width()).toBe(200);
      await edge.press("Enter");
      expect(await width()).toBeCloseTo(own, 0);
    });
  });

  test("a tab is found as it was left", async () => {
    await using server = await PageServer.start(scene());
    const source = Array.from({ length: 200 }, (_, i) => `// line ${i}`).join("\n");
    server.slots = [slotInfo(1, { source })];
    await withPage(server.url, async (page) => {
      await live(page);
      await page.getByRole("tab", { name: "Code" }).click();
      const code = page.getByLabel("Source");
      await code.evaluate((list) => (list.scrollTop = 900));
      await page.getByRole("tab", { name: "Code" }).press("ArrowRight");
      await page.getByText("Nothing logged").waitFor();
      await page.getByRole("tab", { name: "Log" }).press("Home");
      await page.getByRole("tab", { name: "Inspector", selected: true }).press("2");
      expect(await code.evaluate((list) => list.scrollTop)).toBe(900);
      await page.reload();
      await page.getByRole("tab", { name: "Code", selected: true }).waitFor();
    });
  });
});

test("numbers are plotted against ticks, up to four at once", async () => {
  const nodes = scene();
  await using server = await PageServer.start(nodes);
  await withPage(server.url, async (page) => {
    await live(page);
    await server.heard("inspect", ({ node }) => node === stageId(1, 1));
    server.say({ type: "node", node: stageId(1, 1), description: root });
    await page.getByRole("button", { name: "Plot speed" }).click();
    await page.getByRole("button", { name: "Plot position" }).click();
    const plot = page.getByRole("figure", { name: "Plot of Spinner position.x" });
    await plot.waitFor();
    await page.getByRole("figure", { name: "Plot of Spinner speed" }).getByText("2", { exact: true }).waitFor();
    for (let tick = 1; tick <= 20; tick++) {
      nodes[0]!.set("x", tick * 10);
      server.tick();
    }
    await plot.getByText("200", { exact: true }).waitFor();
    const drawn = await plot.locator("canvas").evaluate((canvas: HTMLCanvasElement) =>
      canvas
        .getContext("2d")!
        .getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value) => value > 0),
    );
    expect(drawn).toBe(true);
    await page.getByRole("button", { name: "Close the plot of Spinner position.x" }).click();
    await plot.waitFor({ state: "hidden" });
    expect(await page.getByRole("button", { name: "Plot speed" }).getAttribute("aria-pressed")).toBe("true");
  });
});

describe("code", () => {
  const first = "export default class A {}\n";
  const second = "export default class B {}\n";
  const versions = [
    { version: 1, name: "Spinner", hash: contentHash(first), tick: 120 },
    { version: 2, name: "Spinner", hash: contentHash(second) },
  ];

  test("an earlier version is looked at, compared with what runs, and had back with one click", async () => {
    await using server = await PageServer.start(scene());
    server.slots = [slotInfo(1, { source: first })];
    await withPage(server.url, async (page) => {
      await live(page);
      server.say({ type: "slots", slots: [slotInfo(1, { source: second, version: 2, versions })] });
      await page.getByRole("button", { name: "version 2" }).click();
      await page.getByLabel("Source").getByText("B", { exact: true }).waitFor();
      await page.getByLabel("Compare with").selectOption("version 1");
      await page.getByRole("listitem", { name: "removed: export default class A {}" }).waitFor();
      await page.getByRole("listitem", { name: "added: export default class B {}" }).waitFor();
      await page.getByLabel("Version", { exact: true }).selectOption("version 1");
      await page.getByLabel("Source").getByText("A", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Roll back to version 1" }).click();
      expect(await server.heard("rollback")).toEqual({ type: "rollback", slot: 1, version: 1 });
    });
  });

  test("[V6] the text of a version that this page never saw comes when it is looked at", async () => {
    await using server = await PageServer.start(scene());
    server.slots = [slotInfo(1, { source: second, version: 2, versions })];
    const options = { expected: /404/ };
    const look = async (page: Page) => {
      await live(page);
      await page.keyboard.press("2");
      await page.getByLabel("Version", { exact: true }).selectOption("version 1");
      await page.getByText("Cannot show it").waitFor();
      server.texts.set(1, first);
      await page.getByRole("button", { name: "Ask again" }).click();
      await page.getByLabel("Source").getByText("A", { exact: true }).waitFor();
    };
    await withPage(server.url, look, options);
    await withPage(server.url, async (page) => {
      await live(page);
      await page.keyboard.press("2");
      await page.getByLabel("Compare with").selectOption("version 1");
      await page.getByRole("listitem", { name: "removed: export default class A {}" }).waitFor();
    });
  });
});

test("the log is filtered, and a line leads back to its moment", async () => {
  await using server = await PageServer.start(scene());
  server.status = { ...server.status, tick: 500, history: { from: 0, to: 500 } };
  const line = (tick: number, text: string, level: "log" | "error" = "log") => ({ level, text, tick });
  server.logs = [{ slot: 1, lines: [line(10, "early"), line(450, "late", "error")] }];
  await withPage(server.url, async (page) => {
    await live(page);
    await page.getByRole("tab", { name: "Log 1" }).click();
    await page.getByLabel("Lines").selectOption("Errors");
    await page.getByText("1 line", { exact: true }).waitFor();
    expect(await page.getByText("early").count()).toBe(0);
    await page.getByLabel("Lines").selectOption("All lines");
    await page.getByRole("button", { name: "10", exact: true }).click();
    expect((await server.heard("past")).at).toBe(10);
    expect(await page.locator(".log .later").textContent()).toContain("late");
    // By keys: up from the end, line by line.
    await page.getByRole("list", { name: "Log" }).press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("l");
    await page.keyboard.press("Enter");
    expect(await page.locator(".log .later").textContent()).toContain("late");
    // Ticks back and on are those of what was; live again, those of the stage.
    await page.keyboard.press(">");
    await page.keyboard.press(",");
    await page.keyboard.press("l");
    await page.keyboard.press(".");
    await server.heard("transport", ({ action }) => action === "step");
    expect(server.of("transport").length).toBe(1);
  });
});

describe("modules", () => {
  test("a module is changed by a second description", async () => {
    await using server = await PageServer.start(scene());
    server.makes = true;
    await withPage(server.url, async (page) => {
      await live(page);
      await page.getByRole("button", { name: "Change Spinner" }).click();
      await page.getByLabel("Describe how to change Spinner").fill("faster");
      await page.keyboard.press("Enter");
      expect(await server.heard("make")).toEqual({ type: "make", description: "faster", edit: slotInfo(1).hash });
      await page.getByLabel("What to make").selectOption("New");
      await page.keyboard.press("Tab");
      await page.getByLabel("Describe what to make").fill("a star");
      await page.keyboard.press("Enter");
      expect(await server.heard("make", ({ description }) => description === "a star")).not.toHaveProperty("edit");
      // Out of the field, and back into it.
      await page.keyboard.press("Escape");
      await page.keyboard.press("/");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("describe");
    });
  });

  test("a module leaves the stage when that was meant", async () => {
    await using server = await PageServer.start(scene());
    await withPage(server.url, async (page) => {
      await live(page);
      await page.getByRole("button", { name: "Take Spinner off the stage" }).click();
      await page.getByRole("tab", { name: "Log" }).click();
      await page.getByRole("button", { name: "Take Spinner off the stage", exact: true }).press("Enter");
      expect(server.of("remove")).toEqual([]);
      await page.getByRole("button", { name: "Yes, take Spinner off the stage" }).press("Enter");
      expect(await server.heard("remove")).toEqual({ type: "remove", slot: 1 });
    });
  });
});

test("what is seen is recorded as a video, by button and key", async () => {
  const nodes = scene();
  await using server = await PageServer.start(nodes);
  await withPage(server.url, async (page) => {
    await live(page);
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await page.getByRole("button", { name: "End the recording" }).waitFor();
    for (let i = 0; i < 10; i++) {
      nodes[1]!.set("x", 100 + i * 20);
      server.tick();
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    const waiting = page.waitForEvent("download");
    await page.keyboard.press("k");
    const file = await waiting;
    expect(file.suggestedFilename()).toMatch(/^Spinner-\d+\.webm$/);
    const bytes = await Bun.file(await file.path()).bytes();
    // EBML, which every WebM file begins with.
    expect([...bytes.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
    await page.getByRole("button", { name: "Record", exact: true }).waitFor();
  });
});

test("two pages show the same, and each chooses for itself", async () => {
  const nodes = scene();
  await using server = await PageServer.start(nodes);
  await withPage(server.url, async (one) => {
    await live(one);
    await withPage(server.url, async (two) => {
      await live(two);
      nodes[1]!.set("x", 400);
      server.tick();
      for (const page of [one, two]) await sees(page, 400, 100, 0xe4572eff);
      await one.getByRole("treeitem", { name: "Ball" }).click();
      await one.locator("[aria-selected=true]", { hasText: "Ball" }).waitFor();
      await two.mouse.click(...(await onPage(two, 700, 400)));
      await two.locator(".keyboard").waitFor();
      expect(await two.getByRole("treeitem", { selected: true }).textContent()).toContain("Spinner");
      expect(await one.locator(".keyboard").textContent()).toBe("");
      server.say({ type: "status", status: { ...server.status, running: false } });
      for (const page of [one, two]) await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    });
  });
});
