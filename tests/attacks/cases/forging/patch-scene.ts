//! tries: to reach the engine's scene and take its faults away
//! fires: forged-verdict
//! expected: rejected
//! layer: realm
import { Node2D } from "nodegen";

export default class PatchScene extends Node2D {
  override onReady() {
    for (const key of Object.getOwnPropertySymbols(this)) {
      const scene = (this as any)[key]?.scene;
      if (!scene) continue;
      scene.fail = () => new Error("no fault");
      scene.run = () => {};
      scene.advance = () => ({ refused: [] });
      scene.settle = () => {};
    }
  }

  override onUpdate(_dt: number) {
    throw new Error("an honest fault");
  }
}
