/** A module that asks, answered and taken back on its page: a real run, a real browser, two modules, one audit log. */
import { expect, test } from "bun:test";

import { makePlace, nodegen, start } from "../cli/nodegen.ts";
import { pages } from "./browser.ts";
import { live } from "./stage.ts";

const withPage = pages();

/** Asks again every few ticks, and shows what it was told. */
const asker = (name: string, y: number) => `import { Label, storage } from "nodegen";
export const permissions = { storage: true };
export default class ${name} extends Label {
  text = "waiting";
  y = ${y};
  private wait = 0;
  onUpdate() {
    if (this.wait-- > 0) return;
    this.wait = 8;
    storage.get("x").then(() => (this.text = "open"), (error: Error) => (this.text = error.message));
  }
}
`;

test("[P6] [P8] each module's question is answered on the page for it alone, and revoked there", async () => {
  await using place = await makePlace();
  await place.write("one.ts", asker("One", 100));
  await place.write("two.ts", asker("Two", 200));
  await using running = start(place, ["run", "one.ts", "two.ts", "--allow-exec", "--state", "state", "--port", "0"]);
  const { url } = await running.document();
  await withPage(String(url), async (page) => {
    await live(page);
    const shows = (name: string, text: string) =>
      page.waitForFunction(
        async ([of, wanted]) => {
          const stage = await (await fetch("/api/stage")).json();
          const its = stage.modules.find((module: { name: string }) => module.name === of)?.tree?.properties ?? [];
          return its.some((one: { name: string; value: unknown }) => one.name === "text" && one.value === wanted);
        },
        [name, text] as const,
      );
    const dialog = page.getByRole("dialog");
    const answer = async (name: string, button: string) => {
      await dialog.locator("bdi").getByText(name, { exact: true }).waitFor();
      await dialog.getByRole("button", { name: button }).click();
    };
    const first = (await dialog.locator("bdi").textContent()) ?? "";
    const second = first === "One" ? "Two" : "One";
    await answer(first, "Allow: this very code, always");
    await answer(second, "Refuse: not in this run");
    await shows(first, "open");
    await shows(second, "Requires storage access, it was refused when asked; run again with the --allow-storage flag");
    await page.getByRole("button", { name: "Revoke" }).click();
    await shows(first, "Requires storage access, it was revoked; run again to grant it anew");
  });
  await running.end("SIGTERM");
  const audit = JSON.parse((await nodegen(place, ["audit", "--verify", "--state", "state", "--json"])).stdout);
  expect(audit).toMatchObject({ ok: true });
});
