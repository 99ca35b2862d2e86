/** A module that asks, from the question to the audit log: real commands, a real scene, several processes. */
import { expect, test } from "bun:test";
import { symlink } from "node:fs/promises";
import { join } from "node:path";

import { PageClient } from "../server/client.ts";
import { api, makePlace, nodegen, type Place, start } from "./nodegen.ts";

/** Asks again every few ticks, and shows what it was told. */
const guestbook = (more = "") => `import { Label, storage } from "nodegen";
export const permissions = { storage: true };
export default class Guestbook extends Label {
  text = "waiting";${more}
  private wait = 0;
  onUpdate() {
    if (this.wait-- > 0) return;
    this.wait = 8;
    storage.get("guests").then(() => (this.text = "open"), (error: Error) => (this.text = error.message));
  }
}
`;
const refused = "Requires storage access, run again with the --allow-storage flag";

async function open(place: Place, ...flags: string[]) {
  await place.write("guestbook.ts", guestbook());
  const running = start(place, ["run", "guestbook.ts", "--allow-exec", "--port", "0", "--state", "state", ...flags]);
  return { running, view: await running.document() };
}

/** Waits until the label says so; there is no event for scripts to wait on. */
async function shows(view: Record<string, unknown>, text: string): Promise<void> {
  for (let seen = ""; seen !== text; await Bun.sleep(20)) {
    const stage = (await (await api(view, "/api/stage")).json()) as {
      modules: { tree: { properties: { name: string; value: unknown }[] } | null }[];
    };
    seen = String(stage.modules[0]?.tree?.properties.find(({ name }) => name === "text")?.value ?? "");
  }
}

const openPage = (view: Record<string, unknown>) =>
  new PageClient(String(view["url"]).replace("http", "ws").replace("/?", "/ws?"), {});
const permissionsOf = (place: Place, ...words: string[]) =>
  nodegen(place, ["permissions", ...words, "--state", "state", "--json"]);
const audit = async (place: Place, ...words: string[]) =>
  JSON.parse((await nodegen(place, ["audit", "--state", "state", "--json", ...words])).stdout) as {
    ok?: boolean;
    entries: { module: string; permission: string; outcome: string; by: string }[];
  };

test("[P9] with --no-prompt the module is told the flag, and the refusal is written down", async () => {
  await using place = await makePlace();
  const { running, view } = await open(place, "--no-prompt");
  await using _ = running;
  await shows(view, refused);
  expect(await running.end("SIGTERM")).toBe(0);
  const { ok, entries } = await audit(place, "--verify");
  expect(ok).toBe(true);
  expect(entries[0]).toMatchObject({ module: "Guestbook", permission: "storage", outcome: "denied", by: "default" });
});

test("[P8] what a flag granted is revoked from another terminal while the scene runs", async () => {
  await using place = await makePlace();
  const { running, view } = await open(place, "--allow-storage");
  await using _ = running;
  await shows(view, "open");
  const { grants } = JSON.parse((await permissionsOf(place, "list")).stdout) as { grants: { id: number }[] };
  expect(grants).toMatchObject([{ module: "Guestbook", permission: "storage", lasts: "run", by: "allow flag" }]);
  expect((await permissionsOf(place, "revoke", String(grants[0]!.id))).exit).toBe(0);
  await shows(view, "Requires storage access, it was revoked; run again to grant it anew");
  expect(await running.end("SIGTERM")).toBe(0);
  expect(JSON.parse((await permissionsOf(place, "list")).stdout)).toMatchObject({ grants: [] });
  const outcomes = (await audit(place)).entries.map(({ outcome, by }) => `${outcome} ${by}`);
  expect(outcomes[0]).toBe("granted allow flag");
  expect(outcomes.at(-1)).toBe("denied revoked");
});

test("[P7] asked on the page, remembered for this very code, and asked anew after one changed byte", async () => {
  await using place = await makePlace();
  const first = await open(place);
  await using _ = first.running;
  const page = openPage(first.view);
  const { prompt } = await page.next("prompt");
  expect(prompt).toMatchObject({ module: "Guestbook", permission: "storage", scope: "" });
  page.send({ type: "answer", prompt: prompt.id, choice: "always" });
  await shows(first.view, "open");
  page.close();
  await first.running.end("SIGTERM");

  const second = await open(place, "--no-prompt");
  await using __ = second.running;
  await shows(second.view, "open");
  await second.running.end("SIGTERM");

  await place.write("guestbook.ts", guestbook(" "));
  const third = start(place, ["run", "guestbook.ts", "--allow-exec", "--port", "0", "--state", "state", "--no-prompt"]);
  await using ___ = third;
  await shows(await third.document(), refused);
  await third.end("SIGTERM");
});

test("[P5] a set from nodegen.json grants what it names", async () => {
  await using place = await makePlace();
  await place.write("nodegen.json", JSON.stringify({ permissionSets: { book: { storage: true, maxNodes: 5 } } }));
  const { running, view } = await open(place, "--permission-set", "book", "--no-prompt");
  await using _ = running;
  await shows(view, "open");
  await running.end("SIGTERM");
  expect((await audit(place)).entries[0]).toMatchObject({ outcome: "granted", by: "permission set" });
});

test("[P12] with no room for the audit log nothing is granted", async () => {
  await using place = await makePlace();
  await place.write("state/.keep", "");
  await symlink("/dev/full", join(place.path, "state/audit.jsonl"));
  const { running, view } = await open(place, "--allow-storage");
  await using _ = running;
  for (let text = ""; !text.includes("disk is full"); await Bun.sleep(20)) {
    const stage = JSON.stringify(await (await api(view, "/api/stage")).json());
    expect(stage).not.toContain('"value":"open"');
    text = stage;
  }
  await running.end("SIGTERM");
});

test("[C3] limits of the command line are those of the run", async () => {
  await using place = await makePlace();
  await place.write(
    "guestbook.ts",
    guestbook("\n  onReady() { for (let at = 0; at < 50; at++) this.addChild(new Label()); }"),
  );
  const verify = async (...flags: string[]) => {
    const { exit, stdout } = await nodegen(place, ["verify", "guestbook.ts", "--allow-exec", "--json", ...flags]);
    const { results } = JSON.parse(stdout) as { results: { findings: { code: string }[] }[] };
    return { exit, codes: results[0]!.findings.map(({ code }) => code) };
  };
  expect(await verify("--max-nodes", "100")).toEqual({ exit: 0, codes: [] });
  expect(await verify("--max-nodes", "20")).toEqual({ exit: 1, codes: ["SMOKE_TOO_MANY_NODES"] });
});
