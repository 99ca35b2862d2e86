import { sceneFor } from "./current.ts";
import { Vec2 } from "./vec2.ts";

/** The stage's size, before any camera. */
export const view: { readonly width: number; readonly height: number; readonly center: Vec2 } = Object.freeze({
  get width() {
    return sceneFor("view").width;
  },
  get height() {
    return sceneFor("view").height;
  },
  get center() {
    const { width, height } = sceneFor("view");
    return new Vec2(width / 2, height / 2);
  },
});
