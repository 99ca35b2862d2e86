/**
 * The pictures of the page in the docs. They are taken of the real command with `NODEGEN_GOLDEN=write bun test
 * tests/browser/pictures.test.ts`, each state as a person comes to it; otherwise they are only looked after: each is shown
 * somewhere, and none is heavy.
 */
import { expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import type { Page } from "playwright-core";

import { makePlace, type Place, scenes, start } from "../cli/nodegen.ts";
import { pages } from "./browser.ts";
import { live, nextFrame } from "./stage.ts";

const withPage = pages();
const root = join(import.meta.dir, "../..");
const folder = join(root, "docs/pictures");
const takes = process.env["NODEGEN_GOLDEN"] === "write";
const dark = { viewport: { width: 1280, height: 800 }, colorScheme: "dark" } as const;
const light = { ...dark, colorScheme: "light" } as const;
const narrow = { ...light, viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const heaviest = 200_000;

/** Not a test that is left out: without the flag there is nothing to take. */
const picture = (title: string, run: () => Promise<void>) => void (takes && test(title, run));

const take = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) });

/** Until the stage has come to a tick. */
async function tick(page: Page, wanted: number): Promise<void> {
  while (Number(await page.locator("html").getAttribute("data-tick")) < wanted) await nextFrame(page);
}

/** Of the picture, as the page tells it. */
const shownTick = async (page: Page) => Number((await page.locator(".tick").textContent())!.replace(/\D/g, ""));

async function scene(place: Place, name: string): Promise<string> {
  await place.write(`scenes/${name}.ts`, await Bun.file(join(scenes, `${name}.ts`)).text());
  return `scenes/${name}.ts`;
}

async function viewOf(running: ReturnType<typeof start>): Promise<string> {
  return String((await running.document())["url"]);
}

test("each picture is shown in the docs, and is light enough for a page", async () => {
  const files = await readdir(folder);
  const texts = await Promise.all(["README.md", "docs/page.md"].map((path) => Bun.file(join(root, path)).text()));
  for (const file of files) {
    expect([file, texts.some((text) => text.includes(`pictures/${file}`))]).toEqual([file, true]);
    expect(Bun.file(join(folder, file)).size).toBeLessThan(heaviest);
  }
  const shown = texts.flatMap((text) => [...text.matchAll(/pictures\/([\w-]+\.png)/g)].map(([, file]) => file!));
  expect(shown.filter((file) => !files.includes(file))).toEqual([]);
});

picture("playing, plotting, a narrow window, the keys, a loss", async () => {
  await using place = await makePlace();
  const file = await scene(place, "boids");
  await using running = start(place, ["run", file, "--allow-exec", "--port", "0"]);
  const url = await viewOf(running);
  await withPage(
    url,
    async (page) => {
      await live(page);
      await page.getByRole("treeitem", { name: "Boid3 " }).click();
      await page.getByRole("button", { name: "Plot position" }).click();
      await page.getByRole("button", { name: "Plot rotation" }).click();
      await tick(page, 600);
      await take(page, "page");
    },
    dark,
  );
  await withPage(
    url,
    async (page) => (
      await live(page),
      await page.getByRole("slider", { name: "sight" }).waitFor(),
      await take(page, "narrow")
    ),
    narrow,
  );
  await withPage(
    url,
    async (page) => {
      await live(page);
      await page.getByRole("slider", { name: "sight" }).waitFor();
      await page.keyboard.press("?");
      await take(page, "keys");
      await page.keyboard.press("Escape");
      await running.end("SIGINT");
      await page.getByText("The server has ended").waitFor();
      await take(page, "ended");
    },
    { ...light, expected: /./ },
  );
});

picture("making, changing, comparing", async () => {
  await using place = await makePlace();
  await using running = start(place, ["serve", "--allow-exec", "--port", "0"]);
  await withPage(
    await viewOf(running),
    async (page) => {
      await live(page);
      await page.getByLabel("Describe what to make").fill("a ball that bounces with a mistake");
      await page.keyboard.press("Enter");
      await page.getByText("On the stage", { exact: true }).waitFor();
      await tick(page, 150);
      await take(page, "making");
      await page.getByLabel("Describe what to make").fill("a sprite that spins");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Change Spinner" }).click();
      await page.getByLabel("Describe how to change Spinner").fill("bigger, and faster");
      // Not by Enter, which does nothing while the last step of the making before is on its way.
      await page.getByRole("button", { name: "Change", exact: true }).click();
      await page.getByRole("button", { name: "version 2" }).click();
      await page.getByLabel("Compare with").selectOption("version 1");
      await page.locator(".difference").waitFor();
      await take(page, "difference");
    },
    light,
  );
});

