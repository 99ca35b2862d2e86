//! tries: to reach the engine's scene and take its faults away
//! fires: forged-verdict
//! expected: rejected
//! layer: realm
//! known: the engine keeps its records under a symbol, which a module can find; it forges the verdict on itself alone
import { Node2D } from "nodegen";

export default class PatchScene extends Node2D {
  override onReady() {
    for (const key of Object.getOwnPropertySymbols(this)) {
      const scene = (this as any)[key]?.scene;
      if (!scene) continue;
      const nothing = new Proxy({}, { get: () => [] });
      scene.step = scene.begin = () => (scene.tick++, nothing);
      scene.play = scene.settle = () => nothing;
    }
  }

  override onUpdate(_dt: number) {
    throw new Error("an honest fault");
  }
}
