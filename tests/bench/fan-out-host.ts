/**
 * A process of its own for the fan-out bench: a stage with one confined module, behind the real server. Tells its address,
 * and when asked, at what time it began to hand out each delta, by the delta's number.
 */
import { clock } from "../../src/cli/powers.ts";
import { openStage } from "../../src/live/open-stage.ts";
import { EnvelopeType, unpack } from "../../src/wire/envelope.ts";
import { closeAll, put, realParts } from "../live/children.ts";
import { openHarness } from "../server/harness.ts";
import { wallNow } from "./wall-now.ts";

const [moving = "100"] = process.argv.slice(2);

const source = `import { Circle, Node2D } from "nodegen";
export default class Field extends Node2D {
  balls: Circle[] = [];
  onReady() {
    for (let i = 0; i < 1000; i++) this.balls.push(this.addChild(new Circle({ x: i, y: (i * 7) % 540, radius: 3 })));
  }
  onUpdate() {
    for (let i = 0; i < ${moving}; i++) {
      const ball = this.balls[i * ${1000 / Number(moving)}]!;
      ball.x = 480 + 400 * Math.sin(this.sceneTime + i);
      ball.y = 270 + 200 * Math.cos(this.sceneTime + i);
      ball.rotation += 0.01;
    }
  }
}`;

const stage = openStage(await realParts());
await put(stage, source);
const harness = openHarness({
  stage,
  powers: {
    serve: Bun.serve,
    random: (size) => crypto.getRandomValues(new Uint8Array(size)),
    clock,
    report: (error) => {
      throw error;
    },
  },
});
const { port } = harness.listen();

/** The first to be served, so its time is when the handing out began. */
let handed: Record<number, number> = {};
stage.watch({
  send(bytes) {
    const read = unpack(bytes);
    if (read.ok && read.value.type === EnvelopeType.DELTA) handed[read.value.sequence] ??= wallNow();
    return 0;
  },
  note() {},
});

// It does not outlive the bench, however that ends.
process.on("disconnect", () => process.exit(1));
process.on("message", async (message) => {
  if (message === "begin") handed = {};
  if (message === "end") process.send!({ handed, status: stage.status(), cpu: process.cpuUsage() });
  if (message === "close") {
    await harness[Symbol.asyncDispose]();
    await stage.close();
    await closeAll();
    process.exit(0);
  }
});
process.send!({ url: `ws://127.0.0.1:${port}/ws?token=test-token` });
