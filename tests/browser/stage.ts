/** The stage of a page as a test looks at it: single colours, whole pictures, places. Waits with the screen, not by time. */
import type { Page } from "playwright-core";

export const live = (page: Page): Promise<void> =>
  page.locator("html[data-connection=live]").waitFor({ state: "attached" });

/** The colour of the stage at a point of its own pixels. */
export const pixel = (page: Page, x: number, y: number): Promise<number[]> =>
  page.evaluate(
    ([px, py]) => {
      const canvas = document.querySelector<HTMLCanvasElement>("#stage")!;
      const scale = canvas.width / 960;
      return [
        ...canvas
          .getContext("2d")!
          .getImageData(px! * scale, py! * scale, 1, 1)
          .data.subarray(0, 3),
      ];
    },
    [x, y],
  );

/** Waits until the stage has this colour there, 0xRRGGBBAA; pictures come with the screen's next frames. */
export async function sees(page: Page, x: number, y: number, color: number): Promise<void> {
  const wanted = [24, 16, 8].map((shift) => (color >>> shift) & 0xff);
  let seen: number[] = [];
  for (const end = Date.now() + 30_000; Date.now() < end; await nextFrame(page)) {
    seen = await pixel(page, x, y);
    if (seen.every((channel, i) => Math.abs(channel - wanted[i]!) <= 3)) return;
  }
  throw new Error(`the stage at ${x}, ${y} is ${seen}, not ${wanted}`);
}

/** The whole picture, for comparing. */
export const picture = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector<HTMLCanvasElement>("#stage")!.toDataURL());

/** Waits until the picture is another one; the runner's time limit is the limit. */
export async function changes(page: Page, from?: string): Promise<void> {
  const before = from ?? (await picture(page));
  while ((await picture(page)) === before) await nextFrame(page);
}

/** The stage's pixels in the page's. */
export async function onPage(page: Page, x: number, y: number): Promise<[number, number]> {
  const box = (await page.locator("#stage").boundingBox())!;
  return [box.x + (x / 960) * box.width, box.y + (y / 540) * box.height];
}

export const nextFrame = (page: Page): Promise<unknown> => page.evaluate(() => new Promise(requestAnimationFrame));
