/** What the current camera makes the picture's middle and scale, and where a point of the screen lies in the scene then. */
import { type Camera2D, viewOf } from "./camera2d.ts";
import { Vec2, type Vec2Like } from "./vec2.ts";

export interface Lens {
  /** The point of the scene that is shown in the middle. */
  readonly x: number;
  readonly y: number;
  /** Pixels of the screen for each unit of the scene. */
  readonly zoom: number;
}

interface Screen {
  readonly width: number;
  readonly height: number;
}

/** Without a camera the scene is shown as it is. */
export function lensOf(camera: Camera2D | undefined, { width, height }: Screen): Lens {
  if (camera === undefined) return { x: width / 2, y: height / 2, zoom: 1 };
  const { offsetX, offsetY, zoom } = viewOf(camera);
  const { x, y } = camera.globalPosition;
  return { x: x + offsetX, y: y + offsetY, zoom };
}

export const throughLens = (point: Vec2Like, { x, y, zoom }: Lens, { width, height }: Screen): Vec2 =>
  new Vec2((point.x - width / 2) / zoom + x, (point.y - height / 2) / zoom + y);
