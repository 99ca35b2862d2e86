/** The page's question about a permission, in a real browser: what it shows, what answers it, and what does not. */
import { expect, test } from "bun:test";

import { contentHash } from "../../src/base/hash.ts";
import type { PermissionPrompt } from "../../src/base/permission-prompt.ts";
import { pages } from "./browser.ts";
import { PageServer } from "./page-server.ts";
import { slotInfo } from "./slot-info.ts";
import { live } from "./stage.ts";

const withPage = pages();
const prompt = (over: Partial<PermissionPrompt> = {}): PermissionPrompt => ({
  id: 7,
  slot: 1,
  module: "Weather",
  hash: contentHash("weather"),
  permission: "net",
  scope: "api.example.com:443",
  ...over,
});

test("[P6] the page shows the exact scope, and a click answers", async () => {
  await using server = await PageServer.start();
  await withPage(server.url, async (page) => {
    await live(page);
    server.say({ type: "prompt", prompt: prompt() });
    const dialog = page.getByRole("dialog");
    await dialog.getByText('net access to "api.example.com:443"').waitFor();
    await dialog.getByRole("button", { name: "Allow: until this run ends" }).click();
    expect(await server.heard("answer")).toEqual({ type: "answer", prompt: 7, choice: "run" });
    server.say({ type: "promptClosed", prompt: 7 });
    await dialog.waitFor({ state: "detached" });
  });
});

test("[P6] keys that were under way answer nothing; Escape refuses once the question has stood there", async () => {
  await using server = await PageServer.start();
  await withPage(server.url, async (page) => {
    await live(page);
    server.say({ type: "prompt", prompt: prompt() });
    await page.getByRole("dialog").waitFor();
    for (const key of ["Enter", "Space", "Escape"]) await page.keyboard.press(key);
    expect(server.of("answer")).toEqual([]);
    expect(server.of("transport")).toEqual([]);
    await page.locator(".prompt button:enabled").first().waitFor();
    await page.keyboard.press("Escape");
    expect(await server.heard("answer")).toMatchObject({ choice: "deny" });
  });
});

test("[P6] text of a module's stays text, with what is invisible spelt out", async () => {
  await using server = await PageServer.start();
  await withPage(server.url, async (page) => {
    await live(page);
    const module = 'x\u202e<img src="x" onerror="document.title = 1">';
    server.say({ type: "prompt", prompt: prompt({ module, permission: "read", scope: "a\u200b/b  c" }) });
    const title = await page.locator("#prompt-title").textContent();
    expect(title).toContain("\\u{202e}<img");
    expect(title).toContain('read access to "a\\u{200b}/b \\u{20}c"');
    expect(await page.locator("dialog.prompt img").count()).toBe(0);
  });
});

test("[P8] a grant of a module on the stage is shown and revoked", async () => {
  await using server = await PageServer.start();
  const { hash } = slotInfo(1);
  await withPage(server.url, async (page) => {
    await live(page);
    const grant = {
      module: "Weather",
      permission: "net",
      scope: "a.com:443",
      by: "prompt",
      at: "2026-01-01T00:00:00Z",
    };
    server.say({
      type: "grants",
      grants: [
        { ...grant, id: 3, hash, lasts: "always" },
        { ...grant, id: 4, hash: contentHash("elsewhere"), lasts: "always" },
      ],
    });
    await page.getByRole("button", { name: "Revoke" }).first().waitFor();
    expect(await page.getByRole("button", { name: "Revoke" }).count()).toBe(1);
    await page.getByRole("button", { name: 'Revoke net access to "a.com:443"' }).click();
    expect(await server.heard("revoke")).toEqual({ type: "revoke", grant: 3 });
  });
});
