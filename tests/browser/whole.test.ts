/** The whole path as a person sees it: the real command, the real wall, a real browser. */
import { describe, expect, test } from "bun:test";

import { makePlace, start } from "../cli/nodegen.ts";
import { pages } from "./browser.ts";
import { changes, live, nextFrame, picture, sees } from "./stage.ts";

const withPage = pages();

const filled = (color: string, extra = "") => `import { Rect } from "nodegen";

export default class Field extends Rect {
  width = 300;
  height = 300;
  x = 480;
  y = 270;
  age = 0;

  onUpdate(dt: number) {
    this.age += dt;
    this.color = "${color}";${extra}
  }
}
`;

describe("the whole path", () => {
  test("the demo moves, and its slider changes the speed", async () => {
    await using place = await makePlace();
    await using running = start(place, ["a sprite that spins", "--allow-exec", "--port", "0"]);
    const told = await running.told(/view\s+http\S+/);
    await withPage(/view\s+(http\S+)/.exec(told)![1]!, async (page) => {
      await live(page);
      await changes(page);
      expect(page.url()).not.toContain("token");
      await page.getByRole("treeitem").first().click();
      const speed = page.getByRole("slider", { name: "speed" });
      await speed.fill("0");
      // What was on its way still arrives; then it stands.
      for (let same = 0, last = ""; same < 12; await nextFrame(page)) {
        await page.keyboard.press("Escape");
        const now = await picture(page);
        same = now === last ? same + 1 : 0;
        last = now;
      }
      await page.getByRole("treeitem").first().click();
      const still = await picture(page);
      await speed.press("End");
      await changes(page, still);
    });
    expect(await running.end("SIGTERM")).toBe(0);
  });

  test("a saved file changes the picture without a reload; a wrong one leaves it and shows where", async () => {
    await using place = await makePlace();
    await place.write("field.ts", filled("#e4572e"));
    await using running = start(place, ["run", "field.ts", "--allow-exec", "--watch", "--port", "0"]);
    const { url } = await running.document();
    await withPage(String(url), async (page) => {
      await live(page);
      await sees(page, 480, 270, 0xe4572eff);
      await page.evaluate(() => (document.body.dataset.same = "page"));
      await place.write("field.ts", filled("#5cc8b0"));
      await sees(page, 480, 270, 0x5cc8b0ff);
      await place.write("field.ts", filled("#8fbef2").replace("age = 0;", "age = = 0;"));
      await page.getByRole("button", { name: "Show in the code" }).click();
      const marked = page.locator(".source .marked");
      expect(await marked.textContent()).toContain("age = = 0;");
      expect(await marked.textContent()).toContain("8:9");
      await sees(page, 480, 270, 0x5cc8b0ff);
      expect(await page.locator("body").getAttribute("data-same")).toBe("page");
    });
  });

  test("a module that hangs is stopped and told; the other plays on and the page answers", async () => {
    await using place = await makePlace();
    await place.write("hangs.ts", filled("#e4572e", "\n    while (this.age > 1);"));
    await place.write(
      "moves.ts",
      filled("#5cc8b0", "\n    this.rotation += dt;").replaceAll("Field", "Mover").replace("x = 480", "x = 800"),
    );
    await using running = start(place, ["run", "hangs.ts", "moves.ts", "--allow-exec", "--port", "0"]);
    const { url } = await running.document();
    await withPage(String(url), async (page) => {
      await live(page);
      await page.getByText("stopped").first().waitFor();
      await page.getByRole("button", { name: "Bring back" }).waitFor();
      await changes(page);
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByRole("button", { name: "Play" }).waitFor();
    });
  });

  test("what is described on the page is made, judged and put on the stage", async () => {
    await using place = await makePlace();
    await using running = start(place, ["serve", "--allow-exec", "--port", "0"]);
    const { url } = await running.document();
    await withPage(String(url), async (page) => {
      await live(page);
      await page.getByLabel("Describe what to make").fill("a sprite that spins");
      await page.keyboard.press("Enter");
      await page.getByText("On the stage", { exact: true }).waitFor();
      await page.getByText("10 frames", { exact: true }).waitFor();
      for (const stage of ["syntax", "contract", "types", "transpile", "smoke run"])
        await page.locator(".stages").getByText(stage).waitFor();
      await changes(page);
    });
  });
});
