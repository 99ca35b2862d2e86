/**
 * The page in a real browser, against a server that says what the test wants: it draws every kind, selects, edits, plays,
 * comes back after a loss, and never lets text of a module's become more than text.
 */
import { describe, expect, test } from "bun:test";

import type { Page } from "playwright-core";

import type { Finding } from "../../src/base/finding.ts";
import type { NodeDescription } from "../../src/base/node-description.ts";
import { stageId } from "../../src/viewer/ids.ts";
import { anchors } from "../../src/wire/schema.ts";
import { TestNode } from "../wire/scene.ts";
import { pages } from "./browser.ts";
import { PageServer } from "./page-server.ts";
import { slotInfo } from "./slot-info.ts";
import { live, nextFrame, onPage, pixel, sees } from "./stage.ts";

const withPage = pages();
const white = 0xffffffff;
/** What a browser logs while a server is away. */
const away = /WebSocket connection to .* failed|net::ERR_CONNECTION_REFUSED/;

/** This server has no files for sprites. */
const noFile = /404/;

function node(
  id: number,
  kind: ConstructorParameters<typeof TestNode>[2],
  name: string,
  fields: Record<string, number> = {},
) {
  return new TestNode(id, id === 1 ? 0 : 1, kind, name, fields);
}

const spinner = (): TestNode[] => [
  node(1, "Node2D", "Scene"),
  node(2, "Circle", "Ball", { x: 100, y: 100, radius: 30, color: 0xe4572eff }),
  node(3, "Rect", "Box", { x: 300, y: 100, width: 60, height: 60, color: 0x5cc8b0ff }),
];

const description = (over: Partial<NodeDescription> = {}): NodeDescription => ({
  id: 2,
  name: "Ball",
  type: "Bouncer",
  base: "Circle",
  path: "/Scene/Ball",
  children: [],
  properties: [
    { name: "speed", value: 2, initial: 1, type: "number", tunable: true, range: [0, 10], step: 0.5 },
    { name: "mood", value: "calm", initial: "calm", type: "string", tunable: true, options: ["calm", "wild"] },
    { name: "color", value: "#e4572e", initial: "white", type: "string", tunable: false, kind: "color" },
    { name: "position", value: { x: 100, y: 100 }, initial: { x: 0, y: 0 }, type: "vector", tunable: false },
    { name: "rotation", value: Math.PI / 2, initial: 0, type: "number", tunable: false, kind: "angle" },
    { name: "visible", value: true, initial: true, type: "boolean", tunable: false },
  ],
  ...over,
});

const finding: Finding = {
  code: "TYPES_2551",
  severity: "error",
  stage: "types",
  message: "Property 'sped' does not exist on type 'Spinner'. Did you mean 'speed'?",
  hint: "Write `this.speed`.",
  line: 3,
  column: 10,
};

