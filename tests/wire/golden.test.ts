/** A small scene to the byte, so that a change of the format is seen; `bun run golden` writes it anew, with its diff. */
import { expect, test } from "bun:test";

import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { expectGolden } from "../golden/golden.ts";
import { plainDecoded, plainScene, TestNode } from "./scene.ts";

test("[F5] the bytes of a small scene are as written down", async () => {
  const root = new TestNode(1, 0, "Node2D", "Scene");
  const ball = new TestNode(2, 1, "Circle", "Ball", { x: 100, y: 50, radius: 20, color: 0xff0000ff });
  const score = new TestNode(3, 1, "Label", "Score", { fontSize: 20 });
  score.content = "0";
  const grid = new TestNode(4, 1, "PixelGrid", "Grid", { cellSize: 8 });
  const colors = new Uint32Array(8);
  grid.content = { columns: 4, rows: 2, colors, version: 1 };
  let nodes = [root, ball, score, grid];

  const encoder = new FrameEncoder();
  const decoder = new FrameDecoder();
  const lines: string[] = [];
  const write = (title: string, frame: Uint8Array) => {
    lines.push(`# ${title}: ${frame.length} B`, ...(frame.toHex().match(/.{1,64}/g) ?? []), "");
    expect(decoder.apply(frame)).toMatchObject({ ok: true });
    expect(plainDecoded(decoder)).toEqual(plainScene(nodes));
  };
  let tick = 0;
  const delta = (title: string) => write(`tick ${++tick}, ${title}`, encoder.encode(tick, nodes, false));

  write("tick 0, whole", encoder.encode(0, nodes, true));
  ball.set("x", 101.5);
  delta("the ball moves");
  ball.set("x", 103);
  delta("it moves on");
  score.content = "1 €";
  delta("the score changes");
  colors.fill(0x00ff00ff, 2, 6);
  grid.content.version++;
  delta("four cells turn green");
  nodes = [root, score, grid, new TestNode(5, 4, "Sprite2D", "Coin12", { y: -3, tint: 0x11223344 })];
  (nodes[3] as TestNode).content = "coin";
  delta("the ball goes, a coin comes below the grid");
  nodes[3]!.name = "Coin13";
  nodes = [root, grid, nodes[3]!, score];
  delta("the coin is renamed, the score goes last");
  delta("nothing");
  tick = 1000;
  score.set("rotation", Math.PI);
  delta("after a long silence");
  write("tick 1001, whole again", encoder.encode(1001, nodes, true));

  await expectGolden("frames/small-scene.txt", lines.join("\n"));
});
