/**
 * What everybody needs of the page: text that can be read in both themes, a name for every control, an order of the Tab key
 * that follows the eye, room in a narrow window, less motion where that is wished for.
 */
import { expect, test } from "bun:test";

import type { Page } from "playwright-core";

import { stageId } from "../../src/viewer/ids.ts";
import { TestNode } from "../wire/scene.ts";
import { pages } from "./browser.ts";
import { PageServer } from "./page-server.ts";
import { slotInfo } from "./slot-info.ts";
import { live } from "./stage.ts";

const withPage = pages();

/** A page with something in every panel. */
async function full(): Promise<PageServer> {
  const server = await PageServer.start([new TestNode(1, 0, "Node2D", "Scene"), new TestNode(2, 1, "Circle", "Ball")]);
  const finding = { code: "TYPES_2551", stage: "types", message: "No.", hint: "Yes.", line: 1, column: 1 } as const;
  server.makes = true;
  server.status = { ...server.status, tick: 300, droppedTicks: 3, slowTicks: 2, history: { from: 0, to: 300 } };
  server.slots = [
    slotInfo(1, { version: 2, findings: [{ ...finding, severity: "error" }], rejectedSource: 'const a = "b"; // c' }),
    slotInfo(2, {
      name: "Other",
      state: "quarantined",
      reason: "it hung",
      findings: [{ ...finding, severity: "warning" }],
    }),
  ];
  server.logs = [
    {
      slot: 1,
      lines: (["log", "info", "warn", "error", "debug"] as const).map((level, tick) => ({ level, tick, text: level })),
    },
  ];
  return server;
}

async function opened(server: PageServer, page: Page): Promise<void> {
  await live(page);
  await server.heard("inspect", ({ node }) => node === stageId(1, 1));
  const number = { type: "number", value: 2, initial: 1, tunable: true, range: [0, 10] } as const;
  const properties = [
    { ...number, name: "speed" },
    { name: "color", type: "string", kind: "color", value: "#f00", initial: "#fff", tunable: false } as const,
  ];
  const description = { id: 1, name: "Scene", type: "Arm", base: "Node2D", path: "/", properties, children: [] };
  server.say({ type: "node", node: stageId(1, 1), description });
  await page.getByRole("button", { name: "Plot speed" }).click();
  server.say({ type: "problem", problem: { code: "X", message: "Cannot do it.", hint: "Do it otherwise." } });
  await page.getByText("Cannot do it.").waitFor();
}