describe("the stage", () => {
  test("every kind is drawn where it is", async () => {
    const pixels = { columns: 2, rows: 1, colors: Uint32Array.of(0xff0000ff, 0x0000ffff), version: 1 };
    const nodes = [
      ...spinner(),
      node(4, "Polygon", "Polygon", { x: 500, y: 100, color: 0x8fbef2ff }),
      node(5, "Line", "Line", { x: 700, y: 100, color: 0xffcb47ff, width: 10 }),
      node(6, "Sprite2D", "Crate", { x: 100, y: 300, width: 80, height: 80, tint: white }),
      node(7, "Label", "Label", { x: 300, y: 300, fontSize: 120, color: white, align: 1 }),
      node(8, "PixelGrid", "Grid", { x: 500, y: 300, cellSize: 40 }),
      node(9, "Circle", "Pinned", {
        x: -20,
        y: -20,
        radius: 10,
        color: 0x00ff00ff,
        anchor: anchors.indexOf("bottomRight"),
      }),
      node(10, "Circle", "Outlined", { x: 700, y: 300, radius: 30, color: 0, outline: 0xff00ffff, outlineWidth: 8 }),
      node(11, "Circle", "Hidden", { x: 840, y: 300, radius: 30, color: white, visible: 0 }),
      node(12, "Sprite2D", "Emoji", { x: 100, y: 440, width: 100, height: 100, tint: white }),
      node(13, "Sprite2D", "File", { x: 300, y: 440, width: 100, height: 100, tint: white }),
    ];
    const content = {
      4: [-40, 40, 0, -40, 40, 40],
      5: [-50, 0, 50, 0],
      6: "crate",
      7: "█",
      8: pixels,
      12: "🟥",
      13: "a.png",
    };
    for (const [id, value] of Object.entries(content)) nodes[Number(id) - 1]!.content = value;
    await using server = await PageServer.start(nodes);
    await withPage(
      server.url,
      async (page) => {
        await live(page);
        await sees(page, 100, 100, 0xe4572eff);
        await sees(page, 300, 100, 0x5cc8b0ff);
        await sees(page, 500, 110, 0x8fbef2ff);
        await sees(page, 740, 100, 0xffcb47ff);
        await sees(page, 63, 300, 0x7a5230ff);
        await sees(page, 300, 300, white);
        await sees(page, 480, 300, 0xff0000ff);
        await sees(page, 520, 300, 0x0000ffff);
        await sees(page, 940, 520, 0x00ff00ff);
        await sees(page, 730, 300, 0xff00ffff);
        await sees(page, 700, 300, 0x101216ff);
        await sees(page, 840, 300, 0x101216ff);
        expect(await pixel(page, 100, 440)).not.toEqual([0x10, 0x12, 0x16]);
        await sees(page, 300, 440, 0x101216ff);
      },
      { expected: noFile },
    );
  });

  test("deltas move the picture, and a camera moves all of it but what is pinned", async () => {
    const nodes = [...spinner(), node(4, "Camera2D", "Camera", { x: 480, y: 270, zoom: 1, current: 1 })];
    await using server = await PageServer.start(nodes);
    await withPage(server.url, async (page) => {
      await live(page);
      await sees(page, 100, 100, 0xe4572eff);
      nodes[1]!.set("x", 200);
      server.tick();
      await sees(page, 200, 100, 0xe4572eff);
      nodes[3]!.set("x", 380);
      server.tick();
      await sees(page, 300, 100, 0xe4572eff);
      expect(Number(await page.locator("html").getAttribute("data-tick"))).toBeGreaterThanOrEqual(0);
    });
  });

  test("a gap between frames, and bytes that are none, ask for a whole picture once", async () => {
    const nodes = spinner();
    await using server = await PageServer.start(nodes);
    await withPage(server.url, async (page) => {
      await live(page);
      await sees(page, 100, 100, 0xe4572eff);
      nodes[1]!.set("x", 200);
      server.tick(true);
      nodes[1]!.set("x", 210);
      server.tick();
      await server.heard("resync");
      nodes[1]!.set("x", 220);
      server.tick();
      server.keyframe(1);
      await sees(page, 220, 100, 0xe4572eff);
      expect(server.of("resync").length).toBe(1);
      server.raw(Uint8Array.of(9, 9, 9));
      server.keyframe(1);
      nodes[1]!.set("x", 400);
      server.tick();
      await sees(page, 400, 100, 0xe4572eff);
      expect(server.of("resync").length).toBe(2);
    });
  });

  test("of several modules the later is drawn over the earlier, and each can be left out", async () => {
    await using server = await PageServer.start(spinner());
    server.show(2, [node(1, "Rect", "Cover", { x: 480, y: 270, width: 960, height: 540, color: 0x204060ff })]);
    server.slots = [slotInfo(1), slotInfo(2, { name: "Cover" })];
    await withPage(server.url, async (page) => {
      await live(page);
      await sees(page, 100, 100, 0x204060ff);
      await page.getByRole("button", { name: "Draw Cover" }).click();
      await sees(page, 100, 100, 0xe4572eff);
      server.slots = [slotInfo(1)];
      server.say({ type: "slots", slots: server.slots });
      await page.getByRole("button", { name: "Draw Cover" }).waitFor({ state: "hidden" });
    });
  });

  test("it is sharp on a dense screen and keeps its proportions in a narrow window", async () => {
    await using server = await PageServer.start(spinner());
    const options = { viewport: { width: 360, height: 700 }, deviceScaleFactor: 3 };
    await withPage(
      server.url,
      async (page) => {
        await live(page);
        await sees(page, 100, 100, 0xe4572eff);
        const box = (await page.locator("#stage").boundingBox())!;
        const width = await page.locator("#stage").evaluate((canvas: HTMLCanvasElement) => canvas.width);
        expect(width).toBe(box.width * 3);
        expect(box.width / box.height).toBeCloseTo(16 / 9, 1);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBe(0);
        for (const heading of ["Modules", "Tree"]) await page.getByRole("heading", { name: heading }).waitFor();
        await page.getByRole("tab", { name: "Code" }).click();
        await page.getByLabel("Source").waitFor();
      },
      options,
    );
  });

  test("a picture is saved as it is, without the outline of what is selected", async () => {
    await using server = await PageServer.start(spinner());
    await withPage(server.url, async (page) => {
      await live(page);
      await sees(page, 100, 100, 0xe4572eff);
      await page.getByRole("treeitem", { name: "Ball" }).click();
      const waiting = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save a picture" }).click();
      const download = await waiting;
      expect(download.suggestedFilename()).toBe("Spinner-0.png");
      const bytes = await Bun.file(await download.path()).bytes();
      const view = new DataView(bytes.buffer);
      expect([view.getUint32(0), view.getUint32(16), view.getUint32(20)]).toEqual([0x89504e47, 1920, 1080]);
    });
  });

  test("the system's theme is followed; the stage is dark in both", async () => {
    await using server = await PageServer.start(spinner());
    const ground = (colorScheme: "dark" | "light") =>
      withPage(
        server.url,
        async (page) => {
          await live(page);
          await sees(page, 600, 400, 0x101216ff);
          return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        },
        { colorScheme },
      );
    expect(await ground("dark")).toBe("rgb(12, 14, 17)");
    expect(await ground("light")).toBe("rgb(241, 242, 244)");
  });
});

