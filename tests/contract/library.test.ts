/** The library's face, used as a stranger's program would: this file imports it and nothing else of the project. */
import { afterAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { close, gate, generate, type MakeEvent, type ModelClient, openStage, prove } from "../../src/index.ts";

const spinner = `import { Sprite2D } from "nodegen";
export default class Spinner extends Sprite2D {
  onUpdate(dt: number) {
    this.rotation += dt;
  }
}
`;

afterAll(close);

describe("library", () => {
  test("[L1] a text is gated, proven and played, and its frames reach a viewer", async () => {
    const report = await gate(spinner, { file: "spinner.ts" });
    expect(report).toMatchObject({ kind: "node", name: "Spinner", findings: [] });
    const proof = await prove(report.checked!, { frames: 5, seed: 3 });
    if (!proof.ok) throw new Error(proof.error.message);
    expect(proof.value.verdict).toMatchObject({ ok: true, frames: 5, stateHash: expect.stringMatching(/^sha256:/) });

    const stage = await openStage({ width: 640, height: 480, seed: 3 });
    const framed = Promise.withResolvers<number>();
    stage.watch({
      send(bytes) {
        framed.resolve(bytes.length);
        return 0;
      },
      note: () => {},
    });
    const added = await stage.add(proof.value.proven!, { description: "spins", path: "spinner.ts" });
    expect(added.ok).toBe(true);
    expect(await framed.promise).toBeGreaterThan(0);
    await stage.close();
  });

  test("[L1] what is wrong with a text is findings, never an exception", async () => {
    for (const text of ["", "export default 1", "{".repeat(5000), "\u0000\ud800", spinner.replace("dt;", "dt")]) {
      const { checked, findings } = await gate(text.replace("this.rotation", "this.rotatoin"));
      expect(checked).toBeUndefined();
      expect(findings.length).toBeGreaterThan(0);
    }
  });

  test("[L1] a client of one's own is asked, repaired and told step by step", async () => {
    const out = await mkdtemp(join(tmpdir(), "nodegen-library-"));
    const answers = [spinner.replace("rotation", "rotatoin"), spinner];
    const client: ModelClient = {
      name: "mine",
      complete: async ({ attempt }) => ({
        ok: true,
        value: { text: answers[attempt - 1]!, model: "mine", cached: false },
      }),
    };
    const steps: MakeEvent["step"][] = [];
    const made = await generate("a spinner", { client, out, allowExec: true, on: ({ step }) => steps.push(step) });
    await rm(out, { recursive: true });
    expect(made).toMatchObject({ ok: true, value: { status: "verified", name: "Spinner", source: spinner } });
    expect(steps).toEqual(["describe", "generated", "judged", "generated", "judged", "kept", "done"]);
  });

  test("[L1] the program's own environment stays as it is", () => {
    expect(Object.keys(process.env)).not.toHaveLength(0);
  });
});