const counter = (body: string) => `import { Label, view } from "nodegen";

export default class Counter extends Label {
  position = view.center;
  fontSize = 160;
  seconds = 0;

  onReady() {
    this.every(1, () => this.count());
  }

  count() {
    ${body}
  }
}
`;

picture("looking back beside the log, wide and narrow, and the run as a recording", async () => {
  await using place = await makePlace();
  const says = "this.text = String(++this.seconds);\n    console.log(`${this.seconds} s are over`);";
  await place.write("counter.ts", counter(says));
  await using running = start(place, ["run", "counter.ts", "--allow-exec", "--port", "0"]);
  const url = await viewOf(running);
  /** By a line of the log; where ticks were dropped, to within a few of them of the line's own. */
  const lookBack = async (page: Page) => {
    await live(page);
    await page.keyboard.press("3");
    await page.getByText("6 s are over").waitFor();
    await page.getByRole("button", { name: "192", exact: true }).click();
    await page.locator("li.later").getByText("4 s are over").waitFor();
    while ((await shownTick(page)) >= 256) await nextFrame(page);
    // In a narrow window the log is far below the stage.
    await page.evaluate(() => scrollTo(0, 0));
  };
  await withPage(url, async (page) => (await lookBack(page), await take(page, "looking-back")), dark);
  await withPage(url, async (page) => (await lookBack(page), await take(page, "looking-back-narrow")), narrow);
  await running.end("SIGTERM");

  const journals = join(place.path, "out/journals");
  const journal = (await readdir(journals)).find((name) => name.endsWith(".journal"))!;
  await using shown = start(place, ["replay", join("out/journals", journal), "--allow-exec", "--view", "--port", "0"]);
  await withPage(
    await viewOf(shown),
    async (page) => {
      await live(page);
      await page.keyboard.press("3");
      await page.getByText("6 s are over").waitFor();
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByRole("slider", { name: "Moment" }).fill("200");
      while ((await shownTick(page)) !== 200) await nextFrame(page);
      await take(page, "recording");
    },
    light,
  );
});

picture("a change that is turned away, and a module that was stopped", async () => {
  await using place = await makePlace();
  const good = counter("this.text = String(++this.seconds);");
  await place.write("counter.ts", good);
  await place.write("hangs.ts", counter("while (this.seconds < 1);").replace("Counter", "Hangs"));
  await using running = start(place, ["run", "counter.ts", "hangs.ts", "--allow-exec", "--watch", "--port", "0"]);
  await withPage(
    await viewOf(running),
    async (page) => {
      await live(page);
      await page.getByText("stopped").first().waitFor();
      await place.write("counter.ts", good.replace("++this.seconds", "++this.second"));
      await page.getByRole("button", { name: "Show in the code" }).click();
      await page.locator(".source .marked").waitFor();
      await take(page, "turned-away");
    },
    dark,
  );
});

picture("arranging modules", async () => {
  await using place = await makePlace();
  const files = [await scene(place, "boids"), await scene(place, "orbit"), await scene(place, "clock")];
  await using running = start(place, ["run", ...files, "--allow-exec", "--port", "0"]);
  await withPage(
    await viewOf(running),
    async (page) => {
      await live(page);
      await page.locator(".card-head").nth(2).press("F2");
      await page.locator(".card-name-field").fill("Wall clock");
      const place = page.locator(".arrange").getByRole("spinbutton");
      for (const [i, value] of ["560", "20", "0.4"].entries()) await place.nth(i).fill(value);
      await tick(page, 200);
      await take(page, "arranging");
    },
    light,
  );
});

picture("a question", async () => {
  await using place = await makePlace();
  const asks = counter(
    'this.text = String(++this.seconds);\n    void fetch("http://127.0.0.1:8099/weather").catch(() => {});',
  )
    .replace("export default", 'export const permissions = { net: ["127.0.0.1:8099"] };\n\nexport default')
    .replace("import { Label", "import { fetch, Label");
  await place.write("counter.ts", asks);
  await using running = start(place, ["run", "counter.ts", "--allow-exec", "--port", "0"]);
  await withPage(
    await viewOf(running),
    async (page) => {
      await live(page);
      await page.locator(".prompt button:enabled").first().waitFor();
      await take(page, "question");
    },
    dark,
  );
});