describe("selecting and editing", () => {
  test("the tree and the stage select in both directions", async () => {
    await using server = await PageServer.start(spinner());
    await withPage(server.url, async (page) => {
      await live(page);
      await page.getByRole("treeitem", { name: "Ball" }).click();
      await server.heard("inspect", ({ node: id }) => id === stageId(1, 2));
      await page.mouse.click(...(await onPage(page, 300, 100)), { button: "left" });
      expect(await page.getByRole("treeitem", { selected: true }).textContent()).toContain("Ball");
      await page.keyboard.down("Alt");
      await page.mouse.click(...(await onPage(page, 300, 100)));
      await page.keyboard.up("Alt");
      await server.heard("inspect", ({ node: id }) => id === stageId(1, 3));
      expect(await page.getByRole("treeitem", { selected: true }).textContent()).toContain("Box");
      await page.getByRole("button", { name: "Select on the stage" }).click();
      await page.mouse.click(...(await onPage(page, 100, 100)));
      await server.heard("inspect", ({ node: id }) => id === stageId(1, 2));
      await page.mouse.click(...(await onPage(page, 800, 400)));
      await page.getByText("Choose a node in the tree").waitFor();
    });
  });

  test("the tree is walked by keys alone", async () => {
    await using server = await PageServer.start(spinner());
    await withPage(server.url, async (page) => {
      await live(page);
      await page.getByRole("treeitem", { name: "Box" }).waitFor();
      await page.getByRole("tree").focus();
      for (const key of ["End", "ArrowUp", "ArrowLeft", "ArrowLeft"]) await page.keyboard.press(key);
      await page.getByRole("treeitem", { expanded: false }).waitFor();
      expect(await page.getByRole("treeitem").count()).toBe(1);
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      expect(await page.getByRole("treeitem", { selected: true }).textContent()).toContain("Ball");
    });
  });

  test("each control of the inspector edits, shows what is live, and can be reset", async () => {
    await using server = await PageServer.start(spinner());
    await withPage(server.url, async (page) => {
      await live(page);
      await page.getByRole("treeitem", { name: "Ball" }).click();
      await server.heard("inspect", ({ node: id }) => id !== null);
      server.say({ type: "node", node: stageId(1, 2), description: description() });
      const edited = (property: string) =>
        server.heard("edit", (edit) => edit.property === property && edit.node === stageId(1, 2));

      await page.getByRole("slider", { name: "speed" }).fill("7.5");
      expect((await edited("speed")).value).toBe(7.5);
      await page.getByLabel("mood", { exact: true }).selectOption("wild");
      expect((await edited("mood")).value).toBe("wild");
      await page.getByLabel("position y").fill("42.5");
      expect((await edited("position")).value).toEqual({ x: 100, y: 42.5 });
      await page.getByLabel("visible", { exact: true }).uncheck();
      expect((await edited("visible")).value).toBe(false);
      expect(await page.getByText("90°").count()).toBe(1);
      await page.getByRole("textbox", { name: "color", exact: true }).fill("tomato");
      await page.keyboard.press("Enter");
      expect((await edited("color")).value).toBe("tomato");
      await page.getByRole("button", { name: "Reset rotation" }).click();
      expect((await edited("rotation")).value).toBe(0);

      const [first, ...others] = description().properties;
      const changed = description({ properties: [{ ...first!, value: 4 }, ...others] });
      server.say({ type: "node", node: stageId(1, 2), description: changed });
      await page.locator("input[type=range][aria-valuetext='4']").waitFor();
      server.say({ type: "node", node: stageId(1, 2), description: null });
      await page.getByText("This node is gone").waitFor();
    });
  });
});

