/** A roll-back from another terminal, over the API of a running server. */
import { expect, test } from "bun:test";
import { join } from "node:path";

import { makePlace, nodegen, slotWhen, start } from "./nodegen.ts";

const scene = (speed: number) => `import { Circle, Node2D } from "nodegen";
export default class Runner extends Node2D {
  ball = this.addChild(new Circle());
  onUpdate() { this.ball.x += ${speed}; }
}
`;

test("[T8] versions are listed and gone back to; what cannot be is refused with what is wrong", async () => {
  await using place = await makePlace();
  await place.write("runner.ts", scene(1));
  const rollback = (...words: string[]) => nodegen(place, ["rollback", ...words, "--json"]);
  await using running = start(place, ["run", "runner.ts", "--allow-exec", "--watch", "--no-journal", "--port", "0"]);
  const view = await running.document();
  const first = await slotWhen(view, () => true);
  await Bun.write(join(place.path, "runner.ts"), scene(2));
  await slotWhen(view, ({ hash }) => hash !== first.hash);

  const address = String(view["url"]);
  const listed = await rollback(address);
  expect(listed.stderr).toContain("   1  Runner, version 2: can go back to 1");
  const rolled = await rollback(address, "1", "1");
  expect(JSON.parse(rolled.stdout)).toMatchObject({ version: 1, slot: 1, to: 1, rolledBack: true });
  expect(rolled.exit).toBe(0);
  await slotWhen(view, ({ hash }) => hash === first.hash);

  const missing = await rollback(address, "1", "9");
  expect(missing.exit).toBe(3);
  expect(JSON.parse(missing.stdout)).toMatchObject({ error: { code: "VERSION_NOT_FOUND" } });
  const wrongToken = await rollback(address.replace(/token=[^&]+/, "token=wrong"), "1", "1");
  expect(JSON.parse(wrongToken.stdout)).toMatchObject({ error: { code: "TOKEN_WRONG" } });

  expect(await running.end("SIGTERM")).toBe(0);
  const gone = expect.stringContaining("nobody listens there");
  expect(JSON.parse((await rollback(address)).stdout)).toMatchObject({
    error: { code: "SERVER_UNREACHABLE", message: gone },
  });
}, 60_000);

test("[C10] an address that is none, or of another machine, is refused and not repeated", async () => {
  await using place = await makePlace();
  for (const address of ["7", "http://example.com/?token=secret", "http://127.0.0.1:4747/"]) {
    const { exit, stdout, stderr } = await nodegen(place, ["rollback", address]);
    expect(exit).toBe(2);
    expect(stdout + stderr).not.toContain("secret");
  }
  expect((await nodegen(place, ["rollback", "http://127.0.0.1:1/?token=t", "one", "2"])).exit).toBe(2);
});
