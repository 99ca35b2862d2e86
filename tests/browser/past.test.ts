/** Looking back, as a person does it: the bar under the stage, with mouse and keyboard, while the scene plays on. */
import { expect, test } from "bun:test";

import { api, makePlace, start } from "../cli/nodegen.ts";
import { pages } from "./browser.ts";
import { live, sees } from "./stage.ts";

const withPage = pages();

const field = `import { Rect } from "nodegen";

export default class Field extends Rect {
  width = 300;
  height = 300;
  x = 480;
  y = 270;
  color = "#e4572e";

  onUpdate() {
    if (this.sceneTime > 0.5) this.color = "#5cc8b0";
    this.rotation += 0.001;
  }
}
`;

test("[T9] the bar works before anything is clicked; live is a state of its own", async () => {
  await using place = await makePlace();
  await place.write("field.ts", field);
  await using running = start(place, ["run", "field.ts", "--allow-exec", "--port", "0"]);
  const view = await running.document();
  await withPage(String(view["url"]), async (page) => {
    await live(page);
    await sees(page, 480, 270, 0x5cc8b0ff);
    const bar = page.getByRole("slider", { name: "Moment" });
    const follow = page.getByRole("button", { name: "Live", exact: true });
    expect(await bar.isEnabled()).toBe(true);
    expect(await follow.getAttribute("aria-pressed")).toBe("true");

    await bar.fill("3");
    await sees(page, 480, 270, 0xe4572eff);
    expect(await follow.getAttribute("aria-pressed")).toBe("false");
    expect(await bar.getAttribute("aria-valuetext")).toMatch(/ s ago$/);

    // The scene plays on, and pausing it does not bring the page back.
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    expect(await follow.getAttribute("aria-pressed")).toBe("false");
    await bar.press("End");
    await sees(page, 480, 270, 0x5cc8b0ff);
    await bar.press("Home");
    await sees(page, 480, 270, 0xe4572eff);

    await page.keyboard.press("l");
    await sees(page, 480, 270, 0x5cc8b0ff);
    expect(await follow.getAttribute("aria-pressed")).toBe("true");
    await bar.fill("3");
    await sees(page, 480, 270, 0xe4572eff);
    await follow.click();
    await sees(page, 480, 270, 0x5cc8b0ff);
  });
  const { stage } = (await (await api(view, "/health")).json()) as { stage: { running: boolean } };
  expect(stage.running).toBe(false);
});

test("[T9] what was is played from where a person looks, at a speed of its own, and ends in what is live; the stage is not touched", async () => {
  await using place = await makePlace();
  await place.write("field.ts", field);
  await using running = start(place, ["run", "field.ts", "--allow-exec", "--port", "0"]);
  const view = await running.document();
  await withPage(String(view["url"]), async (page) => {
    await live(page);
    await sees(page, 480, 270, 0x5cc8b0ff);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("slider", { name: "Moment" }).fill("1");
    await sees(page, 480, 270, 0xe4572eff);
    const { tick } = await stageOf(view);
    await page.getByRole("combobox", { name: "Speed of what was" }).selectOption("4");
    await page.getByRole("button", { name: "Play what was" }).click();
    await sees(page, 480, 270, 0x5cc8b0ff);
    await page.getByRole("button", { name: "Live", exact: true, pressed: true }).waitFor();
    expect(await page.getByRole("button", { name: "Play what was" }).count()).toBe(0);
    expect(await stageOf(view)).toMatchObject({ running: false, tick, speed: 1 });
  });
});

const stageOf = async (view: Record<string, unknown>) =>
  ((await (await api(view, "/api/stage")).json()) as { status: { running: boolean; tick: number; speed: number } })
    .status;
