/** A journal on the page, as a person reads it: played, paused, stepped and wound, and nothing to change. */
import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { api, makePlace, type Place, start } from "../cli/nodegen.ts";
import { pages } from "./browser.ts";
import { live, sees } from "./stage.ts";

const withPage = pages();

const [red, green, blue] = [0xe4572eff, 0x5cc8b0ff, 0x2e57e4ff];

const field = (late: string) => `import { property, Rect } from "nodegen";

export default class Field extends Rect {
  @property({ range: [0, 9] }) power = 1;
  width = 300;
  height = 300;
  x = 480;
  y = 270;
  color = "#e4572e";

  onReady() {
    console.log("ready");
  }

  onUpdate() {
    if (this.sceneTime === 0.5) console.log("half a second");
    if (this.sceneTime > 0.5) this.color = this.power > 5 ? "#2e57e4" : "${late}";
    this.rotation += 0.001;
  }
}
`;

/** The file's path, of a run in which the field became green, and blue by an edit. */
async function record(place: Place): Promise<string> {
  await place.write("field.ts", field("#5cc8b0"));
  await using running = start(place, ["run", "field.ts", "--allow-exec", "--port", "0"]);
  const view = await running.document();
  const reached = async (tick: number) => {
    const health = async () => (await (await api(view, "/health")).json()) as { stage: { tick: number } };
    while ((await health()).stage.tick < tick);
  };
  // Long after what is wound to below: on a busy machine a module may be some ticks behind the stage.
  await reached(192);
  const edit = { method: "PATCH", body: JSON.stringify({ power: 9 }), headers: { "content-type": "application/json" } };
  expect((await api(view, `/api/stage/nodes/${2 ** 32 + 1}`, edit)).status).toBe(200);
  await reached(256);
  expect(await running.end("SIGTERM")).toBe(0);
  const names = await readdir(join(place.path, "out/journals"));
  return join(
    "out/journals",
    names.find((name) => name.endsWith(".journal"))!,
  );
}

test("[J5] a recording is played, paused, stepped and wound to any moment; it can be read, and nothing of it changed", async () => {
  await using place = await makePlace();
  const file = await record(place);
  await using running = start(place, ["replay", file, "--allow-exec", "--view", "--port", "0"]);
  const shown = await running.document();
  expect(shown).toMatchObject({ version: 1, file, isClosed: true });
  const length = Number(shown["length"]);
  expect(length).toBeGreaterThan(100);
  await withPage(String(shown["url"]), async (page) => {
    await live(page);
    const note = page.getByRole("note");
    expect(await note.textContent()).toContain(".journal of ");
    expect(await note.textContent()).toContain("bodies of answers from outside are in the file");

    // It plays by itself, to its end.
    await sees(page, 480, 270, blue);
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    const bar = page.getByRole("slider", { name: "Moment" });
    const at = () => bar.inputValue();
    const comesTo = async (moment: number) => {
      while (Number(await at()) !== moment) await page.waitForTimeout(10);
    };
    await comesTo(length);
    await bar.fill("3");
    await sees(page, 480, 270, red);
    await bar.fill("60");
    await sees(page, 480, 270, green);
    await page.getByRole("button", { name: "One tick" }).click();
    await comesTo(61);
    await page.keyboard.press("<");
    await comesTo(51);
    await bar.fill(String(length));
    await sees(page, 480, 270, blue);
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await sees(page, 480, 270, red);
    await page.getByRole("button", { name: "Pause" }).click();

    // To be read: the tree, the inspector as of this moment, the code, the log.
    await bar.fill(String(length));
    await sees(page, 480, 270, blue);
    await page.getByRole("treeitem").first().click();
    const power = page.getByRole("slider", { name: "power" });
    while ((await power.inputValue()) !== "9") await page.waitForTimeout(10);
    expect(await power.isDisabled()).toBe(true);
    await bar.fill("3");
    while ((await power.inputValue()) !== "1") await page.waitForTimeout(10);
    await page.getByRole("tab", { name: "Code" }).click();
    await page.getByText("sceneTime").first().waitFor();
    await page.getByRole("tab", { name: "Log" }).click();
    const lines = page.getByRole("list", { name: "Log" });
    await lines.getByText("half a second").waitFor();
    expect(await lines.getByText("ready", { exact: true }).count()).toBe(1);
    await bar.fill("3");
    await page.locator("li.later").getByText("half a second").waitFor();
    await lines.getByRole("button", { name: "32", exact: true }).click();
    await page.locator("li.later").waitFor({ state: "detached" });

    // Neither does it hear anything: a click on the stage selects, and its name is no field.
    await page.locator("#stage").click();
    expect(await page.locator("#stage:focus").count()).toBe(0);
    await page.getByRole("treeitem", { selected: true }).waitFor();
    await page.locator(".card-head").dblclick();
    await page.locator(".card-head").press("F2");
    expect(await page.locator(".card-name-field").count()).toBe(0);
    expect(await page.getByRole("textbox", { name: /describe/i }).count()).toBe(0);
    expect(await page.getByRole("button", { name: /Take .* off the stage|Roll back|Arrange/ }).count()).toBe(0);
  });
  const edit = { method: "PATCH", body: JSON.stringify({ power: 2 }), headers: { "content-type": "application/json" } };
  const refused = await api(shown, `/api/stage/nodes/${2 ** 32 + 1}`, edit);
  expect(await refused.json()).toMatchObject({ error: { code: "RECORDING" } });
  expect(await running.end("SIGTERM")).toBe(0);
}, 60_000);

