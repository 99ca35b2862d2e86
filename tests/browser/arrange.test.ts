/** Arranging modules on the stage as a person does it: by mouse and by keys, each undone by doing it back. */
import { expect, test } from "bun:test";

import type { Page } from "playwright-core";

import type { PageUp, SlotInfo } from "../../src/wire/page.ts";
import { makePlace, start } from "../cli/nodegen.ts";
import { TestNode } from "../wire/scene.ts";
import { pages } from "./browser.ts";
import { PageServer } from "./page-server.ts";
import { slotInfo } from "./slot-info.ts";
import { live, onPage, sees } from "./stage.ts";

const withPage = pages();

const names = ["Back", "Middle", "Front"];

/** Three modules, and a stage that obeys. */
async function three(): Promise<PageServer> {
  const server = await PageServer.start([]);
  server.slots = names.map((name, i) => slotInfo(i + 1, { name }));
  names.forEach((name, i) =>
    server.show(i + 1, [new TestNode(1, 0, "Circle", name, { x: 100, y: 100, radius: 30, color: 0xe4572eff })]),
  );
  return server;
}

/** The list after a change of rank, as the stage would have it. */
function rank(server: PageServer, { slot, order = 0 }: Extract<PageUp, { type: "arrange" }>): void {
  const moved = server.slots.find((info) => info.slot === slot)!;
  server.slots = server.slots.filter((info) => info !== moved).toSpliced(order, 0, moved);
  server.say({ type: "slots", slots: server.slots });
}

const change = (server: PageServer, slot: number, over: Partial<SlotInfo>): void => {
  server.slots = server.slots.map((info) => (info.slot === slot ? { ...info, ...over } : info));
  server.say({ type: "slots", slots: server.slots });
};

const cards = (page: Page) => page.locator(".card-name");
const shown = async (page: Page, wanted: readonly string[]): Promise<void> => {
  await cards(page).nth(0).getByText(wanted[0]!, { exact: true }).waitFor();
  expect(await cards(page).allTextContents()).toEqual([...wanted]);
};

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

test("[V7] a card is dragged to another place in the list; Escape leaves it where it was", async () => {
  await using server = await three();
  await withPage(server.url, async (page) => {
    await live(page);
    await shown(page, names);
    const drag = async (from: number, to: number) => {
      const box = (await page.locator(".grip").nth(from).boundingBox())!;
      const target = (await page.locator(".card").nth(to).boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + 4, target.y + target.height / 2 + (to > from ? 8 : -8), { steps: 3 });
    };
    await drag(2, 0);
    await page.locator(".card.before").getByText("Back").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".card.before").waitFor({ state: "detached" });
    await page.mouse.up();
    await drag(0, 2);
    await page.locator(".card.after").getByText("Front").waitFor();
    await page.mouse.up();
    const asked = await server.heard("arrange");
    expect(server.of("arrange")).toEqual([{ type: "arrange", slot: 1, order: 2 }]);
    rank(server, asked);
    await shown(page, ["Middle", "Front", "Back"]);
  });
});

