/** What is in the middle of the picture, and how near. Turning a camera does not turn the picture. */
import { engineClass } from "./classes.ts";
import { sceneFor } from "./current.ts";
import { bounded, size } from "./fields.ts";
import { inner, touch } from "./inner.ts";
import { damp } from "./math.ts";
import { Node2D, type Node2DInit } from "./node2d.ts";
import type { Vec2 } from "./vec2.ts";

/** What the picture's middle is, beside the camera's own place: pixels of the scene. */
export interface CameraView {
  readonly offsetX: number;
  readonly offsetY: number;
  readonly zoom: number;
  /** Whether it is the one that counts. */
  readonly current: boolean;
}

/** How often a shake changes its direction, a second. */
const SHAKE_RATE = 20;

/** For drivers; not on the class, where it could meet an author's own members. */
export let viewOf: (camera: Camera2D) => CameraView;
/** Moves the picture on by one tick. */
export let moveCamera: (camera: Camera2D, dt: number) => void;
/** It is where it wants to be, and steady. */
export let cameraRests: (camera: Camera2D) => boolean;

/** What is in the middle of the picture; the last one that entered the tree counts. */
export class Camera2D extends Node2D {
  declare zoom: number;
  /** 0 follows at once; above, the share of the way that is covered in a second, as an exponent: 5 is lively. */
  declare smoothing: number;
  /** Where the middle lags behind; null until the first tick. */
  #middle: Vec2 | null = null;
  #shake = { pixels: 0, seconds: 1, left: 0 };
  #offset = { x: 0, y: 0 };

  constructor(init?: Node2DInit & { zoom?: number; smoothing?: number }) {
    super(init);
  }

  /** `pixels` of the screen, fading out over `seconds`. */
  shake(pixels: number, seconds: number): void {
    this.#shake = { pixels, seconds: Math.max(seconds, 1 / 64), left: seconds };
  }

  #follow(dt: number): void {
    const here = this.globalPosition;
    const middle = (this.#middle ??= here.clone());
    if (this.smoothing === 0) middle.set(here.x, here.y);
    else middle.set(damp(middle.x, here.x, this.smoothing, dt), damp(middle.y, here.y, this.smoothing, dt));
    this.#shake.left = Math.max(this.#shake.left - dt, 0);
    const { pixels, seconds, left } = this.#shake;
    const strength = (pixels * (left / seconds)) / this.zoom;
    const scene = sceneFor("cameras");
    // Noise over time, not `random`: a shake must not change what the module's own numbers are.
    const shaken = (row: number): number =>
      strength === 0 ? 0 : strength * scene.noise(scene.time * SHAKE_RATE, row + 0.5);
    this.#offset = { x: middle.x - here.x + shaken(0), y: middle.y - here.y + shaken(64) };
  }

  static {
    viewOf = (camera) => ({
      offsetX: camera.#offset.x,
      offsetY: camera.#offset.y,
      zoom: camera.zoom,
      current: inner(camera).scene?.population.cameras.at(-1) === camera,
    });
    cameraRests = (camera) => {
      const { x, y } = camera.globalPosition;
      const isThere = camera.#middle?.x === x && camera.#middle.y === y;
      return camera.#shake.left === 0 && (camera.smoothing === 0 || isThere);
    };
    moveCamera = (camera, dt) => {
      camera.#follow(dt);
      // What it shows, and whether it is the current one, depends on others too.
      touch(camera);
    };
  }
}
engineClass(Camera2D, "Camera2D", { zoom: bounded(1, 0.001), smoothing: size(0) });
