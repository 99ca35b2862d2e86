/**
 * Three ways to send a scene: this project's frames, Colyseus's schema, and records of msgpackr with the changed nodes in a
 * list. Each is given what its own documentation advises for speed: Float32 where it can, room for the whole scene, tables
 * of structures on both sides.
 */
import { Decoder, Encoder, schema, t } from "@colyseus/schema";
import { FLOAT32_OPTIONS, Packr, Unpackr } from "msgpackr";

import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import type { FrameNode } from "../../src/wire/frame-node.ts";
import { layouts } from "../../src/wire/layout.ts";
import { drawKinds } from "../../src/wire/schema.ts";
import type { Ball, Moves } from "./peers-scene.ts";
import { TouchedPlaces } from "./touched-places.ts";

/** One scene and one page that follows it. */
export interface Format {
  /** Makes the moves and answers with their bytes, good until the next call. */
  tick(moves: Moves): Uint8Array;
  /** The whole scene. */
  full(): Uint8Array;
  /** What the page does with a tick's bytes. */
  follow(bytes: Uint8Array): void;
  /** A page that knows nothing yet, and joins. */
  join(bytes: Uint8Array): void;
  /** Where the page shows a ball: x, y, rotation. */
  shown(id: number): readonly number[];
}

export const formats: { readonly [name: string]: (balls: readonly Ball[]) => Format } = { nodegen, colyseus, msgpackr };

const CIRCLE = drawKinds.findIndex(({ name }) => name === "Circle");
const [X, Y, ROTATION, COLOR, RADIUS] = ["x", "y", "rotation", "color", "radius"].map((name) =>
  drawKinds[CIRCLE]!.fields.findIndex((field) => field.name === name),
) as [number, number, number, number, number];

class FrameBall implements FrameNode {
  readonly kind = CIRCLE;
  readonly id: number;
  readonly parent: number;
  readonly name: string;
  readonly type: string;
  readonly values: Float64Array = Float64Array.from(layouts[CIRCLE]!.initial);

  constructor({ id, parent, name, type, x, y, rotation, radius, color }: Ball) {
    [this.id, this.parent, this.name, this.type] = [id, parent, name, type];
    this.values[RADIUS] = radius;
    this.values[COLOR] = color;
    this.move(x, y, rotation);
  }

  move(x: number, y: number, rotation: number): void {
    this.values[X] = x;
    this.values[Y] = y;
    this.values[ROTATION] = rotation;
  }

  numbers(into: Float64Array): void {
    into.set(this.values);
  }

  extra(): null {
    return null;
  }
}

function nodegen(balls: readonly Ball[]): Format {
  const nodes = balls.map((ball) => new FrameBall(ball));
  const touched = new TouchedPlaces(nodes.length);
  const encoder = new FrameEncoder();
  let page = new FrameDecoder();
  let now = 0;
  const take = (bytes: Uint8Array) => {
    const change = page.apply(bytes);
    if (!change.ok) throw new Error(change.error);
  };
  return {
    tick({ places, numbers }) {
      for (let i = 0; i < places.length; i++) {
        const place = places[i]!;
        nodes[place]!.move(numbers[3 * i]!, numbers[3 * i + 1]!, numbers[3 * i + 2]!);
        touched.touch(place);
      }
      return encoder.encode(++now, nodes, false, touched);
    },
    full: () => encoder.encode(now, nodes, true),
    follow: take,
    join(bytes) {
      page = new FrameDecoder();
      take(bytes);
    },
    shown: (id) => [...page.nodes.get(id)!.values.slice(X, ROTATION + 1)],
  };
}

const ColyseusBall = schema(
  {
    id: t.uint32(),
    parent: t.uint32(),
    type: t.string(),
    name: t.string(),
    x: t.float32(),
    y: t.float32(),
    rotation: t.float32(),
    radius: t.float32(),
    color: t.uint32(),
  },
  "Ball",
);
const ColyseusScene = schema({ balls: t.array(ColyseusBall) }, "Scene");

function colyseus(balls: readonly Ball[]): Format {
  Encoder.BUFFER_SIZE = 4 * 2 ** 20;
  const scene = new ColyseusScene();
  for (const ball of balls) scene.balls.push(new ColyseusBall().assign(ball));
  const encoder = new Encoder(scene);
  encoder.discardChanges();
  let page = new Decoder(new ColyseusScene());
  const nodes = [...scene.balls];
  return {
    tick({ places, numbers }) {
      for (let i = 0; i < places.length; i++) {
        const ball = nodes[places[i]!]!;
        ball.x = numbers[3 * i]!;
        ball.y = numbers[3 * i + 1]!;
        ball.rotation = numbers[3 * i + 2]!;
      }
      const bytes = encoder.encode();
      encoder.discardChanges();
      return bytes;
    },
    full: () => encoder.encodeAll(),
    follow: (bytes) => void page.decode(bytes),
    join(bytes) {
      page = new Decoder(new ColyseusScene());
      page.decode(bytes);
    },
    shown: (id) => {
      const { x, y, rotation } = page.state.balls[id - 1]!;
      return [x, y, rotation];
    },
  };
}

interface Move {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly rotation: number;
}

function msgpackr(balls: readonly Ball[]): Format {
  const nodes = balls.map((ball) => ({ ...ball }));
  const options = { useFloat32: FLOAT32_OPTIONS.ALWAYS, structures: [] };
  const [packr, unpackr] = [new Packr(options), new Unpackr(options)];
  let page = new Map<number, Ball>();
  return {
    tick({ places, numbers }) {
      const moved: Move[] = [];
      for (let i = 0; i < places.length; i++) {
        const node = nodes[places[i]!]!;
        const [x, y, rotation] = [numbers[3 * i]!, numbers[3 * i + 1]!, numbers[3 * i + 2]!];
        node.x = x;
        node.y = y;
        node.rotation = rotation;
        moved.push({ id: node.id, x, y, rotation });
      }
      return packr.pack(moved);
    },
    full: () => packr.pack(nodes),
    follow(bytes) {
      for (const { id, x, y, rotation } of unpackr.unpack(bytes) as Move[]) {
        const node = page.get(id)!;
        node.x = x;
        node.y = y;
        node.rotation = rotation;
      }
    },
    join(bytes) {
      page = new Map((unpackr.unpack(bytes) as Ball[]).map((ball) => [ball.id, ball]));
    },
    shown: (id) => {
      const { x, y, rotation } = page.get(id)!;
      return [x, y, rotation];
    },
  };
}
