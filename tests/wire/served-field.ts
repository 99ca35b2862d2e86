/** A stage with one confined module behind the real server: what the fan-out's test and its bench bring viewers to. */
import { clock } from "../../src/cli/powers/clock.ts";
import { openStage } from "../../src/live/open-stage.ts";
import type { Stage } from "../../src/live/stage.ts";
import { put, realParts } from "../live/children.ts";
import { openHarness, TOKEN } from "../server/harness.ts";

export interface ServedField extends AsyncDisposable {
  readonly stage: Stage;
  /** Of the WebSocket, with the token. */
  readonly url: string;
}

/** A thousand circles, of which `moving`, a divisor of it, change their place and rotation at each tick. */
const field = (moving: number): string => `import { Circle, Node2D } from "nodegen";
export default class Field extends Node2D {
  balls: Circle[] = [];
  onReady() {
    for (let i = 0; i < 1000; i++) this.balls.push(this.addChild(new Circle({ x: i, y: (i * 7) % 540, radius: 3 })));
  }
  onUpdate() {
    for (let i = 0; i < ${moving}; i++) {
      const ball = this.balls[i * ${1000 / moving}]!;
      ball.x = 480 + 400 * Math.sin(this.sceneTime + i);
      ball.y = 270 + 200 * Math.cos(this.sceneTime + i);
      ball.rotation += 0.01;
    }
  }
}`;

export async function serveField(moving: number): Promise<ServedField> {
  const stage = openStage(await realParts());
  await put(stage, field(moving));
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
  return {
    stage,
    url: `ws://127.0.0.1:${port}/ws?token=${TOKEN}`,
    async [Symbol.asyncDispose]() {
      await harness[Symbol.asyncDispose]();
      await stage.close();
    },
  };
}