test("[V7] by keys: the rank, the place, the name, and back again", async () => {
  await using server = await three();
  await withPage(server.url, async (page) => {
    await live(page);
    await page.getByRole("button", { name: "Back verified" }).press("F2");
    const name = page.getByRole("textbox", { name: "Name of Back" });
    expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type("Sky");
    await page.keyboard.press("Enter");
    expect(await server.heard("arrange")).toEqual({ type: "arrange", slot: 1, name: "Sky" });
    change(server, 1, { name: "Sky" });
    await page.getByRole("button", { name: "Arrange Sky", expanded: false }).waitFor();
    expect(await focused(page)).toBe("Arrange Sky");
    await page.keyboard.press("Enter");
    const x = page.getByRole("spinbutton", { name: "x", exact: true });
    await x.press("ArrowUp");
    await server.heard("arrange", (asked) => asked.x === 1);
    change(server, 1, { place: { x: 1, y: 0, scale: 1, visible: true } });
    await page.getByLabel("Drawn on every page").press("Space");
    await server.heard("arrange", ({ visible }) => visible === false);
    change(server, 1, { place: { x: 1, y: 0, scale: 1, visible: false } });
    await page.getByText("not drawn", { exact: true }).waitFor();

    // The button keeps the focus, so that it can be pressed again.
    await page.getByRole("button", { name: "Further to the front" }).focus();
    for (const order of [1, 2]) {
      await page.keyboard.press("Enter");
      rank(server, await server.heard("arrange", (asked) => asked.order === order));
      await page.locator(".card").nth(order).getByRole("textbox", { name: "Name of Sky" }).waitFor();
    }
    await page.getByRole("button", { name: "Own place" }).press("Enter");
    const reset = await server.heard("arrange", (asked) => asked.x === 0);
    expect(reset).toEqual({ type: "arrange", slot: 1, x: 0, y: 0, scale: 1 });
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Arrange Sky", expanded: false }).waitFor();
    expect(await focused(page)).toBe("Arrange Sky");
  });
});

test("[V7] while a module is arranged the pointer carries its picture, and the scene hears nothing of it", async () => {
  await using server = await three();
  await withPage(server.url, async (page) => {
    await live(page);
    for (const slot of [1, 2]) await page.getByRole("button", { name: `Draw ${names[slot - 1]}` }).click();
    await sees(page, 100, 100, 0xe4572eff);
    await page.getByRole("button", { name: "Front verified" }).dblclick();
    await page.getByRole("textbox", { name: "Name of Front" }).waitFor();
    const carry = async (x: number) => {
      await page.mouse.move(...(await onPage(page, 100, 100)));
      await page.mouse.down();
      await page.mouse.move(...(await onPage(page, x, 300)), { steps: 3 });
      await sees(page, x, 300, 0xe4572eff);
      await sees(page, 100, 100, 0x101216ff);
    };
    await carry(400);
    await page.keyboard.press("Escape");
    await sees(page, 100, 100, 0xe4572eff);
    await page.mouse.up();
    await carry(500);
    await page.mouse.up();
    const { x, y } = await server.heard("arrange");
    expect(Math.abs(x! - 400)).toBeLessThanOrEqual(2);
    expect(Math.abs(y! - 200)).toBeLessThanOrEqual(2);
    expect(server.of("arrange").length).toBe(1);
    expect(server.of("input")).toEqual([]);
  });
});

test("[V7] [T11] on the real stage a name and a place show on every page at once", async () => {
  await using place = await makePlace();
  const field = (name: string, color: string) => `import { Rect } from "nodegen";
export default class ${name} extends Rect {
  width = 200;
  height = 200;
  x = 200;
  y = 200;
  color = "${color}";
}
`;
  await place.write("one.ts", field("One", "#e4572e"));
  await place.write("two.ts", field("Two", "#5cc8b0"));
  await using running = start(place, ["run", "one.ts", "two.ts", "--allow-exec", "--port", "0"]);
  const url = String((await running.document())["url"]);
  await withPage(url, async (one) => {
    await live(one);
    await sees(one, 200, 200, 0x5cc8b0ff);
    await withPage(url, async (two) => {
      await live(two);
      await one.getByRole("button", { name: "Arrange One" }).click();
      await one.getByRole("textbox", { name: "Name of One" }).fill("Sun");
      await one.getByRole("button", { name: "Further to the front" }).click();
      for (const page of [one, two]) await sees(page, 200, 200, 0xe4572eff);
      await two.getByRole("button", { name: "Sun verified" }).waitFor();
      await one.getByRole("spinbutton", { name: "x", exact: true }).fill("400");
      for (const page of [one, two]) await sees(page, 600, 200, 0xe4572eff);
      await one.getByRole("button", { name: "Own place" }).click();
      for (const page of [one, two]) await sees(page, 200, 200, 0xe4572eff);
    });
  });
});