describe("keys and pointer", () => {
  test("[V2] the transport is played by keys and buttons, each once", async () => {
    await using server = await PageServer.start(spinner());
    await withPage(server.url, async (page) => {
      await live(page);
      for (const key of [" ", ".", ">", "r", "]"]) await page.keyboard.press(key);
      await page.getByRole("button", { name: "Pause" }).focus();
      await page.keyboard.press(" ");
      await page.getByLabel("Speed").selectOption("0.1");
      await server.heard("transport", ({ speed }) => speed === 0.1);
      expect(server.of("transport").map(({ action, ticks, speed }) => [action, ticks ?? speed])).toEqual([
        ["pause", undefined],
        ["step", 1],
        ["step", 10],
        ["restart", undefined],
        ["play", 2],
        ["pause", undefined],
        ["play", 0.1],
      ]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Pause" }).focus();
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keys" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "hidden" });
    });
  });

  test("with the focus on the stage they go to the scene, in its own pixels, until Escape", async () => {
    await using server = await PageServer.start(spinner());
    await withPage(server.url, async (page) => {
      await live(page);
      await page.mouse.click(...(await onPage(page, 480, 270)));
      await page.locator(".keyboard").waitFor();
      await page.keyboard.press(" ");
      await page.keyboard.down("w");
      await page.mouse.wheel(0, 120);
      await server.heard("input", ({ records }) => records.some(({ type }) => type === "wheel"));
      await page.keyboard.press("Escape");
      await server.heard("input", ({ records }) => records.some((one) => one.type === "keyUp" && one.key === "w"));
      const records = server.of("input").flatMap((message) => message.records);
      const down = records.find((record) => "x" in record && record.type === "pointerDown") as { x: number; y: number };
      expect(down.x).toBeCloseTo(480, -0.5);
      expect(down.y).toBeCloseTo(270, -0.5);
      expect(records.some(({ type }) => type === "pointerUp")).toBe(true);
      expect(records.filter((record) => "key" in record).map((record) => [record.type, record.key])).toEqual([
        ["keyDown", " "],
        ["keyUp", " "],
        ["keyDown", "w"],
        ["keyUp", "w"],
      ]);
      expect(server.of("transport")).toEqual([]);
      await page.locator(".keyboard").waitFor({ state: "hidden" });
      await page.keyboard.press(" ");
      await server.heard("transport");
    });
  });
});

test("[V2] the click that gives the scene its keys moves nothing, in windows of any width", async () => {
  await using server = await PageServer.start(spinner());
  await withPage(server.url, async (page) => {
    await live(page);
    for (const width of [360, 720, 1000, 1120, 1280, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      await page.locator(".keyboard").waitFor({ state: "hidden" });
      const before = await settled(page);
      await page.mouse.click(...(await onPage(page, 480, 270)));
      await page.locator(".keyboard").waitFor();
      expect(await settled(page)).toEqual(before);
      const isRead = await page.locator(".keyboard").evaluate((note) => {
        const { right, top, bottom, left } = note.getBoundingClientRect();
        const line = note.closest(".transport")!.getBoundingClientRect();
        return right <= line.right + 1 && left >= line.left && note.clientWidth <= right - left + 1 && bottom > top;
      });
      expect([width, isRead]).toEqual([width, true]);
      await page.keyboard.press("Escape");
    }
  });
});

/** Where the stage is, when the observers of its room have run. */
async function settled(page: Page) {
  await nextFrame(page);
  await nextFrame(page);
  return page.locator("#stage").boundingBox();
}

describe("what the server says", () => {
  test("[V5] a lost connection is told, and the page comes back with a whole picture", async () => {
    const nodes = spinner();
    await using server = await PageServer.start(nodes);
    await withPage(
      server.url,
      async (page) => {
        await live(page);
        await sees(page, 100, 100, 0xe4572eff);
        await server.stop(1011);
        await page.getByText("The connection is lost").waitFor();
        nodes[1]!.set("x", 500);
        server.tick();
        server.listen();
        await live(page);
        await page.getByText("The connection is back").waitFor();
        await sees(page, 500, 100, 0xe4572eff);
        await server.stop(1001);
        await page.getByText("The server has ended").waitFor();
        await page.getByText("Start it again, and open the address").waitFor();
        // It comes back by itself too, so that the button may be gone once there is something to come back to.
        await page.getByRole("button", { name: "Try now" }).click();
        server.listen();
        await live(page);
      },
      { expected: away },
    );
  });

  test("a server that was started again and does not know the page says what to do", async () => {
    await using server = await PageServer.start(spinner());
    await withPage(
      server.url,
      async (page) => {
        await live(page);
        await server.stop(1011);
        server.letsIn = false;
        server.listen();
        await page.getByText("Open the address that it printed").waitFor();
      },
      { expected: away },
    );
  });

  test("a candidate that was turned away is shown with its findings in place", async () => {
    await using server = await PageServer.start(spinner());
    const rejectedSource = "line one\nline two\nthis.sped = 3;\n";
    await withPage(server.url, async (page) => {
      await live(page);
      server.say({ type: "slots", slots: [slotInfo(1, { findings: [finding], rejectedSource })] });
      await page.getByRole("button", { name: "Show in the code" }).click();
      const marked = page.locator(".source .marked");
      expect(await marked.textContent()).toContain("this.sped = 3;");
      for (const part of ["TYPES_2551", "3:10", finding.message, finding.hint])
        expect(await marked.textContent()).toContain(part);
      await page.getByLabel("Version").selectOption("version 1, running");
      await page.getByText("export default").waitFor();
      await page.getByLabel("Compare with").selectOption("turned away");
      await page.locator(".difference .gone").getByText("this.sped").waitFor();
      await page.locator(".difference .new").getByText("export default").waitFor();
    });
  });

  test("a stopped module says why, and one click brings it back", async () => {
    await using server = await PageServer.start(spinner());
    await withPage(server.url, async (page) => {
      await live(page);
      server.say({ type: "slots", slots: [slotInfo(1, { state: "quarantined", findings: [finding] })] });
      server.say({ type: "fault", slot: 1, reason: "onUpdate did not end within 250 ms.", findings: [finding] });
      await page.getByText("onUpdate did not end within 250 ms.").waitFor();
      await page.getByText("Its module was stopped").waitFor();
      await page.getByRole("button", { name: "Bring back" }).click();
      expect((await server.heard("revive")).slot).toBe(1);
    });
  });

  test("making is asked for and told step by step", async () => {
    await using server = await PageServer.start(spinner());
    server.makes = true;
    await withPage(server.url, async (page) => {
      await live(page);
      await page.getByLabel("Describe what to make").fill("a spinning star");
      await page.keyboard.press("Enter");
      expect((await server.heard("make")).description).toBe("a spinning star");
      const source = "export default class Star {}\n";
      const stages = [{ name: "types" as const, ok: false, ms: 9 }];
      server.say({
        type: "make",
        id: "m",
        event: { step: "describe", description: "a spinning star", model: "scripted", attempts: 3 },
      });
      server.say({ type: "make", id: "m", event: { step: "generate", attempt: 1, text: "export default" } });
      await page.getByText("Writing · attempt 1 of 3").waitFor();
      expect(await page.getByRole("button", { name: "Making …" }).isDisabled()).toBe(true);
      server.say({ type: "make", id: "m", event: { step: "generated", attempt: 1, source, cached: false, ms: 3 } });
      server.say({ type: "make", id: "m", event: { step: "judged", attempt: 1, source, findings: [finding], stages } });
      await page.getByText(finding.message).waitFor();
      const hash = slotInfo(1).hash;
      const kept = { step: "kept", hash, path: "out/star.ts", name: "Star", status: "verified" } as const;
      server.say({ type: "make", id: "m", event: kept });
      server.say({ type: "make", id: "m", event: { step: "staged", slot: 1 } });
      server.say({ type: "make", id: "m", event: { step: "done", status: "verified" } });
      await page.getByText("Kept as Star").waitFor();
      await page.getByText("On the stage", { exact: true }).waitFor();
    });
  });

  test("[V1] text of a module's stays text, wherever it is shown", async () => {
    const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
    const nodes = spinner();
    nodes[1]!.name = evil;
    await using server = await PageServer.start(nodes);
    server.slots = [
      slotInfo(1, {
        name: evil,
        source: evil,
        about: { description: evil, path: evil, model: evil },
        findings: [{ ...finding, message: evil, hint: evil }],
        rejectedSource: evil,
      }),
    ];
    server.logs = [{ slot: 1, lines: [{ level: "error", text: evil, tick: 1 }] }];
    await withPage(server.url, async (page) => {
      await live(page);
      await page.getByRole("treeitem", { name: evil }).click();
      const hostile = description({ name: evil, type: evil, path: evil });
      server.say({ type: "node", node: stageId(1, 2), description: hostile });
      await page.getByRole("heading", { name: evil }).waitFor();
      server.say({ type: "problem", problem: { code: "X", message: evil, hint: evil } });
      for (const tab of ["Code", "Log"]) {
        await page.getByRole("tab", { name: tab }).click();
        await page.getByRole("tabpanel").getByText("onerror").first().waitFor();
      }
      expect(await page.locator("img").count()).toBe(0);
      expect(await page.locator("script").count()).toBe(1);
      expect(await page.title()).toBe(`${evil} · nodegen`);
    });
  });
});