/** Each visible text with the contrast to what is behind it, by WCAG's formula; colours are painted to be read. */
const contrasts = (page: Page): Promise<{ text: string; ratio: number }[]> =>
  page.evaluate(() => {
    const paper = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
    const painted = (colors: readonly string[]) => {
      for (const color of colors) {
        paper.fillStyle = color;
        paper.fillRect(0, 0, 1, 1);
      }
      return [...paper.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (channels: readonly number[]) => {
      const [r = 0, g = 0, b = 0] = channels.map((channel) => {
        const share = channel / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const found: { text: string; ratio: number }[] = [];
    const see = (text: string, element: Element, color: string) => {
      const behind: string[] = [];
      let isFaded = false;
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { backgroundColor, opacity } = getComputedStyle(at);
        behind.unshift(backgroundColor);
        isFaded ||= Number(opacity) < 1;
      }
      const [under, over] = [luminance(painted(behind)), luminance(painted([...behind, color]))];
      const ratio = (Math.max(under, over) + 0.05) / (Math.min(under, over) + 0.05);
      found.push({ text: `${element.className}: ${text.slice(0, 40)}`, ratio: isFaded ? 0 : ratio });
    };
    const isSeen = (element: Element) =>
      element.getBoundingClientRect().width >= 2 &&
      getComputedStyle(element).visibility !== "hidden" &&
      !element.closest(":disabled, noscript, option");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      const text = node.textContent!.trim();
      if (text && isSeen(element)) see(text, element, getComputedStyle(element).color);
    }
    for (const input of document.querySelectorAll<HTMLInputElement>("input[placeholder]"))
      if (isSeen(input)) see(input.placeholder, input, getComputedStyle(input, "::placeholder").color);
    return found;
  });

for (const colorScheme of ["dark", "light"] as const)
  test(`[V3] every text can be read, ${colorScheme}`, async () => {
    await using server = await full();
    await withPage(
      server.url,
      async (page) => {
        await opened(server, page);
        const seen = new Set<string>();
        const faint: string[] = [];
        const look = async () => {
          for (const { text, ratio } of await contrasts(page)) {
            seen.add(text);
            if (ratio < 4.5) faint.push(`${text} ${ratio.toFixed(2)}`);
          }
        };
        await page.getByRole("button", { name: "Arrange Spinner" }).click();
        for (const tab of ["Inspector", "Code", "Log", "Making"]) {
          await page.getByRole("tab", { name: tab }).click();
          await look();
        }
        await page.keyboard.press("3");
        await page.keyboard.press(",");
        await page.locator(".looking-back").waitFor();
        await look();
        await page.keyboard.press("?");
        await page.getByRole("dialog").waitFor();
        await look();
        await page.keyboard.press("Escape");
        const prompt = { id: 1, slot: 1, module: "Weather", permission: "net", scope: "a.com:443" } as const;
        server.say({ type: "prompt", prompt: { ...prompt, hash: slotInfo(1).hash } });
        await page.locator(".prompt button:enabled").first().waitFor();
        await look();
        expect(seen.size).toBeGreaterThan(80);
        expect(faint).toEqual([]);
      },
      { colorScheme, reducedMotion: "reduce" },
    );
  });

/** The name of what the Tab key leads to; null at the end of the page. */
async function nextStop(page: Page): Promise<string | null> {
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    if (getComputedStyle(element).outlineStyle === "none" && !element.closest(".make-field")) return "no outline";
    const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join(" ");
    return element.getAttribute("aria-label") ?? (labels || element.textContent?.trim() || element.outerHTML);
  });
}

test("[V2] with the Tab key alone every control is reached once, in the order of the page, and has a name", async () => {
  await using server = await full();
  await withPage(server.url, async (page) => {
    await opened(server, page);
    const names: string[] = [];
    // What was clicked is somewhere in the middle: on to the end first.
    while ((await nextStop(page)) !== null);
    for (let name = await nextStop(page); name !== null; name = await nextStop(page)) names.push(name);
    const order = [
      "What to make",
      "Describe what to make",
      "Modules and tree",
      "Details",
      "Keys",
      "Stage. With the focus here, keys and pointer go to the scene; Escape gives them back.",
      "Moment",
      "Live",
      "Pause",
      "Speed",
      "Sound",
      "Close the plot of Scene speed",
      "Bring back",
      "Change Spinner",
      "Nodes",
      "Width of modules and tree",
      "Width of details",
      "Inspector",
      "speed",
      "Reset speed",
      "Dismiss",
    ];
    expect(names.filter((name) => name.startsWith("<") || name === "no outline" || name === "")).toEqual([]);
    expect(order.filter((name) => names.filter((one) => one === name || one.startsWith(name)).length === 0)).toEqual(
      [],
    );
    const places = order.map((name) => names.findIndex((one) => one === name || one.startsWith(name)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

test("landmarks, headings and live regions are there to be found", async () => {
  await using server = await full();
  await withPage(server.url, async (page) => {
    await opened(server, page);
    for (const role of ["banner", "main", "contentinfo", "tree", "tablist", "toolbar"] as const)
      expect(await page.getByRole(role).count()).toBe(1);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("nodegen");
    expect(await page.getByRole("status", { name: "Connection: Connected" }).count()).toBe(1);
    expect(await page.getByRole("alert").textContent()).toContain("Cannot do it.");
    const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id));
    expect(ids.length).toBe(new Set(ids).size);
    const dangling = await page.evaluate(() =>
      [...document.querySelectorAll("[aria-labelledby], [aria-controls], [for]")]
        .flatMap((element) => ["aria-labelledby", "aria-controls", "for"].map((name) => element.getAttribute(name)))
        .filter((id) => id !== null && !document.getElementById(id)),
    );
    expect(dangling).toEqual([]);
  });
});

test("[V3] a narrow window scrolls one way only, and what is pressed has room for a finger", async () => {
  await using server = await full();
  const options = { viewport: { width: 360, height: 740 }, hasTouch: true };
  await withPage(
    server.url,
    async (page) => {
      await opened(server, page);
      for (const tab of ["Inspector", "Code", "Log", "Making"]) {
        await page.getByRole("tab", { name: tab }).tap();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      }
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("button:not(.text-button)")]
          .filter((button) => !button.closest("[hidden]"))
          .map((button) => ({
            name: button.getAttribute("aria-label") ?? button.textContent,
            box: button.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
          .map(({ name }) => name),
      );
      expect(small).toEqual([]);
      // Half a tablet, and a laptop's window at twice the size.
      for (const [width, height] of [
        [720, 900],
        [640, 400],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
      await page.keyboard.press("f");
      await page.getByRole("tree").waitFor({ state: "hidden" });
    },
    options,
  );
});

test("where less motion is wished for, the page's own things stand still", async () => {
  await using server = await full();
  await withPage(
    server.url,
    async (page) => {
      await opened(server, page);
      server.say({
        type: "make",
        id: "m",
        event: { step: "describe", description: "a star", model: "x", attempts: 1 },
      });
      server.say({ type: "make", id: "m", event: { step: "generate", attempt: 1, text: "export" } });
      await page.getByRole("tab", { name: "Making" }).click();
      await page.locator(".step.busy").waitFor();
      const moving = await page.evaluate(() => document.getAnimations().length);
      const slow = await page.evaluate(
        () =>
          [...document.querySelectorAll("*")].filter(
            (one) => Number.parseFloat(getComputedStyle(one).transitionDuration) > 0,
          ).length,
      );
      expect([moving, slow]).toEqual([0, 0]);
    },
    { reducedMotion: "reduce" },
  );
});
