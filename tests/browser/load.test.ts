/**
 * A large scene on the page: 5,000 nodes, all of them moving, drawn at the screen's rate as far as the machine has it; and the
 * same at rest, drawn no more.
 */
import { expect, test } from "bun:test";

import type { Page } from "playwright-core";

import { TestNode } from "../wire/scene.ts";
import { pages } from "./browser.ts";
import { PageServer } from "./page-server.ts";
import { live, sees } from "./stage.ts";

const withPage = pages();

/**
 * Software drawing on shared cores comes nowhere near a screen's graphics, so this is what a page must reach even there; the
 * real figure is printed.
 */
const LEAST = 5;

/** Counted by the page itself, over two seconds. */
const picturesASecond = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const started = performance.now();
    let pictures = 0;
    for (; performance.now() - started < 2000; pictures++) await new Promise(requestAnimationFrame);
    return (pictures * 1000) / (performance.now() - started);
  });

function crowd(): TestNode[] {
  const nodes = [new TestNode(1, 0, "Node2D", "Crowd")];
  for (let i = 0; i < 5000; i++) {
    const place = { x: (i * 97) % 960, y: (i * 61) % 540 };
    nodes.push(
      i % 2 === 0
        ? new TestNode(i + 2, 1, "Circle", `Dot${i}`, { ...place, radius: 4, color: 0x5cc8b0ff })
        : new TestNode(i + 2, 1, "Rect", `Box${i}`, { ...place, width: 6, height: 6, color: 0xffcb47ff }),
    );
  }
  return nodes;
}

test("5,000 moving nodes are drawn, and the page answers meanwhile", async () => {
  const nodes = crowd();
  await using server = await PageServer.start(nodes);
  await withPage(server.url, async (page) => {
    await live(page);
    await page.getByText("5\u202f001 nodes").waitFor();
    const ticking = setInterval(() => {
      for (const node of nodes) node.set("x", (node.values[0]! + 1) % 960);
      server.tick();
    }, 1000 / 64);
    const rate = await picturesASecond(page);
    clearInterval(ticking);
    console.log(`5,001 nodes, all moving 64 times a second: ${rate.toFixed(0)} pictures a second`);
    expect(rate).toBeGreaterThan(LEAST);
    // Only the rows in sight are made.
    await page.getByRole("treeitem").first().waitFor();
    expect(await page.getByRole("treeitem").count()).toBeLessThan(80);
    await page.getByRole("tree").focus();
    await page.keyboard.press("End");
    await page.getByRole("treeitem", { name: "Box4999" }).waitFor();
    await page.keyboard.press("Space");
    expect((await server.heard("transport")).action).toBe("pause");
  });
});

/** Counts the turns of the page's own loop from now on; answers with how many there were since it was last asked. */
const turns = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const counted = window as unknown as { turns?: number };
    const soFar = counted.turns;
    counted.turns = 0;
    if (soFar !== undefined) return soFar;
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (run) => {
      counted.turns!++;
      return ask(run);
    };
    return Infinity;
  });

/** It has not turned for half a second. */
async function rests(page: Page): Promise<void> {
  while ((await turns(page)) > 0) await Bun.sleep(500);
}

test("a page on which nothing moves turns no more, until something comes", async () => {
  const nodes = crowd();
  await using server = await PageServer.start(nodes);
  await withPage(server.url, async (page) => {
    await live(page);
    await page.getByText("5\u202f001 nodes").waitFor();
    await rests(page);
    await page.getByText("fps idle").waitFor();
    // A frame, what a person does, and what the page itself changes: each is drawn.
    nodes.push(
      new TestNode(6000, 1, "Rect", "Late", { x: 480, y: 270, width: 90, height: 90, color: 0xe4572eff, z: 1 }),
    );
    server.tick();
    await sees(page, 480, 270, 0xe4572eff);
    await rests(page);
    await page.setViewportSize({ width: 1000, height: 700 });
    await sees(page, 480, 270, 0xe4572eff);
    await rests(page);
    await page.locator("#stage").click();
    expect((await server.heard("input")).type).toBe("input");
  });
});