test("[J5] what a page saves while the scene plays on is a recording", async () => {
  await using place = await makePlace();
  await place.write("field.ts", field("#5cc8b0"));
  await using running = start(place, ["run", "field.ts", "--allow-exec", "--port", "0"]);
  const saved = await withPage(String((await running.document())["url"]), async (page) => {
    await sees(page, 480, 270, green);
    await page.getByRole("tab", { name: "Log" }).click();
    await page.getByRole("list", { name: "Log" }).getByText("ready", { exact: true }).waitFor();
    // A digest a second; what follows the last one is not in the file yet.
    await page.locator("html[data-tick]").waitFor({ state: "attached" });
    while (Number(await page.locator("html").getAttribute("data-tick")) < 150) await page.waitForTimeout(10);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Save journal" }).click(),
    ]);
    const path = join(place.path, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  });
  await using shown = start(place, ["replay", saved, "--allow-exec", "--view", "--port", "0"]);
  const recording = await shown.document();
  expect(recording).toMatchObject({ isClosed: false });
  await withPage(String(recording["url"]), async (page) => {
    await sees(page, 480, 270, red);
    await sees(page, 480, 270, green);
  });
});

test("[J5] the text of each version that played is read and compared, and none is gone back to", async () => {
  await using place = await makePlace();
  const golden = join(import.meta.dir, "../golden/recordings/version-3.journal");
  await using running = start(place, ["replay", golden, "--allow-exec", "--view", "--port", "0"]);
  const shown = await running.document();
  await withPage(String(shown["url"]), async (page) => {
    await live(page);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("slider", { name: "Moment" }).fill("150");
    await page.getByRole("tab", { name: "Code" }).click();
    const version = page.getByRole("combobox", { name: "Version", exact: true });
    await page.getByText("random.float(0, 1) * 2").waitFor();
    await version.selectOption({ label: "version 1" });
    await page.getByText("random.float(0, 1) * 1").waitFor();
    await page.getByRole("combobox", { name: "Compare with" }).selectOption({ index: 1 });
    await page.getByText("random.float(0, 1) * 2").waitFor();
    expect(await page.getByRole("button", { name: /Roll back/ }).count()).toBe(0);
  });
  expect(await running.end("SIGTERM")).toBe(0);
}, 60_000);
